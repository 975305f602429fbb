namespace HealthScoring.Analysis;

/// <summary>
/// A sum over customers in whole steps of a fraction: whole numbers add up to the same in any order, as doubles do not.
/// </summary>
/// <param name="stepsInOne">How many steps are 1: a power of two, so that going to steps rounds once, and coming back not at all.</param>
internal struct StepSum(double stepsInOne)
{
    private Int128 _steps;

    /// <summary>How many numbers were added that are not 0 in steps.</summary>
    public long Counted { get; private set; }

    public readonly double Value => (double)_steps / stepsInOne;

    /// <summary>Adds a number, rounded to the nearest step, ties to even.</summary>
    public void Add(double number)
    {
        var steps = (Int128)Math.Round(number * stepsInOne);
        _steps += steps;
        Counted += steps == 0 ? 0 : 1;
    }

    public readonly double? Mean(long count) => count > 0 ? Value / count : null;
}
