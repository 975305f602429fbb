namespace HealthScoring.Portfolios;

/// <summary>
/// A sum of weights, or of weights times scores, in <see cref="Grid"/> steps: five sums of 64 bits, one for each 14 bits of the weight, because
/// that is what every database adds up exactly.
/// </summary>
internal sealed class LimbSum
{
    public const int Limbs = 5;
    public const int LimbSize = 1 << 14;

    private readonly long[] _sums = new long[Limbs];

    /// <summary>Adds a weight in steps, times a whole number.</summary>
    public void Add(Int128 weight, long times = 1)
    {
        for (int i = 0; i < Limbs; i++, weight /= LimbSize)
            _sums[i] += (long)(weight % LimbSize) * times;
    }

    public void Add(LimbSum other)
    {
        for (int i = 0; i < Limbs; i++)
            _sums[i] += other._sums[i];
    }

    /// <summary>The sum in steps, in the order of operations that SQL has.</summary>
    public double ToSteps()
    {
        double sum = _sums[^1];
        for (int i = Limbs - 2; i >= 0; i--)
            sum = sum * LimbSize + _sums[i];
        return sum;
    }
}
