using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace HealthScoring;

/// <summary>
/// What can be watched from outside: names and units by the conventions of OpenTelemetry. Attributes are names of the profile's parts and types of
/// exceptions, so that there are few of them, and never anything that a customer's data or an exception says.
/// </summary>
internal static class ScoringTelemetry
{
    public const string Name = nameof(HealthScoring);

    public const string ProfileName = "healthscoring.profile.name";
    public const string MetricName = "healthscoring.metric.name";
    public const string ErrorType = "error.type";

    private static readonly string? Version = typeof(ScoringTelemetry).Assembly.GetName().Version?.ToString(fieldCount: 3);
    private static readonly Meter Meter = new(Name, Version);

    public static ActivitySource Source { get; } = new(Name, Version);

    public static Counter<long> Customers { get; } = Meter.CreateCounter<long>(
        "healthscoring.customers", "{customer}", "Customers that were scored, by tier; without a tier where unscored.");

    public static Histogram<double> RunDuration { get; } = Meter.CreateHistogram<double>(
        "healthscoring.run.duration", "s", "How long a stream of customers took, with its consumer, however it ended.", tags: null,
        new() { HistogramBucketBoundaries = [0.01, 0.1, 1, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 7200] });

    public static Counter<long> MetricFaults { get; } = Meter.CreateCounter<long>(
        "healthscoring.metric.faults", "{fault}", "Customers without a metric's value because the metric threw.");

    public static Counter<long> FunctionFaults { get; } = Meter.CreateCounter<long>(
        "healthscoring.function.faults", "{fault}", "Customers whose segment or override is not known because the host's function threw.");

    public static Histogram<double> MetricDuration { get; } = Meter.CreateHistogram<double>(
        "healthscoring.metric.duration", "s", "How long a metric took for a block of customers, or a batch metric's request.", tags: null,
        new() { HistogramBucketBoundaries = [0.00001, 0.0001, 0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });

    public static Counter<long> MetricsLost { get; } = Meter.CreateCounter<long>(
        "healthscoring.metric.lost", "{run}", "Streams that ended because too many customers lacked a metric or had a fault of it.");

    public static Counter<long> Reloads { get; } = Meter.CreateCounter<long>(
        "healthscoring.profile.reloads", "{reload}", "Attempts to reload a profile, by outcome.");

    /// <summary>Whether anybody watches the requests of batch metrics.</summary>
    public static bool WatchesRequests => MetricDuration.Enabled || Source.HasListeners();

    /// <summary>What failed, as the conventions name it: never the message, which may have a customer's data.</summary>
    public static string TypeOf(Exception exception) => exception.GetType().FullName ?? exception.GetType().Name;

    /// <summary>Counts a customer that was scored alone.</summary>
    public static void Count(HealthScore score)
    {
        AddCustomers(1, ScoringCall.One, score.ProfileName, score.Tier, score.Segment);
        if (!MetricFaults.Enabled && !FunctionFaults.Enabled)
            return;
        foreach (MissingMetric missing in score.Missing)
        {
            if (missing is { Reason: MissingReason.Fault, Exception: { } fault })
                AddMetricFaults(1, score.ProfileName, missing.Metric, TypeOf(fault));
        }
        if (score.SegmentFault is { } segmentFault)
            AddFunctionFaults(1, score.ProfileName, FaultyFunction.SegmentBy, TypeOf(segmentFault));
        if (score.OverrideFault is { } overrideFault)
            AddFunctionFaults(1, score.ProfileName, FaultyFunction.OverrideBy, TypeOf(overrideFault));
    }

    public static void AddCustomers(long customers, ScoringCall call, string profile, string? tier, string? segment)
    {
        if (!Customers.Enabled)
            return;
        var tags = new TagList
        {
            { ProfileName, profile },
            { "healthscoring.call", call switch { ScoringCall.One => "one", ScoringCall.Stream => "stream", _ => "spans" } },
        };
        if (tier is not null)
            tags.Add("healthscoring.tier", tier);
        if (segment is not null)
            tags.Add("healthscoring.segment", segment);
        Customers.Add(customers, tags);
    }

    public static void AddMetricFaults(long faults, string profile, string metric, string errorType) =>
        MetricFaults.Add(faults, new(ProfileName, profile), new(MetricName, metric), new(ErrorType, errorType));

    public static void AddFunctionFaults(long faults, string profile, FaultyFunction function, string errorType) =>
        FunctionFaults.Add(faults, new(ProfileName, profile), new("healthscoring.function", function.ToString()), new(ErrorType, errorType));

    /// <param name="duration">How long it took.</param>
    /// <param name="profile">The profile's name.</param>
    /// <param name="metric">The metric's name.</param>
    /// <param name="failure">What became of it instead of an answer; null where it answered.</param>
    public static void RecordMetric(TimeSpan duration, string profile, string metric, Exception? failure)
    {
        var tags = new TagList { { ProfileName, profile }, { MetricName, metric } };
        if (failure is not null)
            tags.Add(ErrorType, TypeOf(failure));
        MetricDuration.Record(duration.TotalSeconds, tags);
    }

    public static void AddReload(string profile, string outcome) =>
        Reloads.Add(1, new(ProfileName, profile), new("healthscoring.reload.outcome", outcome));

    /// <summary>Begins a span of this process alone. It is current from here on.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="target">By or to what; a name of the profile's.</param>
    /// <param name="tags">What a sampler may look at.</param>
    /// <returns>The span; null where nobody wants it.</returns>
    public static Activity? Start(string name, string target, params ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (!Source.HasListeners())
            return null;
        Activity? activity = Source.StartActivity(name, ActivityKind.Internal, parentContext: default, tags.ToArray());
        activity?.DisplayName = $"{name} {target}";
        return activity;
    }

    /// <summary>Ends a span.</summary>
    /// <param name="activity">The span.</param>
    /// <param name="failure">What it ended with; null where nothing was wrong.</param>
    public static void End(Activity activity, Exception? failure)
    {
        if (failure is not null)
            activity.SetTag(ErrorType, TypeOf(failure)).SetStatus(ActivityStatusCode.Error);
        activity.Stop();
    }
}
