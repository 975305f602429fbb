using System.Collections.ObjectModel;

namespace HealthScoring;

/// <summary>Describes a customer by numbers, and the result expected of the profile.</summary>
public sealed class ExampleBuilder
{
    private readonly Dictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TimeSpan> _ages = new(StringComparer.Ordinal);
    private string? _segment;
    private double? _score;
    private string? _tier;
    private bool _unscored;
    private string? _description;

    internal ExampleBuilder()
    {
    }

    /// <summary>Gives the raw number of a metric or signal, observed just now. What has no number is missing.</summary>
    /// <param name="metric">The metric's or signal's name.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="ArgumentException">The metric was given a number already.</exception>
    public ExampleBuilder Value(string metric, double value)
    {
        _values.Add(metric, value);
        return this;
    }

    /// <summary>Gives the raw number of a metric, and how old it is.</summary>
    /// <param name="metric">The name of a metric that fades.</param>
    /// <param name="value">The number.</param>
    /// <param name="age">Its age, in whole hours.</param>
    /// <exception cref="ArgumentException">The metric was given a number already.</exception>
    public ExampleBuilder Value(string metric, double value, TimeSpan age)
    {
        Value(metric, value);
        _ages.Add(metric, age);
        return this;
    }

    /// <summary>Gives the text of a label. What has no text is missing.</summary>
    /// <param name="label">The label's name.</param>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The label was given a text already.</exception>
    public ExampleBuilder Label(string label, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _labels.Add(label, text);
        return this;
    }

    /// <summary>Puts the customer into a segment, as the host would.</summary>
    /// <param name="segment">The segment's name.</param>
    public ExampleBuilder InSegment(string segment)
    {
        ArgumentNullException.ThrowIfNull(segment);
        _segment = segment;
        return this;
    }

    /// <summary>Expects a score.</summary>
    /// <param name="score">The score as it is printed: the actual one, rounded down to as many decimals.</param>
    public ExampleBuilder ExpectScore(double score)
    {
        _score = score;
        return this;
    }

    /// <summary>Expects a tier.</summary>
    /// <param name="tier">The tier's name.</param>
    public ExampleBuilder ExpectTier(string tier)
    {
        ArgumentNullException.ThrowIfNull(tier);
        _tier = tier;
        return this;
    }

    /// <summary>Expects that there is no score.</summary>
    public ExampleBuilder ExpectUnscored()
    {
        _unscored = true;
        return this;
    }

    /// <summary>Describes what the example shows.</summary>
    /// <param name="description">The text.</param>
    public ExampleBuilder Describe(string description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _description = description;
        return this;
    }

    internal static ProfileExample Build(string name, Action<ExampleBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ExampleBuilder();
        configure(builder);
        return new()
        {
            Name = name,
            Description = builder._description,
            Values = Copy(builder._values),
            Labels = Copy(builder._labels),
            Ages = Copy(builder._ages),
            Segment = builder._segment,
            Score = builder._score,
            Tier = builder._tier,
            Unscored = builder._unscored,
        };
    }

    // A builder that is kept and used on must not change the profile.
    private static ReadOnlyDictionary<string, T> Copy<T>(Dictionary<string, T> map) =>
        new Dictionary<string, T>(map, StringComparer.Ordinal).AsReadOnly();
}
