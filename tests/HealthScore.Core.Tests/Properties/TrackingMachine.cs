using System.Collections.Immutable;
using FsCheck;
using FsCheck.Experimental;
using FsCheck.Fluent;
using HealthScoring.Tracking;

namespace HealthScoring.Tests.Properties;

/// <summary>The state as a host keeps it.</summary>
internal sealed class TrackedCustomer
{
    public TrackingState? State { get; set; }

    /// <summary>The step that gave it.</summary>
    public TrackedScore? Step { get; set; }
}

/// <summary>What the model knows: both versions of the profile, which of them counts, the accepted history, and the visit just given.</summary>
internal sealed record TrackedHistory(Rulebook[] Versions, int Version, ImmutableList<TrackedVisit> History, Visit? Given)
{
    public DateTimeOffset Clock => History.IsEmpty ? Journeys.Start : History[^1].Visit.At;

    public Rulebook Rules => Versions[Version];

    public override string ToString() => $"version {Version}, {History.Count} scores, {Given}";
}

/// <summary>
/// Scores a customer, gives an old score again, restates the last one, stores the state, or publishes the other version of the profile; in any order.
/// </summary>
internal sealed class TrackingMachine() : Machine<TrackedCustomer, TrackedHistory>(maxNumberOfCommands: 40)
{
    public override Arbitrary<Setup<TrackedCustomer, TrackedHistory>> Setup => Arb.From(
        Journeys.Rules.ArrayOf(2).Select(versions => (Setup<TrackedCustomer, TrackedHistory>)new TwoVersions(versions)));

    public override Gen<Operation<TrackedCustomer, TrackedHistory>> Next(TrackedHistory model) => Gen.Frequency(
        (20, Observed(Journeys.Hours, restates: false)),
        (4, model.History.IsEmpty ? Observed(Journeys.Hours, restates: false) : Observed(Gen.Elements(0, 0, 0, 2, 24, -2, -24 * 30), restates: true)),
        (2, Gen.Constant<Operation<TrackedCustomer, TrackedHistory>>(new Store())),
        (1, Gen.Constant<Operation<TrackedCustomer, TrackedHistory>>(new Publish())));

    private static Gen<Operation<TrackedCustomer, TrackedHistory>> Observed(Gen<int> times, bool restates) =>
        from hours in times
        from usage in Journeys.Usage
        from flags in Gen.Choose(0, 63)
        from pin in Gen.Frequency((12, Gen.Constant(-1)), (1, Gen.Choose(0, 4)))
        select (Operation<TrackedCustomer, TrackedHistory>)new Observe(hours, usage, flags, pin, restates);

    private sealed class TwoVersions(Rulebook[] versions) : Setup<TrackedCustomer, TrackedHistory>
    {
        public override TrackedCustomer Actual() => new();

        public override TrackedHistory Model() => new(versions, 0, [], null);

        public override string ToString() => string.Join("\n", versions.Select(version => version.ToString()));
    }

    private sealed class Observe(int hours, double? usage, int flags, int pin, bool restates) : Operation<TrackedCustomer, TrackedHistory>
    {
        public override TrackedHistory Run(TrackedHistory model)
        {
            DateTimeOffset at = model.Clock.AddHours(hours);
            Visit visit = Visit.Of(at, usage, flags, pin switch
            {
                < 0 => null,
                < 3 => ScoreOverride.OfTier(model.Rules.Names[pin], "why", "Ann", at, at.AddHours(1)),
                _ => ScoreOverride.OfScore(pin * 20, "why", "Ann", at, at.AddHours(1)),
            });
            ImmutableList<TrackedVisit> before = restates ? model.History.RemoveAt(model.History.Count - 1) : model.History;
            return model with
            {
                Given = visit,
                History = !before.IsEmpty && at <= before[^1].Visit.At ? model.History
                    : before.Add(restates ? new TrackingModel(model.History).Replaced(visit, model.Rules) : new(visit, model.Rules)),
            };
        }

        // A shorter sequence may have nothing to restate.
        public override bool Pre(TrackedHistory model) => !restates || !model.History.IsEmpty;

        public override Property Check(TrackedCustomer actual, TrackedHistory model)
        {
            Visit visit = model.Given!;
            TrackingState? before = actual.State;
            HealthScore score = model.Rules.Score(visit);
            TrackedScore step = restates ? Tracker.Restate(actual.Step!, score) : Tracker.Next(before, score);
            actual.State = step.State;
            if (!step.IsIgnored)
                actual.Step = step;
            // A visit that the model has not taken over is not later than the last.
            if (!ReferenceEquals(model.History[^1].Visit, visit))
            {
                return (step.IsIgnored && (restates || ReferenceEquals(step.State, before)) && step.Events.Count == 0 && step.DueActions.Count == 0)
                    .Label($"{step} should be ignored");
            }
            string expected = new TrackingModel(model.History).Last(), found = TrackingModel.Describe(step);
            return (expected == found && !step.IsIgnored).Label($"at {visit.At:O}\nexpected {expected}\nfound    {found}");
        }

        public override string ToString() => $"{(restates ? "restated" : "scored")} after {hours} h: usage {usage}, flags {flags}, pin {pin}";
    }

    private sealed class Store : Operation<TrackedCustomer, TrackedHistory>
    {
        public override TrackedHistory Run(TrackedHistory model) => model;

        public override Property Check(TrackedCustomer actual, TrackedHistory model)
        {
            if (actual.State is null)
                return true.ToProperty();
            string json = actual.State.ToJson();
            actual.State = TrackingState.Parse(json);
            return (actual.State.ToJson() == json).Label($"{json} reads back as {actual.State.ToJson()}");
        }

        public override string ToString() => "store";
    }

    private sealed class Publish : Operation<TrackedCustomer, TrackedHistory>
    {
        public override TrackedHistory Run(TrackedHistory model) => model with { Version = 1 - model.Version };

        public override Property Check(TrackedCustomer actual, TrackedHistory model) => true.ToProperty();

        public override string ToString() => "publish";
    }
}
