using HealthScoring.Text;

namespace HealthScoring.Reviews;

/// <summary>
/// Compares what is measured: dimensions, their metrics, and the signals. A metric is told by its name alone, so that one that moves to
/// another dimension, or becomes a signal, is one change.
/// </summary>
internal sealed class DimensionComparison
{
    private const string Dimensions = "dimensions", Signals = "signals";

    private readonly ChangeLog _log;
    private readonly ScoringProfile _before;
    private readonly ScoringProfile _after;
    private readonly WeightShares _oldShares;
    private readonly WeightShares _newShares;
    private readonly Dictionary<string, Place> _old;
    private readonly Dictionary<string, Place> _new;

    // What a dimension is called now, where it has only been given another name.
    private readonly Dictionary<string, string> _renamed;

    public DimensionComparison(ChangeLog log, ScoringProfile before, ScoringProfile after)
    {
        (_log, _before, _after) = (log, before, after);
        (_oldShares, _newShares) = (new(before), new(after));
        (_old, _new) = (Places(before), Places(after));
        _renamed = FindRenamed();
    }

    public void Compare()
    {
        ChangeLog.Parts(
            [.. _before.Dimensions.OrderBy(dimension => NameNow(dimension.Name), StringComparer.Ordinal)],
            [.. _after.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)],
            dimension => NameNow(dimension.Name), RemoveDimension, CompareDimension, AddDimension);
        foreach (string name in _old.Keys.Union(_new.Keys, StringComparer.Ordinal)
            .OrderBy(name => PlaceOf(name).Dimension is null)
            .ThenBy(name => NameNow(PlaceOf(name).Dimension ?? ""), StringComparer.Ordinal)
            .ThenBy(name => name, StringComparer.Ordinal))
        {
            CompareMeasured(name, _old.GetValueOrDefault(name), _new.GetValueOrDefault(name));
        }
    }

    private static Dictionary<string, Place> Places(ScoringProfile profile) => profile.Dimensions
        .SelectMany(dimension => dimension.Metrics.Select(metric => (metric.Name, Place: new Place(dimension.Name, metric, Signal: null))))
        .Concat(profile.Signals.Select(signal => (signal.Name, Place: new Place(Dimension: null, Metric: null, signal))))
        .ToDictionary(pair => pair.Name, pair => pair.Place, StringComparer.Ordinal);

    private Dictionary<string, string> FindRenamed()
    {
        // No metric is in two dimensions: the first by name tells which dimension has them all.
        static string[] Metrics(Dimension dimension) => [.. dimension.Metrics.Select(metric => metric.Name).Order(StringComparer.Ordinal)];
        HashSet<string> old = [.. _before.Dimensions.Select(dimension => dimension.Name)], now = [.. _after.Dimensions.Select(dimension => dimension.Name)];
        var others = _after.Dimensions.Where(dimension => !old.Contains(dimension.Name))
            .Select(dimension => (dimension.Name, Metrics: Metrics(dimension))).ToDictionary(pair => pair.Metrics[0], StringComparer.Ordinal);
        return _before.Dimensions.Where(dimension => !now.Contains(dimension.Name))
            .Select(dimension => (dimension.Name, Metrics: Metrics(dimension)))
            .Where(pair => others.TryGetValue(pair.Metrics[0], out var other) && other.Metrics.AsSpan().SequenceEqual(pair.Metrics))
            .ToDictionary(pair => pair.Name, pair => others[pair.Metrics[0]].Name, StringComparer.Ordinal);
    }

    private string NameNow(string dimension) => _renamed.GetValueOrDefault(dimension, dimension);

    private Place PlaceOf(string name) => _new.GetValueOrDefault(name) ?? _old[name];

    private void RemoveDimension(Dimension dimension) => _log.Add(ChangeLog.Path(Dimensions, dimension.Name), ProfileChangeKind.Removed,
        $"dimension {dimension.Name} removed: weight {Number.Text(dimension.Weight)}{_oldShares.In(dimension.Name)}");

    private void AddDimension(Dimension dimension)
    {
        string path = ChangeLog.Path(Dimensions, dimension.Name);
        string formula = dimension.Formula.Kind == FormulaKind.WeightedMean ? "" : $", formula {Texts.Of(dimension.Formula)}";
        string description = dimension.Description is null ? "" : $", description {Texts.Quoted(dimension.Description)}";
        _log.Add(path, ProfileChangeKind.Added,
            $"dimension {dimension.Name} added: weight {Number.Text(dimension.Weight)}{_newShares.In(dimension.Name)}{formula}{description}");
    }

    private void CompareDimension(Dimension old, Dimension now)
    {
        string path = ChangeLog.Path(Dimensions, now.Name);
        if (old.Name != now.Name)
            _log.Add(path, ProfileChangeKind.Changed, $"dimension {old.Name} is now called {now.Name}");
        _log.Words(ChangeLog.Path(path, "description"), $"description of dimension {now.Name}", old.Description, now.Description);
        _log.Number(ChangeLog.Path(path, "weight"), $"weight of dimension {now.Name}", old.Weight, now.Weight,
            WeightShares.Change(_oldShares, old.Name, _newShares, now.Name));
        ProfileComparison.CompareFormula(_log, path, $" of dimension {now.Name}", old.Formula, now.Formula);
    }

    private void CompareMeasured(string name, Place? old, Place? now)
    {
        string path = PathOf(name, now ?? old!);
        if (now is null)
            _log.Add(path, ProfileChangeKind.Removed, $"{Titled(name, old!)} removed{Detail(name, old!, _oldShares)}");
        else if (old is null)
            _log.Add(path, ProfileChangeKind.Added, $"{Titled(name, now)} added{Detail(name, now, _newShares)}");
        else
            CompareKept(path, name, old, now);
    }

    private void CompareKept(string path, string name, Place old, Place now)
    {
        if (old.Metric is not null && now.Metric is not null)
        {
            if (NameNow(old.Dimension!) != now.Dimension)
            {
                _log.Add(path, ProfileChangeKind.Moved,
                    $"{name} moves from dimension {old.Dimension} to {now.Dimension}{WeightShares.Change(_oldShares, name, _newShares, name)}");
            }
            CompareMetric(path, old.Metric, now.Metric);
        }
        else if (now.Metric is not null)
        {
            _log.Add(path, ProfileChangeKind.Moved,
                $"the signal {name} is now a metric of dimension {now.Dimension}{Detail(name, now, _newShares)}");
        }
        else if (old.Metric is not null)
        {
            _log.Add(path, ProfileChangeKind.Moved,
                $"the metric {name} of dimension {old.Dimension} is now a signal and earns no points{Detail(name, old, _oldShares, "; it had ")}");
        }
        _log.Words(ChangeLog.Path(path, "description"), $"description of {name}", old.Description, now.Description);
        _log.Words(ChangeLog.Path(path, "unit"), $"unit of {name}", old.Unit, now.Unit);
    }

    private void CompareMetric(string path, ProfileMetric old, ProfileMetric now)
    {
        string name = now.Name;
        _log.Number(ChangeLog.Path(path, "weight"), $"weight of {name}", old.Weight, now.Weight,
            WeightShares.Change(_oldShares, name, _newShares, name));
        if (!old.Curve.Equals(now.Curve))
        {
            _log.Add(ChangeLog.Path(path, "curve"), ProfileChangeKind.Changed,
                $"curve of {name}: {Texts.Of(old.Curve)} → {Texts.Of(now.Curve)}{Texts.Effect(old.Curve, now.Curve)}");
        }
        _log.Member(ChangeLog.Path(path, "missing"), $"missing policy of {name}", Texts.Of(old.Missing), Texts.Of(now.Missing));
        _log.Member(ChangeLog.Path(path, "freshFor"), $"freshness of {name}", Texts.Of(old.Freshness), Texts.Of(now.Freshness));
    }

    private static string PathOf(string name, Place place) => ChangeLog.Path(
        place.Dimension is null ? Signals : ChangeLog.Path(ChangeLog.Path(Dimensions, place.Dimension), "metrics"), name);

    private static string Titled(string name, Place place) =>
        place.Dimension is null ? $"signal {name}" : $"metric {name} of dimension {place.Dimension}";

    private static string Detail(string name, Place place, WeightShares shares, string lead = ": ")
    {
        string detail = place.Metric is null ? Texts.Of(place.Signal!) : Texts.Of(place.Metric, shares.In(name));
        return detail.Length == 0 ? "" : lead + detail;
    }

    /// <summary>Where a name is measured for: a metric of a dimension, or a signal.</summary>
    private sealed record Place(string? Dimension, ProfileMetric? Metric, Signal? Signal)
    {
        public string? Unit => Metric is null ? Signal!.Unit : Metric.Unit;

        public string? Description => Metric is null ? Signal!.Description : Metric.Description;
    }
}
