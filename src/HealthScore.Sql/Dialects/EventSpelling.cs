namespace HealthScoring.Sql.Dialects;

/// <summary>
/// How a dialect spells what is counted over rows with a time. A moment is a time in the form in which the database compares times exactly, whatever
/// the time zone of its session.
/// </summary>
internal abstract class EventSpelling
{
    /// <summary>What ends a sub-query whose columns are computed once, and not wherever they are read; empty where nothing is needed.</summary>
    public virtual string RowsClosing => "";

    /// <summary>As <see cref="RowsClosing"/>, for the one row with the time of the score.</summary>
    public virtual string ClockClosing => "";

    /// <summary>A time as a moment.</summary>
    public abstract string Moment(string time);

    /// <summary>The moment that is some days of 24 hours earlier.</summary>
    public abstract string Before(string moment, long days);

    /// <summary>The midnight in UTC at which the moment's day starts.</summary>
    public abstract string Midnight(string moment);

    /// <summary>The time from one moment to another in ticks of 100 nanoseconds, as a number of any type.</summary>
    public abstract string Ticks(string from, string to);

    /// <summary>A whole number or text that tells the moment's day in UTC from every other.</summary>
    public virtual string Day(string moment) => Midnight(moment);

    /// <summary>A number or text that tells the moment from every other.</summary>
    public virtual string Mark(string moment) => moment;

    /// <summary>A value as a text; empty for NULL.</summary>
    public virtual string Text(string value) => $"coalesce(CAST({value} AS text), '')";

    /// <summary>A number as an exact text.</summary>
    public virtual string AsText(string number) => Exact($"CAST({number} AS text)");

    /// <summary>Exact texts joined to one.</summary>
    public virtual string Concat(params string[] texts) => string.Join(" || ", texts);

    /// <summary>How long an exact text is.</summary>
    public virtual string Length(string text) => $"length({text})";

    /// <summary>A text that is compared and ordered by its bytes in UTF-8, whatever the collation.</summary>
    public abstract string Exact(string text);
}
