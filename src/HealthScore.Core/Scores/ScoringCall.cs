namespace HealthScoring;

/// <summary>What scores customers: a page that shows one again and again says something else than a nightly job.</summary>
internal enum ScoringCall
{
    One,
    Stream,
    Spans,
}
