using Xunit;
using static HealthScoring.Tests.Profiles.GoodProfile;

namespace HealthScoring.Tests.Profiles;

public sealed class BadSignalTests
{
    [Fact]
    public void A_signal_without_any_value() => Refused(
        [(""" "name": "days-overdue", "unit": "days" """, """ "name": "days-overdue", "valid": [5, 1]""")],
        "$.signals[0].valid (line 20): the range from 5 to 1 is empty; give the smaller bound first");
}
