using System.Globalization;
using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>What goes with an outcome: customers who have one or two things in common, and how often they had it. It is no cause.</summary>
public sealed record Pattern
{
    private readonly Outcome _outcome;

    internal Pattern(Outcome outcome, IReadOnlyList<PatternItem> items, PatternGroup group)
    {
        (_outcome, Items, Group) = (outcome, items, group);
    }

    /// <summary>What the customers have in common, one thing or two.</summary>
    public IReadOnlyList<PatternItem> Items { get; }

    /// <summary>The customers.</summary>
    public PatternGroup Group { get; }

    /// <summary>Their rate over that of all customers.</summary>
    public double Lift { get; internal init; }

    /// <summary>The lower end of the lift's 95 % interval, which holds for all looks at once.</summary>
    public double LowerLift { get; internal init; }

    /// <summary>The upper end of the lift's 95 % interval, which holds for all looks at once.</summary>
    public double UpperLift { get; internal init; }

    /// <summary>The probability of such a table where nothing goes with the outcome, corrected for the number of looks.</summary>
    public double AdjustedP { get; internal init; }

    /// <summary>The segment whose customers these nearly are, empty for customers in no segment; <see langword="null"/> for none.</summary>
    public string? NearlySegment { get; internal init; }

    /// <summary>The pattern in words.</summary>
    /// <returns>As in <c>logins below 4 and tickets 3 or more: 41 customers, 19 left, 3.1 times as often (at least 1.7)</c>.</returns>
    public override string ToString()
    {
        string bound = Lift >= 1 ? $"at least {Rounded(LowerLift, up: false)}" : $"at most {Rounded(UpperLift, up: true)}";
        string revenue = Group is { Revenue: { } all, RevenueOfEvents: { } ofEvents }
            ? $"; revenue {Number.Weight(all)}, {Number.Weight(ofEvents)} of those who {OutcomeWords.Did(_outcome)}" : "";
        string segment = NearlySegment switch
        {
            null => "",
            "" => "; these are nearly the customers in no segment",
            _ => $"; these are nearly the customers of segment {NearlySegment}",
        };
        return $"{string.Join(" and ", Items)}: {Number.Counted(Group.Customers, "customer")}, {Number.Count(Group.Events)} "
            + $"{OutcomeWords.Did(_outcome)}, {Rounded(Lift, up: null)} times as often ({bound}){revenue}{segment}";
    }

    // A bound is not rounded toward 1, which would claim more than it says.
    private static string Rounded(double lift, bool? up)
    {
        int decimals = lift < 1 ? 2 : 1;
        decimal value = Math.Round(Number.Exact(lift), decimals, up switch
        {
            null => MidpointRounding.AwayFromZero,
            true => MidpointRounding.ToPositiveInfinity,
            false => MidpointRounding.ToZero,
        });
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }
}
