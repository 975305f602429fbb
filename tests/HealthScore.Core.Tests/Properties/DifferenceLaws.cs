using System.Text.Json.Nodes;
using HealthScoring.Analysis;
using Xunit;

namespace HealthScoring.Tests.Properties;

public sealed class DifferenceLaws
{
    [Law(costs: 8)]
    public void Another_order_of_what_has_none_and_another_spelling_of_curves_are_not_changes(ProfileDraft draft, int seed)
    {
        var random = new Random(seed);
        JsonNode json = ProfileMutation.Enriched(draft, random);
        ScoringProfile before = ProfileMutation.Read(json)!,
            after = ProfileMutation.Read(JsonNode.Parse(Shuffling.ShuffledJson(json.ToJsonString(), random))!)!;
        ProfileDraft respelled = draft.Shuffled(random)
            .WithMetrics((_, metric) => metric with { Curve = new(CurveKind.Knots, [.. metric.Curve.Build().Knots]) });

        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.Empty(ProfileDiff.Between(before, after).Changes);
        Assert.Empty(ProfileDiff.Between(draft.Build(), respelled.Build()).Changes);
    }

    [Law(costs: 5)]
    public void Every_single_change_of_a_profile_is_reported_and_names_its_part(ProfileDraft draft, int seed)
    {
        var random = new Random(seed);
        JsonNode json = ProfileMutation.Enriched(draft, random);
        ScoringProfile before = ProfileMutation.Read(json)!;
        // Not every change leaves a profile that can be read: of those that do, the first.
        (ProfileMutation Mutation, ScoringProfile? After) tried = ProfileMutation.Of(json, random).Take(20)
            .Select(mutation => (mutation, ProfileMutation.Read(mutation.Json))).FirstOrDefault(pair => pair.Item2 is not null);
        if (tried.After is not { } after)
            throw LawAttribute.Discard();

        ProfileDiff diff = ProfileDiff.Between(before, after), back = ProfileDiff.Between(after, before);

        Assert.True(before.Fingerprint != after.Fingerprint, $"{tried.Mutation.What} changes no fingerprint");
        Assert.False(diff.IsEmpty, tried.Mutation.What);
        Assert.False(back.IsEmpty, tried.Mutation.What);
        Assert.Contains(diff.Changes.Concat(back.Changes), change => change.Text.Contains(tried.Mutation.Name, StringComparison.Ordinal)
            || change.Path.Contains(tried.Mutation.Name, StringComparison.Ordinal));
        if (tried.Mutation.IsOne)
        {
            Assert.True(diff.Changes.Count == 1 && back.Changes.Count == 1, $"{tried.Mutation.What}:\n{diff}{back}");
            ProfileChange there = diff.Changes[0], andBack = back.Changes[0];
            Assert.Equal(there.Kind switch
            {
                ProfileChangeKind.Added => ProfileChangeKind.Removed,
                ProfileChangeKind.Removed => ProfileChangeKind.Added,
                var kind => kind,
            }, andBack.Kind);
        }
    }

    [Law(costs: 5)]
    public void A_difference_is_empty_if_and_only_if_the_fingerprints_are_equal(ProfileDraft first, ProfileDraft second)
    {
        ScoringProfile before = first.Build(), after = second.Build();
        ProfileDiff diff = ProfileDiff.Between(before, after);

        Assert.Equal(before.Fingerprint == after.Fingerprint, diff.IsEmpty);
        Assert.True(ProfileDiff.Between(after, after).IsEmpty);
        Assert.Equal(diff.Changes.Count + 1, diff.Explain().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(diff.Changes.Count, diff.Changes.Select(change => (change.Path, change.Text)).Distinct().Count());
    }

    [Law(costs: 15)]
    public void After_any_number_of_changes_a_difference_is_empty_if_and_only_if_the_fingerprints_are_equal(ProfileDraft draft, int seed)
    {
        var random = new Random(seed);
        JsonNode first = ProfileMutation.Enriched(draft, random), json = first;
        ScoringProfile before = ProfileMutation.Read(first)!;
        foreach (ProfileMutation mutation in Enumerable.Range(0, random.Next(1, 8)).Select(_ => ProfileMutation.Of(json, random).First()))
        {
            if (ProfileMutation.Read(mutation.Json) is not { } after)
                continue;
            json = mutation.Json;
            ProfileDiff diff = ProfileDiff.Between(before, after), back = ProfileDiff.Between(after, before);

            Assert.Equal(before.ToCanonicalJson() == after.ToCanonicalJson(), before.Fingerprint == after.Fingerprint);
            Assert.Equal(before.Fingerprint == after.Fingerprint, diff.IsEmpty);
            Assert.Equal(diff.IsEmpty, back.IsEmpty);
        }
    }

    [Law(costs: 3)]
    public void A_metric_that_moves_to_another_dimension_is_one_change(ProfileDraft draft, int seed)
    {
        var random = new Random(seed);
        DimensionDraft[] rich = [.. draft.Dimensions.Where(dimension => dimension.Metrics.Count(metric => metric.Weight > 0) > 1)];
        if (rich.Length == 0 || draft.Dimensions.Length < 2)
            throw LawAttribute.Discard();
        DimensionDraft from = rich[random.Next(rich.Length)];
        MetricDraft moved = from.Metrics.First(metric => metric.Weight > 0) with { Curve = CurveDraft.Linear(0, 1), Missing = MissingPolicy.Exclude };
        DimensionDraft[] others = [.. draft.Dimensions.Where(dimension => dimension != from)];
        DimensionDraft to = others[random.Next(others.Length)];
        ProfileDraft In(string dimension) => draft with
        {
            Segments = [],
            Actions = [],
            Dimensions = [.. draft.Dimensions.Select(each => each with
            {
                Metrics = [.. each.Metrics.Where(metric => metric.Name != moved.Name),
                    .. each.Name == dimension ? [moved] : Array.Empty<MetricDraft>()],
            })],
        };

        ProfileChange change = Assert.Single(ProfileDiff.Between(In(from.Name).Build(), In(to.Name).Build()).Changes);

        Assert.Equal(ProfileChangeKind.Moved, change.Kind);
        Assert.StartsWith($"{moved.Name} moves from dimension {from.Name} to {to.Name}", change.Text, StringComparison.Ordinal);
    }

    [Law]
    public void As_few_parts_of_an_order_move_as_possible(int seed)
    {
        var random = new Random(seed);
        string[] before = [.. Enumerable.Range(0, random.Next(7)).Select(i => $"action-{i}")], after = [.. before];
        random.Shuffle(after);

        string[] moved = [.. ProfileDiff.Between(WithActions([.. before, "gone"]), WithActions(["new", .. after])).Changes
            .Where(change => change.Kind == ProfileChangeKind.Moved).Select(change => change.Text.Split(' ')[1])];

        Assert.Equal(before.Except(moved), after.Except(moved));
        // Every smaller set of movers leaves the others in another order.
        for (int set = 0; set < 1 << before.Length; set++)
        {
            string[] fewer = [.. before.Where((_, i) => (set >> i & 1) != 0)];
            if (fewer.Length < moved.Length)
                Assert.NotEqual(before.Except(fewer), after.Except(fewer));
        }
    }

    private static ScoringProfile WithActions(IEnumerable<string> names) => ScoringProfile.Create("ordered", profile =>
    {
        profile.Dimension("usage", 1, usage => usage.Metric("logins", Curve.Linear(0, 1))).Tier("all", 0);
        foreach (string name in names)
            profile.Action(name, a => a.InTier("all"));
    });
}
