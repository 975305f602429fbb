using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace HealthScoring.Tests.Scores;

/// <summary>Listens to what the library tells about the scorings by one profile, and to the spans of a test's own source.</summary>
internal sealed class TelemetryWatch : IDisposable
{
    private const string Prefix = "healthscoring.";

    private readonly string _profile;
    private readonly ConcurrentQueue<(string Instrument, double Value, string Tags)> _told = [];
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _activities;

    public TelemetryWatch(string profile, bool spans = true)
    {
        _profile = profile;
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "HealthScoring")
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
        _activities = new()
        {
            ShouldListenTo = source => source.Name is "HealthScoring" or nameof(TelemetryWatch),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.Source.Name != "HealthScoring" || (string?)activity.GetTagItem("healthscoring.profile.name") == _profile)
                    _spans.Enqueue(activity);
            },
        };
        if (spans)
            ActivitySource.AddActivityListener(_activities);
    }

    /// <summary>The spans that ended, in that order.</summary>
    public Activity[] Spans => [.. _spans];

    /// <summary>What an instrument told, added up by attributes: <c>name=value name=value: sum</c>, without the profile's name, in order.</summary>
    public string[] Sums(string instrument) =>
    [
        .. Of(instrument).GroupBy(told => told.Tags, told => told.Value)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key}: {group.Sum():0.######}")).Order(StringComparer.Ordinal),
    ];

    /// <summary>What an instrument told, one by one: as <see cref="Sums"/> has it.</summary>
    public string[] Each(string instrument) =>
        [.. Of(instrument).Select(told => string.Create(CultureInfo.InvariantCulture, $"{told.Tags}: {told.Value:0.######}"))];

    /// <summary>All that was told, in texts.</summary>
    public IEnumerable<string> Texts() =>
    [
        .. _told.Select(told => told.Tags),
        .. _spans.SelectMany(span => (string?[])
        [
            span.OperationName, span.DisplayName, span.StatusDescription, .. span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"),
            .. span.Events.Select(told => told.Name), .. span.Baggage.Select(item => $"{item.Key}={item.Value}"),
        ]).OfType<string>(),
    ];

    public void Dispose()
    {
        _meters.Dispose();
        _activities.Dispose();
    }

    public static string Attributes(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(' ', tags
        .Select(tag => $"{(tag.Key.StartsWith(Prefix, StringComparison.Ordinal) ? tag.Key[Prefix.Length..] : tag.Key)}={tag.Value}")
        .Where(tag => !tag.StartsWith("profile.name=", StringComparison.Ordinal)));

    private IEnumerable<(string Instrument, double Value, string Tags)> Of(string instrument) => _told.Where(told => told.Instrument == instrument);

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (KeyValuePair<string, object?> tag in tags)
        {
            if (tag.Key == "healthscoring.profile.name" && (string?)tag.Value == _profile)
                _told.Enqueue((instrument.Name, value, Attributes(tags.ToArray())));
        }
    }
}
