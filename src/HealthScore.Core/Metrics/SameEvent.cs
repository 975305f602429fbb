namespace HealthScoring;

/// <summary>Finds the events that are one event delivered several times.</summary>
internal sealed class SameEvent : IEqualityComparer<UsageEvent>
{
    public static readonly SameEvent Comparer = new();

    public bool Equals(UsageEvent x, UsageEvent y) => string.IsNullOrEmpty(x.Id) && string.IsNullOrEmpty(y.Id)
        ? x.At == y.At && x.User == y.User && x.Feature == y.Feature
        : x.Id == y.Id;

    public int GetHashCode(UsageEvent use) => string.IsNullOrEmpty(use.Id) ? HashCode.Combine(use.At, use.User, use.Feature) : use.Id.GetHashCode();
}
