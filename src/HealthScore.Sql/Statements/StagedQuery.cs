using System.Text;

namespace HealthScoring.Sql.Statements;

/// <summary>Renders stages as one SELECT. A column that nothing reads is left out, and so is a stage that adds none.</summary>
internal sealed class StagedQuery
{
    private readonly SqlDialect _dialect;
    private readonly string _from;
    private readonly string _prefix;
    private readonly List<(Stage Stage, StageColumn[] Passed, (StageColumn Column, Fragment Value)[] Added)> _stages = [];

    /// <summary>Chooses what each stage has to give for some results.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="from">Where the first stage reads from.</param>
    /// <param name="prefix">What the names of stages start with.</param>
    /// <param name="stages">The stages; the first reads the source, each other one the stage before it.</param>
    /// <param name="results">What the last stage's columns have to give.</param>
    public StagedQuery(SqlDialect dialect, string from, string prefix, IReadOnlyList<Stage> stages, IEnumerable<Fragment> results)
    {
        (_dialect, _from, _prefix) = (dialect, from, prefix);
        HashSet<StageColumn> needed = [.. results.SelectMany(result => result.Uses)];
        foreach (Stage stage in stages.Reverse())
        {
            (StageColumn Column, Fragment Value)[] added = [.. stage.Columns.Where(pair => needed.Contains(pair.Column))];
            if (added.Length == 0)
                continue;
            needed.ExceptWith(added.Select(pair => pair.Column));
            _stages.Insert(0, (stage, [], added));
            needed.UnionWith(Uses(stage, added));
        }
        // What a stage passes on is what a later one reads and an earlier one has.
        HashSet<StageColumn> read = [.. results.SelectMany(result => result.Uses)];
        for (int i = _stages.Count - 1; i >= 0; i--)
        {
            (Stage stage, _, (StageColumn Column, Fragment Value)[] added) = _stages[i];
            read.ExceptWith(added.Select(pair => pair.Column));
            _stages[i] = (stage, [.. _stages.Take(i).SelectMany(earlier => earlier.Added).Select(pair => pair.Column).Where(read.Contains)], added);
            read.UnionWith(Uses(stage, added));
        }
    }

    /// <summary>The most columns that any stage has.</summary>
    public int MostColumns => _stages.Max(stage => stage.Passed.Length + stage.Added.Length);

    /// <summary>The text.</summary>
    /// <param name="results">What to select from the last stage, each with its name.</param>
    /// <param name="closing">What follows, such as a grouping; or <see langword="null"/>.</param>
    public string Render(IReadOnlyList<(Fragment Value, string Name)> results, string? closing = null)
    {
        var text = new StringBuilder();
        string items = string.Join(",\n", results.Select(result => Item("    ", result.Value, result.Name)));
        if (_dialect.Nested)
        {
            text.Append("SELECT\n").Append(items).Append("\nFROM (\n");
            for (int i = _stages.Count - 1; i >= 0; i--)
            {
                Append(text, i, "SELECT");
                text.Append(i == 0 ? "" : "FROM (\n");
            }
            for (int i = 0; i < _stages.Count; i++)
                text.Append(") AS ").Append(_stages[i].Stage.Name).Append('\n').Append(i + 1 < _stages.Count ? _stages[i + 1].Stage.Closing : "");
            text.Length--;
        }
        else
        {
            text.Append("WITH ");
            for (int i = 0; i < _stages.Count; i++)
            {
                string opening = _dialect.StageOpening.Replace("hs_", _prefix, StringComparison.Ordinal);
                text.Append(_stages[i].Stage.Name).Append(" AS ").Append(opening).Append('\n');
                Append(text, i, _dialect.StageSelect);
                text.Append(i == 0 ? "" : $"FROM {_stages[i - 1].Stage.Name}\n{_stages[i].Stage.Closing}");
                text.Append(_dialect.StageClosing is { } last ? last + "\n" : "");
                text.Append(i == _stages.Count - 1 ? ")\n" : "),\n");
            }
            text.Append("SELECT\n").Append(items).Append("\nFROM ").Append(_stages[^1].Stage.Name);
        }
        return text.Append(closing is null ? "" : "\n" + closing).ToString();
    }

    private static IEnumerable<StageColumn> Uses(Stage stage, (StageColumn Column, Fragment Value)[] added)
    {
        IEnumerable<StageColumn> uses = added.SelectMany(pair => pair.Value.Uses);
        return stage.GroupBy is { } by ? uses.Append(by) : uses;
    }

    private void Append(StringBuilder text, int index, string select)
    {
        (Stage stage, StageColumn[] passed, (StageColumn Column, Fragment Value)[] added) = _stages[index];
        text.Append("-- ").Append(stage.Comment).Append('\n').Append(select).Append('\n');
        var line = new StringBuilder("   ");
        foreach (StageColumn column in passed)
        {
            if (line.Length > 3 && line.Length + column.Quoted.Length > 110)
            {
                text.Append(line).Append('\n');
                line = new("   ");
            }
            line.Append(' ').Append(column.Quoted).Append(',');
        }
        if (passed.Length > 0)
            text.Append(line).Append('\n');
        text.AppendJoin(",\n", added.Select(pair => Item("    ", pair.Value, pair.Column.Quoted))).Append('\n');
        if (index == 0)
            text.Append("FROM ").Append(_from).Append('\n');
    }

    private static string Item(string indent, Fragment value, string name) =>
        indent + value.Text.Replace($"{FragmentWriter.LineBreak}", "\n" + indent, StringComparison.Ordinal)
        + (value.Text == name ? "" : $" AS {name}");
}
