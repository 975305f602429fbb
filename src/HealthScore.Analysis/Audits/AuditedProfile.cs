using System.Collections.ObjectModel;
using HealthScoring.Columns;

namespace HealthScoring.Analysis;

/// <summary>A profile, cut into the settings in which no condition changes its mind, and its scorer.</summary>
internal sealed class AuditedProfile
{
    /// <summary>The most settings that are looked at.</summary>
    public const int MostSettings = 10_000;

    private readonly ColumnScorer _scorer;
    private readonly double[] _ages;
    private readonly int[] _named;
    private readonly Variant[] _variants;
    private readonly HealthScorer<AuditedRow> _full;

    public AuditedProfile(ScoringProfile profile)
    {
        Profile = profile;
        _scorer = new(profile);
        Columns = [.. _scorer.Columns];
        _ages = new double[Columns.Length];
        _variants = [new(profile, null, Columns), .. profile.Segments.Select(segment => new Variant(profile, segment, Columns))];
        _named = [-1, .. profile.Segments.Index().Where(segment => segment.Item.When is null).Select(segment => segment.Index)];
        _full = new(profile, Columns.Select((name, i) => HealthMetric.From<AuditedRow>(name, (row, at) => new(row.Values[i], at))),
            new() { SegmentBy = row => row.Named < 0 ? null : profile.Segments[row.Named].Name });
        Guardrail[] guardrails = [.. _variants.SelectMany(variant => variant.Guardrails)];
        Condition[] conditions = [.. guardrails.Select(guardrail => guardrail.When),
            .. profile.Segments.Select(segment => segment.When).OfType<Condition>()];
        Stretches = [.. Columns.Select(name => Stretch.Of([.. conditions.Where(when => when.Metric == name)],
            guardrails.Any(guardrail => guardrail.AppliesWhenMissing && guardrail.When.Metric == name)))];
        Strides = new int[Columns.Length];
        double count = 1;
        for (int i = 0; i < Columns.Length; i++)
        {
            Strides[i] = (int)Math.Min(count, MostSettings);
            count *= Stretches[i].Length;
        }
        SettingCount = count * _named.Length;
        Settings = SettingCount > MostSettings ? [] : [.. Enumerable.Range(0, (int)SettingCount).Select(SettingAt)];
    }

    public ScoringProfile Profile { get; }

    /// <summary>The names of a row's values.</summary>
    public string[] Columns { get; }

    /// <summary>The stretches of each column.</summary>
    public Stretch[][] Stretches { get; }

    /// <summary>How far apart two settings are that differ by one stretch of a column.</summary>
    public int[] Strides { get; }

    /// <summary>How many settings there are.</summary>
    public double SettingCount { get; }

    /// <summary>All settings; none where there are too many.</summary>
    public Setting[] Settings { get; }

    /// <summary>The settings of one stretch of a column each, for each choice of everything else.</summary>
    public IEnumerable<Setting[]> Others(int column) => Enumerable.Range(0, Settings.Length)
        .Where(i => i / Strides[column] % Stretches[column].Length == 0)
        .Select(i => Enumerable.Range(0, Stretches[column].Length).Select(stretch => Settings[i + stretch * Strides[column]]).ToArray());

    /// <summary>Scores a row, all of it observed just now.</summary>
    public RowScore Score(double[] row, int named, Span<double> lost = default) => _scorer.ScoreRow(row, default, lost, named, _ages);

    /// <summary>The whole result of a row.</summary>
    public HealthScore Explained(double[] row, int named) => _full.Score(new(row, named), DateTimeOffset.UnixEpoch);

    /// <summary>A row as a customer of a finding.</summary>
    public AuditedCustomer Customer(double[] row, int named)
    {
        HealthScore score = Explained(row, named);
        var values = Columns.Zip(row).ToDictionary(pair => pair.First, pair => double.IsNaN(pair.Second) ? (double?)null : pair.Second);
        return new(new ReadOnlyDictionary<string, double?>(values), named < 0 ? null : Profile.Segments[named].Name,
            score);
    }

    private Setting SettingAt(int index)
    {
        var stretches = new Stretch[Columns.Length];
        int left = index;
        for (int i = 0; i < stretches.Length; left /= Stretches[i++].Length)
            stretches[i] = Stretches[i][left % Stretches[i].Length];
        int named = _named[left];
        Variant variant = _variants[1 + Segment(stretches, named)];
        Guardrail[] matched = [.. variant.Guardrails.Where(guardrail => Holds(guardrail.When, stretches, guardrail.AppliesWhenMissing))];
        double ceiling = matched.Where(guardrail => guardrail.Effect == GuardrailEffect.Cap)
            .Aggregate(100.0, (lowest, guardrail) => Math.Min(lowest, guardrail.Limit));
        double ground = matched.Where(guardrail => guardrail.Effect == GuardrailEffect.Floor)
            .Aggregate(0.0, (highest, guardrail) => Math.Max(highest, guardrail.Limit));
        double[] worst = new double[Columns.Length], best = new double[Columns.Length];
        for (int i = 0; i < Columns.Length; i++)
            (worst[i], best[i]) = Ends(stretches[i], variant.Curves[i]);
        return new()
        {
            Index = index,
            Stretches = stretches,
            Named = named,
            Variant = variant,
            Matched = matched,
            Ceiling = ceiling,
            Ground = Math.Min(ground, ceiling),
            Worst = worst,
            Best = best,
            LowestTier = Score(worst, named).TierIndex,
            HighestTier = Score(best, named).TierIndex,
        };
    }

    private static (double Worst, double Best) Ends(Stretch stretch, Curve? curve)
    {
        if (curve is null)
            return (stretch.Example, stretch.Example);
        double[] corners = stretch.Corners(curve);
        return (corners.MinBy(curve.Evaluate), corners.MaxBy(curve.Evaluate));
    }

    private int Segment(Stretch[] stretches, int named)
    {
        for (int i = 0; i < Profile.Segments.Count; i++)
        {
            if (i == named || (Profile.Segments[i].When is { } when && Holds(when, stretches)))
                return i;
        }
        return -1;
    }

    private bool Holds(Condition when, Stretch[] stretches, bool whenMissing = false) =>
        stretches[Array.IndexOf(Columns, when.Metric)] is var stretch && (stretch.Holds(when) || (whenMissing && stretch.IsMissing));

    private readonly record struct AuditedRow(double[] Values, int Named);
}
