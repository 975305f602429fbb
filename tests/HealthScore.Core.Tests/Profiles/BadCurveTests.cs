using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Curves that are none. One mistake is one error, word for word.</summary>
public sealed class BadCurveTests
{
    [Fact]
    public void Knots_out_of_order() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[[0, 0], [90, 80], [50, 100]]")],
        "$.dimensions[0].metrics[1].curve.knots[2] (line 10): 50 comes after 90; sort the pairs by rising value");

    [Fact]
    public void A_knot_that_is_not_finite() => Refused(
        [("[50, 80]", "[50, 1e400]")],
        "$.dimensions[0].metrics[1].curve.knots[1][1] (line 10): 1e400 is out of range; give a number of ordinary size");

    [Fact]
    public void Three_knots_at_one_value() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[[50, 0], [50, 80], [50, 100]]")],
        "$.dimensions[0].metrics[1].curve.knots[2] (line 10): "
            + "more than two knots are at 50; keep two: the points left and right of the jump");

    [Fact]
    public void Knots_too_close_together() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[[0, 0], [5e-324, 80], [90, 100]]")],
        "$.dimensions[0].metrics[1].curve.knots[1] (line 10): "
            + "0 and 5E-324 are too close together to draw a line between; choose values whose distance is "
            + "an ordinary number");

    [Fact]
    public void Knots_too_far_apart() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[[-1e308, 0], [1e308, 80]]")],
        "$.dimensions[0].metrics[1].curve.knots[1] (line 10): "
            + "-1E+308 and 1E+308 are too far apart; choose values whose distance is an ordinary number");

    [Fact]
    public void Bands_too_far_apart() => Refused(
        [("""{ "knots": [[0, 0], [50, 80], [90, 100]] }""", """{ "bands": [[-1.7e308, 0], [1.7e308, 80]] }""")],
        "$.dimensions[0].metrics[1].curve.bands[1] (line 10): "
            + "-1.7E+308 and 1.7E+308 are too far apart; choose values whose distance is an ordinary number");

    [Fact]
    public void A_knot_of_three_numbers() => Refused(
        [("[50, 80]", "[50, 80, 1]")],
        "$.dimensions[0].metrics[1].curve.knots[1] (line 10): there should be two numbers, not 3; write [value, points]");

    [Fact]
    public void A_knot_that_is_a_number() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[0, 100]")],
        "$.dimensions[0].metrics[1].curve.knots[0] (line 10): 0 is a number, not a list in square brackets; write [value, points]",
        "$.dimensions[0].metrics[1].curve.knots[1] (line 10): 100 is a number, not a list in square brackets; write [value, points]");

    [Fact]
    public void A_single_pair_without_its_own_brackets() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[[0, 0], 50, [90, 100]]")],
        "$.dimensions[0].metrics[1].curve.knots[1] (line 10): 50 is a number, not a list in square brackets; write [value, points]");

    [Fact]
    public void No_knots() => Refused(
        [("[[0, 0], [50, 80], [90, 100]]", "[]")],
        "$.dimensions[0].metrics[1].curve.knots (line 10): there are no knots; give at least one [value, points] pair");

    [Fact]
    public void The_value_of_no_knots_is_an_empty_list() => Assert.Equal("[]", Assert.Single(Assert.Throws<InvalidProfileException>(
        () => ScoringProfile.Parse(Spoiled(("[[0, 0], [50, 80], [90, 100]]", "[]")))).Errors).Value);

    [Fact]
    public void Points_too_far_out() => Refused(
        [("[50, 80]", "[50, 2e9]")],
        "$.dimensions[0].metrics[1].curve.knots[1][1] (line 10): 2000000000 points are too many; keep points between -1e9 and 1e9");

    [Fact]
    public void Two_bands_at_one_value() => Refused(
        [("[0, 50], [50, 100]", "[0, 50], [0, 100]")],
        "$.dimensions[1].metrics[0].curve.bands[2] (line 16): two bands start at 0; keep one of them");

    [Fact]
    public void Worst_and_best_the_same() => Refused(
        [(""" "worst": 0, "best": 20""", """ "worst": 20, "best": 20""")],
        "$.dimensions[0].metrics[0].curve.linear.best (line 9): "
            + "best and worst are both 20; give two different values; for a step use bands");

    [Fact]
    public void An_unsorted_target_range() => Refused(
        [
            (""" "linear": { "worst": 0, "best": 20 }""",
             """ "targetRange": { "worstBelow": 0, "bestFrom": 20, "bestTo": 10, "worstAbove": 30 }"""),
        ],
        "$.dimensions[0].metrics[0].curve.targetRange.bestTo (line 9): "
            + "bestTo is 10 and bestFrom is 20; give worstBelow < bestFrom <= bestTo < worstAbove");

    [Fact]
    public void A_curve_with_two_shapes() => Refused(
        [(""" "linear": { "worst": 0, "best": 20 }""", """ "linear": { "worst": 0, "best": 20 }, "knots": [[0, 0]]""")],
        "$.dimensions[0].metrics[0].curve (line 9): "
            + "the curve has more than one shape; give exactly one of linear, knots, bands, sCurve, log, targetRange");

    [Fact]
    public void A_curve_beside_something_else() => Refused(
        [(""" "linear": { "worst": 0, "best": 20 }""", """ "linear": { "worst": 20, "best": 20 }, "unit": "days" """)],
        "$.dimensions[0].metrics[0].curve.unit (line 9): "
            + "unknown member \"unit\"; use one of: bands, knots, linear, log, sCurve, targetRange",
        "$.dimensions[0].metrics[0].curve.linear.best (line 9): "
            + "best and worst are both 20; give two different values; for a step use bands");

    [Fact]
    public void A_band_up_to_a_number_with_too_many_points() => Refused(
        [("[[-100, 0], [0, 50], [50, 100]]", """[{ "upTo": 5, "points": 150 }, { "points": 0 }]""")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "the curve gives 150 points; keep points from 0 to 100; only the formula \"points\" goes beyond");

    [Fact]
    public void An_empty_curve() => Refused(
        [(""" "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] }""", """ "curve": {}""")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "the curve is empty; give exactly one of linear, knots, bands, sCurve, log, targetRange");

    [Fact]
    public void An_unknown_shape() => Refused(
        [(""" "bands": [[-100, 0], [0, 50], [50, 100]]""", """ "polynomial": [1, 2]""")],
        "$.dimensions[1].metrics[0].curve.polynomial (line 16): "
            + "unknown member \"polynomial\"; use one of: bands, knots, linear, log, sCurve, targetRange");

    [Fact]
    public void A_curve_that_is_a_number() => Refused(
        [(""" "curve": { "bands": [[-100, 0], [0, 50], [50, 100]] }""", """ "curve": 7""")],
        "$.dimensions[1].metrics[0].curve (line 16): "
            + "7 is a number, not an object in braces; write it with the members linear, knots, bands, sCurve, log, targetRange");

    [Fact]
    public void Bands_that_end_out_of_order() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "upTo": 10, "points": 50 }, { "upTo": 5, "points": 100 }, { "points": 0 }]""")],
        "$.dimensions[1].metrics[0].curve.bands[1].upTo (line 16): "
            + "5 is not above 10, where the band before ends; sort the bands by rising value");

    [Fact]
    public void Bands_without_ends() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "points": 50 }, { "points": 0 }]""")],
        "$.dimensions[1].metrics[0].curve.bands[0].upTo (line 16): "
            + "\"upTo\" is missing; say where the band ends; only the last has no end");

    [Fact]
    public void A_last_band_with_an_end() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "upTo": 5, "points": 100 }, { "upTo": 10, "points": 50 }]""")],
        "$.dimensions[1].metrics[0].curve.bands[1].upTo (line 16): "
            + "the last band has an end, and the numbers above it have no points; add a band without one, as in { \"points\": 0 }");

    [Fact]
    public void A_single_band_without_an_end() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "points": 50 }]""")],
        "$.dimensions[1].metrics[0].curve.bands (line 16): "
            + "every number gets the same points; give bands that end before it, as in { \"upTo\": 5, \"points\": 100 }");

    [Fact]
    public void Bands_of_both_spellings() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "upTo": 5, "points": 100 }, [10, 50], { "points": 0, "from": 10 }]""")],
        "$.dimensions[1].metrics[0].curve.bands[1] (line 16): "
            + "[…] is a list, not an object in braces; write it with the members upTo, points",
        "$.dimensions[1].metrics[0].curve.bands[2].from (line 16): unknown member \"from\"; use one of: points, upTo");

    [Fact]
    public void A_band_with_too_many_points_and_one_without() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "upTo": 5, "points": 2e9 }, { }]""")],
        "$.dimensions[1].metrics[0].curve.bands[1].points (line 16): \"points\" is missing; give a number",
        "$.dimensions[1].metrics[0].curve.bands[0].points (line 16): "
            + "2000000000 points are too many; keep points between -1e9 and 1e9");

    [Fact]
    public void A_band_that_nothing_is_above() => Refused(
        [("""[[-100, 0], [0, 50], [50, 100]]""", """[{ "upTo": 1.7976931348623157e308, "points": 5 }, { "points": 6 }]""")],
        "$.dimensions[1].metrics[0].curve.bands[0].upTo (line 16): there is no number above it; leave the band out");

    [Fact]
    public void A_logarithm_of_less_than_nothing() => Refused(
        [(""" "linear": { "worst": 0, "best": 20 }""", """ "log": { "worst": -1, "best": -0.5 }""")],
        "$.dimensions[0].metrics[0].curve.log.worst (line 9): -1 is negative; give 0 or more; log is for counts and amounts",
        "$.dimensions[0].metrics[0].curve.log.best (line 9): -0.5 is negative; give 0 or more; log is for counts and amounts");

    [Fact]
    public void A_logarithm_between_the_same_numbers() => Refused(
        [(""" "linear": { "worst": 0, "best": 20 }""", """ "log": { "worst": 20, "best": 20 }""")],
        "$.dimensions[0].metrics[0].curve.log.best (line 9): "
            + "best and worst are both 20; give two different values; for a step use bands");
}
