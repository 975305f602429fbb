using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Points that the formula does not allow. One mistake is one error, word for word.</summary>
public sealed class BadFormulaTests
{
    [Fact]
    public void Points_outside_0_to_100_in_a_knot() => Refused(
        [("[90, 100]", "[90, 120]")],
        "$.dimensions[0].metrics[1].curve (line 10): "
            + "the curve gives 120 points at 90; keep points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void Points_outside_0_to_100_in_a_band() => Refused(
        [("[-100, 0]", "[-100, -5]")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "the curve gives -5 points at -100; keep points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void Points_outside_0_to_100_for_a_missing_metric() => Refused(
        [(""" "points": 25""", """ "points": 125""")],
        "$.dimensions[0].metrics[1].missing.points (line 10): "
            + "125 points are out of range; give points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void Points_outside_0_to_100_in_a_segment() => Refused(
        [
            (""" "curves": { "logins": { "linear": { "worst": 0, "best": 5 } } }""",
             """ "curves": { "logins": { "knots": [[0, 0], [5, 101]] } }"""),
        ],
        "$.segments[0].curves.logins (line 38): "
            + "the curve gives 101 points at 5; keep points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void An_unknown_formula_is_one_error_although_its_points_go_beyond_100() => Refused(
        [(""" "weight": 2,""", """ "formula": "point","""), ("[90, 100]", "[90, 120]")],
        "$.dimensions[0].formula (line 7): unknown formula 'point'; did you mean 'points'?");

    [Fact]
    public void A_misspelled_formula_member_is_one_error_although_its_points_go_beyond_100() => Refused(
        [(""" "weight": 2,""", """ "formla": "points", "initialPoints": 5,"""), ("[90, 100]", "[90, 120]")],
        """$.dimensions[0].formla (line 7): unknown member "formla"; did you mean 'formula'?""");

    [Fact]
    public void Initial_points_without_the_formula() => Refused(
        [(""" "weight": 2,""", """ "initialPoints": 50,""")],
        "$.dimensions[0].initialPoints (line 7): "
            + "initial points mean nothing to the formula \"weightedMean\"; set \"formula\": \"points\", or remove them");

    [Fact]
    public void Initial_points_with_another_formula() => Refused(
        [(""" "weight": 2,""", """ "initialPoints": 50, "formula": "lowest",""")],
        "$.dimensions[0].initialPoints (line 7): "
            + "initial points mean nothing to the formula \"lowest\"; set \"formula\": \"points\", or remove them");

    [Fact]
    public void Initial_points_too_far_out() => Refused(
        [(""" "weight": 2,""", """ "initialPoints": 2e9, "formula": "points",""")],
        "$.dimensions[0].initialPoints (line 7): 2000000000 initial points are out of range; keep points between -1e9 and 1e9");
}
