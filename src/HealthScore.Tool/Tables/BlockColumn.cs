using HealthScoring.Text;

namespace HealthScoring.Tool.Tables;

/// <summary>One column of a block of rows, in the form that it is asked for. A source writes each row with the call for what it has.</summary>
/// <param name="header">The column's heading.</param>
internal abstract class BlockColumn(string header)
{
    /// <summary>The column's heading.</summary>
    public string Header => header;

    /// <summary>Its place among the columns of its block, the same in every block of a file.</summary>
    public int Place { get; set; }

    /// <summary>Whether a row whose cell cannot be read is about nobody, or of no time.</summary>
    public virtual bool IsRequired => false;

    /// <summary>Begins the next block.</summary>
    public virtual void Clear()
    {
    }

    /// <summary>Writes the text of a cell.</summary>
    /// <returns>Whether it can be read as what the column is.</returns>
    public abstract bool TrySet(int row, ReadOnlySpan<char> cell);

    /// <summary>Writes a number of a typed file.</summary>
    /// <inheritdoc cref="TrySet(int, ReadOnlySpan{char})"/>
    public abstract bool TrySet(int row, double number);

    /// <summary>Writes a whole number of a typed file, which may have more digits than a double.</summary>
    /// <inheritdoc cref="TrySet(int, ReadOnlySpan{char})"/>
    public virtual bool TrySet(int row, decimal whole) => TrySet(row, Number.Nearest(whole));

    /// <summary>Writes a yes or a no of a typed file.</summary>
    /// <inheritdoc cref="TrySet(int, ReadOnlySpan{char})"/>
    public virtual bool TrySet(int row, bool yes) => TrySet(row, NumberCells.Of(yes));

    /// <summary>Writes a time of a typed file.</summary>
    /// <inheritdoc cref="TrySet(int, ReadOnlySpan{char})"/>
    public abstract bool TrySet(int row, DateTime time);

    /// <summary>Writes that the value is missing.</summary>
    /// <returns>Whether it may be.</returns>
    public abstract bool TrySetMissing(int row);

    /// <summary>Writes that there is a value which cannot be read.</summary>
    public abstract void SetUnreadable(int row);

    /// <summary>Writes one row over another.</summary>
    public abstract void Move(int from, int to);

    /// <summary>Says why a cell cannot be read, and what to do.</summary>
    public abstract string Explain(string cell);
}
