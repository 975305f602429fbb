namespace HealthScoring.Sql.Expressions;

/// <summary>What kind of expression a <see cref="SqlExpression"/> is: what it reads, and how it is written in a dialect.</summary>
internal abstract class ExpressionForm
{
    /// <summary>The columns of the customers that it names.</summary>
    public virtual IEnumerable<string> Columns => [];

    /// <summary>Every text of the user in it.</summary>
    public abstract IEnumerable<string> Texts { get; }

    /// <summary>Whether its value depends on the time of the score.</summary>
    public virtual bool ReadsTime => false;

    /// <summary>Whether it is written as a double; a column or the user's own SQL may be of any type.</summary>
    public virtual bool IsDouble => true;

    /// <summary>Finds what is wrong with it.</summary>
    /// <param name="path">What it is for.</param>
    /// <param name="errors">Collects what is found.</param>
    public abstract void Check(string path, MappingErrors errors);

    /// <summary>Writes it, to stand in the first stage of a query.</summary>
    public abstract string Write(SourceWriter source);
}
