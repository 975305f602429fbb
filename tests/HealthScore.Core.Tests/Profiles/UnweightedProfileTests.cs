using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

/// <summary>Numbers and weights out of range. One mistake is one error, word for word.</summary>
public sealed class UnweightedProfileTests
{
    [Fact]
    public void A_number_beyond_a_double() => Refused(
        [(""" "weight": 2,""", """ "weight": 1e400,""")],
        "$.dimensions[0].weight (line 7): 1e400 is out of range; give a number of ordinary size");

    [Fact]
    public void A_metric_weight_of_nothing_at_all() => Refused(
        [("""{ "name": "nps", "curve" """, """{ "name": "nps", "weight": 0, "curve" """)],
        "$.dimensions[1].metrics (line 15): all metrics of dimension 'sentiment' have weight 0; give at least one a weight above 0");

    [Fact]
    public void All_dimensions_with_weight_0() => Refused(
        [
            (""" "weight": 2,""",
             """ "weight": 0,"""),
            (""" "name": "sentiment",""",
             """ "name": "sentiment", "weight": 0,"""),
            (""" "weights": { "sentiment": 3 }""",
             """ "weights": { "nps": 3 }"""),
        ],
        "$.dimensions (line 4): all dimensions have weight 0; give at least one a weight above 0");

    [Fact]
    public void A_segment_that_takes_all_weight_away() => Refused(
        [(""" "weights": { "sentiment": 3 }""", """ "weights": { "sentiment": 0, "usage": 0 }""")],
        "$.segments[0].weights (line 37): all dimensions have weight 0; give at least one a weight above 0");

    [Fact]
    public void A_segment_that_takes_all_weight_of_a_dimension_away() => Refused(
        [(""" "weights": { "sentiment": 3 }""", """ "weights": { "nps": 0 }""")],
        "$.segments[0].weights (line 37): all metrics of dimension 'sentiment' have weight 0; give at least one a weight above 0");

    [Fact]
    public void A_weight_that_would_overflow() => Refused(
        [(""" "weight": 2,""", """ "weight": 1e308,""")],
        "$.dimensions[0].weight (line 7): "
            + "1E+308 is too large; give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");

    [Fact]
    public void A_weight_that_is_too_small() => Refused(
        [(""" "weight": 2,""", """ "weight": 1e-10,""")],
        "$.dimensions[0].weight (line 7): "
            + "1E-10 is too small; give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");

    [Fact]
    public void A_negative_weight() => Refused(
        [(""" "weight": 2,""", """ "weight": -2,""")],
        "$.dimensions[0].weight (line 7): "
            + "-2 is negative; give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");

    [Fact]
    public void A_negative_weight_in_a_segment() => Refused(
        [(""" "sentiment": 3""", """ "sentiment": -3""")],
        "$.segments[0].weights.sentiment (line 37): "
            + "-3 is negative; give a weight from 1e-9 to 1e9 (only ratios matter), or 0 to leave it out of the score");
}
