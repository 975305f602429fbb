using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

public sealed class ManyErrorsTests
{
    [Fact]
    public void Ten_different_errors_are_ten_errors_in_line_order_with_their_paths_and_values()
    {
        string json = Spoiled(
            ("\"minimumCoverage\": 0.5", "\"minimumCoverage\": 50"),
            ("\"weight\": 2,", "\"weight\": \"2\","),
            ("\"worst\": 0, \"best\": 20", "\"worst\": 20, \"best\": 20"),
            ("[50, 80]", "[50, null]"),
            ("\"name\": \"sentiment\",", "\"name\": \"sentiment\", \"owner\": \"Ann\", // her idea"),
            ("\"unit\": \"days\"", "\"unit\": \"days\", \"unit\": \"d\""),
            ("\"metric\": \"days-overdue\", \"atLeast\"", "\"metric\": \"days-overdu\", \"atLeast\""),
            ("\"Stable\", \"from\": 40", "\"Stable\", \"from\": 90"),
            ("\"priority\": 1", "\"priority\": 1.5"));
        var refused = Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(json));
        Assert.Equal(
        [
            ("$.minimumCoverage", 3, "50"),
            ("$.dimensions[0].weight", 7, "\"2\""),
            ("$.dimensions[0].metrics[0].curve.linear.best", 9, "20"),
            ("$.dimensions[0].metrics[1].curve.knots[1][1]", 10, "null"),
            ("$", 14, null),
            ("$.dimensions[1].owner", 14, "\"Ann\""),
            ("$.signals[0].unit", 20, "\"d\""),
            ("$.guardrails[0].when.metric", 22, "\"days-overdu\""),
            ("$.tiers[2].from", 27, "70"),
            ("$.actions[0].priority", 30, "1.5"),
        ], refused.Errors.Select(error => (error.Path, error.Line, error.Value)));
        Assert.All(refused.Errors, error => Assert.Contains($"\n- {error}", refused.Message, StringComparison.Ordinal));
        Assert.StartsWith("The profile has 10 errors:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Three_of_one_member_are_two_errors() => Refused([("\"weight\": 2,", "\"weight\": 2, \"weight\": 3, \"weight\": \"x\",")],
        """$.dimensions[0].weight (line 7): "weight" is given twice; keep one of them""",
        """$.dimensions[0].weight (line 7): "weight" is given twice; keep one of them""");

    [Fact]
    public void A_wrong_base_is_not_repeated_for_the_segment() => Refused(
        [("\"weight\": 2,", "\"weight\": 0,"), ("\"name\": \"sentiment\",", "\"name\": \"sentiment\", \"weight\": 0,"),
            ("\"sentiment\": 3", "\"nps\": 3")],
        "$.dimensions (line 4): all dimensions have weight 0; give at least one a weight above 0");
}
