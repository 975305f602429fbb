using HealthScoring.Tool.Books;

namespace HealthScoring.Tool.Scores;

/// <summary>Takes scores, block by block.</summary>
internal abstract class ScoreSink
{
    /// <summary>Takes the scores of a block.</summary>
    public abstract void Write(BookBlock block, ScoredRows scores);

    /// <summary>Ends what is written; without it, it is not whole.</summary>
    public abstract void Complete();
}
