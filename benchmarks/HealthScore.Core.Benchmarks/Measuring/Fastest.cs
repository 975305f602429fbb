namespace HealthScoring.Benchmarks.Measuring;

/// <summary>A job that can be written in several ways is compared by the fastest of them.</summary>
internal static class Fastest
{
    private const int Rounds = 7;

    public static Contender Of(IReadOnlyList<Contender> forms, Action<string> say)
    {
        Pace[] paces = [.. forms.Select(form => new Pace(form))];
        double[][] times = [.. forms.Select(_ => new double[Rounds])];
        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < paces.Length; i++)
                times[i][round] = paces[i].Next();
        }
        double[] medians = [.. times.Select(time => Spread.Of(time).Median)];
        for (int i = 0; i < paces.Length; i++)
            say($"{forms[i].Name}: {medians[i]:0.00} ns a row");
        return forms[Array.IndexOf(medians, medians.Min())];
    }
}
