namespace HealthScoring.Analysis;

/// <summary>Finds the place between two doubles where an answer changes.</summary>
internal static class Halving
{
    /// <summary>
    /// The farthest number found from <paramref name="holds"/> toward <paramref name="fails"/> that still holds; the next double does not.
    /// </summary>
    /// <param name="holds">A number that holds.</param>
    /// <param name="fails">A number that does not.</param>
    /// <param name="question">The question.</param>
    public static double Last(double holds, double fails, Func<double, bool> question)
    {
        while (true)
        {
            double middle = holds / 2 + fails / 2;
            if (middle <= Math.Min(holds, fails) || middle >= Math.Max(holds, fails))
            {
                // Halving each number may round to one of them although a double lies between.
                middle = holds < fails ? Math.BitIncrement(holds) : Math.BitDecrement(holds);
                if (middle == fails)
                    return holds;
            }
            if (question(middle))
                holds = middle;
            else
                fails = middle;
        }
    }
}
