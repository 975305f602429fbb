namespace HealthScoring.Samples.Dashboard;

/// <summary>Numbers that look random and are the same on every machine and in every version of .NET: SplitMix64 over what is asked about.</summary>
internal static class Chance
{
    private const ulong Seed = 20_261_129, Step = 0x9E37_79B9_7F4A_7C15;

    /// <summary>A number from 0 (inclusive) to 1 (exclusive).</summary>
    /// <param name="account">The account's number.</param>
    /// <param name="topic">What it is about.</param>
    /// <param name="time">The week, month or survey; 0 for what never changes.</param>
    public static double Of(int account, Topic topic, int time = 0)
    {
        ulong state = Mix(Mix(Mix(Seed + (ulong)account) + (ulong)topic) + unchecked((ulong)time));
        return (state >> 11) * (1.0 / (1UL << 53));
    }

    private static ulong Mix(ulong value)
    {
        value += Step;
        value = (value ^ (value >> 30)) * 0xBF58_476D_1CE4_E5B9;
        value = (value ^ (value >> 27)) * 0x94D0_49BB_1331_11EB;
        return value ^ (value >> 31);
    }
}
