using System.Numerics;

namespace HealthScoring.Tests.Properties;

/// <summary>An exact fraction: what the reference scorer computes with, so that it has no rounding of its own.</summary>
public readonly record struct Rational : IComparable<Rational>
{
    private readonly BigInteger _top;
    private readonly BigInteger _bottomLessOne;

    private Rational(BigInteger top, BigInteger bottom)
    {
        BigInteger common = BigInteger.GreatestCommonDivisor(top, bottom) * bottom.Sign;
        _top = top / common;
        _bottomLessOne = bottom / common - 1;
    }

    private BigInteger Bottom => _bottomLessOne + 1;

    public static Rational Max(Rational a, Rational b) => a > b ? a : b;

    public static Rational Min(Rational a, Rational b) => a < b ? a : b;

    public static Rational Abs(Rational a) => a < 0 ? 0 - a : a;

    public int CompareTo(Rational other) => (_top * other.Bottom).CompareTo(other._top * Bottom);

    public override string ToString() => $"{(double)_top / (double)Bottom}";

    public static implicit operator Rational(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7FF;
        BigInteger fraction = bits & 0xFFFFFFFFFFFFF | (exponent == 0 ? 0 : 1L << 52);
        int power = Math.Max(exponent, 1) - 1075;
        fraction = bits < 0 ? -fraction : fraction;
        return power >= 0 ? new(fraction << power, 1) : new(fraction, BigInteger.One << -power);
    }

    public static Rational operator +(Rational a, Rational b) => new(a._top * b.Bottom + b._top * a.Bottom, a.Bottom * b.Bottom);

    public static Rational operator -(Rational a, Rational b) => new(a._top * b.Bottom - b._top * a.Bottom, a.Bottom * b.Bottom);

    public static Rational operator *(Rational a, Rational b) => new(a._top * b._top, a.Bottom * b.Bottom);

    public static Rational operator /(Rational a, Rational b) => new(a._top * b.Bottom, a.Bottom * b._top);

    public static bool operator <(Rational a, Rational b) => a.CompareTo(b) < 0;

    public static bool operator >(Rational a, Rational b) => a.CompareTo(b) > 0;

    public static bool operator <=(Rational a, Rational b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Rational a, Rational b) => a.CompareTo(b) >= 0;
}
