using System.Reflection;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.AspNetCore;

/// <summary>A store of which every call fails.</summary>
public class BrokenStore : DispatchProxy
{
    private string _message = "";

    internal static ITrackingStore Throwing(string message)
    {
        ITrackingStore store = Create<ITrackingStore, BrokenStore>();
        ((BrokenStore)(object)store)._message = message;
        return store;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new IOException(_message);
}
