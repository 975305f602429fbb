namespace HealthScoring;

/// <summary>Guards what the host's functions return.</summary>
internal static class HostSequence
{
    // A missing list is a bug of the host, not an empty list: counting it as 0 would look like a customer that does nothing.
    public static IEnumerable<T> NotNull<T>(IEnumerable<T>? sequence, string function) =>
        sequence ?? throw new InvalidOperationException(
            $"The function '{function}' returned null. Return an empty sequence where there is nothing.");
}
