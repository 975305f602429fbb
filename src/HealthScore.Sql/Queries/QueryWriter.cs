using System.Globalization;
using System.Text;
using HealthScoring.Plans;
using HealthScoring.Sql.Expressions;
using HealthScoring.Sql.Stages;
using HealthScoring.Sql.Statements;

namespace HealthScoring.Sql.Queries;

/// <summary>Writes one query. Each has names of its own, so that a query does not depend on what else was asked for.</summary>
internal sealed class QueryWriter
{
    private static readonly string[] ResultNames =
        ["segment", "segment_index", "score", "tier", "tier_index", "coverage", "weight", "guardrails", "actions", "customers"];

    private readonly Plan _plan;
    private readonly SqlDialect _dialect;
    private readonly SourceMapping _mapping;
    private readonly FragmentWriter _sql;
    private readonly StageWriter _writer;
    private readonly SourceColumns _source;
    private readonly ScoreColumns _score;

    /// <param name="plan">The plan.</param>
    /// <param name="dialect">The dialect.</param>
    /// <param name="mapping">Where the plan's values are.</param>
    /// <param name="parameter">How the parameter for the time of the score is spelled; <see langword="null"/> for the dialect's own spelling.</param>
    public QueryWriter(Plan plan, SqlDialect dialect, SourceMapping mapping, string? parameter = null)
    {
        (_plan, _dialect, _mapping, _sql) = (plan, dialect, mapping, new(dialect));
        var names = new ColumnNames();
        _source = mapping.Read(_sql, names, parameter ?? dialect.Parameter);
        _writer = new(plan, _sql, names, mapping.StagePrefix);
        _score = ScoreStages.Write(_writer, _source);
    }

    /// <summary>Whether a name is that of a column which a query computes.</summary>
    public static bool IsResult(string name) => ResultNames.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A query with a row per customer.</summary>
    public SqlQuery Customers(SqlDetails details)
    {
        List<(Fragment Value, SqlResultColumn Column)> computed =
        [
            (_score.Choice.SegmentName, new("segment", SqlResultKind.Segment)),
            (_score.Choice.SegmentIndex, new("segment_index", SqlResultKind.SegmentIndex)),
            (Value(_score.Score), new("score", SqlResultKind.Score)),
            (TierName, new("tier", SqlResultKind.Tier)),
            (Value(_score.TierIndex), new("tier_index", SqlResultKind.TierIndex)),
            (Value(_score.Coverage), new("coverage", SqlResultKind.Coverage)),
            .. Details(details),
        ];
        List<(Fragment Value, SqlResultColumn Column)> results =
        [
            .. _source.Kept.Select(kept => (Value(kept.Column), new SqlResultColumn(kept.Name, SqlResultKind.Source))),
            .. computed.Select(one => (one.Value with { Text = _dialect.Result(one.Value.Text) }, one.Column)),
        ];
        if (_source.Weight is { } weight)
            results.Add((Value(weight), new("weight", SqlResultKind.Weight)));
        return Render(results);
    }

    /// <summary>A query with a row for each segment and tier that has customers.</summary>
    public SqlQuery Totals()
    {
        List<(Fragment Value, SqlResultColumn Column)> results =
        [
            (_score.Choice.SegmentName, new("segment", SqlResultKind.Segment)),
            (_score.Choice.SegmentIndex, new("segment_index", SqlResultKind.SegmentIndex)),
            (TierName, new("tier", SqlResultKind.Tier)),
            (Value(_score.TierIndex), new("tier_index", SqlResultKind.TierIndex)),
            (FragmentWriter.Word("count(*)"), new("customers", SqlResultKind.Customers)),
        ];
        if (_source.Weight is { } weight)
            results.Add((_sql.Of($"sum({weight})"), new("weight", SqlResultKind.Weight)));
        string groups = _plan.Segments.Length > 0 ? $"{_score.Choice.SegmentIndex.Text}, {_score.TierIndex}" : $"{_score.TierIndex}";
        return Render(results, $"GROUP BY {groups}");
    }

    /// <summary>A query with a row for each parent.</summary>
    /// <param name="parent">The kept column with the parent.</param>
    /// <param name="child">The kept column with what the child is called.</param>
    public SqlQuery Parents(string parent, string child)
    {
        StageColumn Kept(string name) => _source.Kept.First(kept => kept.Name == name).Column;
        return ParentQuery.Write(_writer, _source.From, _mapping.StagePrefix,
            new(Kept(parent), Kept(child), _score.Score, _score.TierIndex, _source.Weight), parent, _mapping.Parameter);
    }

    /// <summary>What a query starts with: what it was written from.</summary>
    public static string Header(ScoringProfile profile, SqlDialect dialect) =>
        $"-- Profile '{Comment(profile.Name)}', fingerprint {profile.Fingerprint}, as {dialect} SQL.\n";

    private Fragment TierName => _sql.NameOf(_score.TierIndex, [.. _plan.Base.Tiers.Select(tier => tier.Name)]);

    private Fragment Value(StageColumn column) => _sql.Of($"{column}");

    private List<(Fragment Value, SqlResultColumn Column)> Details(SqlDetails details)
    {
        var results = new List<(Fragment Value, SqlResultColumn Column)>();
        var names = new NameStages(_writer, _score);
        ContributionColumns? contributions = details.HasFlag(SqlDetails.Contributions) ? new ShareStages(_writer, _score).Share() : null;
        foreach ((StageColumn added, StageColumn lost, string metric) in contributions?.PerMetric(_plan.Columns) ?? [])
        {
            results.Add((Value(added), new(added.Name, SqlResultKind.PointsAdded, metric)));
            results.Add((Value(lost), new(lost.Name, SqlResultKind.PointsLost, metric)));
        }
        if (details.HasFlag(SqlDetails.Guardrails))
            results.Add((Value(names.Matched()), new("guardrails", SqlResultKind.Guardrails)));
        if (details.HasFlag(SqlDetails.Actions))
        {
            // Only drivers ask what a metric lost.
            if (_plan.Scorecards.Any(scorecard => scorecard.Actions.Any(action => action.Driver >= 0)))
                contributions ??= new ShareStages(_writer, _score).Share();
            results.Add((Value(names.Due(contributions?.Lost ?? [])), new("actions", SqlResultKind.Actions)));
        }
        return results;
    }

    private SqlQuery Render(List<(Fragment Value, SqlResultColumn Column)> results, string? closing = null)
    {
        var query = new StagedQuery(_dialect, _source.From, _mapping.StagePrefix, _writer.Stages, results.Select(result => result.Value));
        int columns = Math.Max(query.MostColumns, results.Count);
        if (columns > _dialect.MostColumns)
        {
            var errors = new MappingErrors(_plan.Profile, _dialect);
            errors.Add("query", $"it needs {columns} columns, and {_dialect} takes at most {_dialect.MostColumns}",
                "ask for fewer details, or use fewer metrics");
            errors.ThrowIfAny();
        }
        string text = Header(_plan.Profile, _dialect) + query.Render([.. results.Select(result => (result.Value,
            result.Column.Kind == SqlResultKind.Source ? _dialect.Quote(result.Column.Name) : result.Column.Name))], closing);
        return new(text, _mapping.Parameter, [.. results.Select(result => result.Column)]);
    }

    /// <summary>A text that cannot end the line of a comment, nor print as something else.</summary>
    private static string Comment(string text)
    {
        var safe = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            safe.Append(Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
                // Braces are variables and templates for some tools, in a comment too.
                || rune.Value is '{' or '}' ? "?" : rune.ToString());
        }
        return safe.ToString();
    }
}
