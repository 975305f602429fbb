using System.Reflection;
using HealthScoring.Hosting;

namespace HealthScoring.Tests.Runs;

/// <summary>
/// A store as a process sees it that dies at one of its calls: from then on every call fails. The last call may have reached the database all the
/// same.
/// </summary>
public class MortalStore : DispatchProxy
{
    private ITrackingStore _store = null!;
    private int _left;
    private int _down;
    private bool _arrives;

    /// <summary>Wraps a store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="lives">How many calls succeed.</param>
    /// <param name="arrives">Whether the first call that fails does its work.</param>
    /// <param name="down">How many calls fail before they succeed again.</param>
    internal static ITrackingStore Over(ITrackingStore store, int lives, bool arrives, int down = int.MaxValue)
    {
        ITrackingStore proxy = Create<ITrackingStore, MortalStore>();
        var mortal = (MortalStore)(object)proxy;
        (mortal._store, mortal._left, mortal._arrives, mortal._down) = (store, lives, arrives, down);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        bool fails, arrives;
        lock (_store)
        {
            fails = _left == 0 && _down > 0;
            arrives = fails && _arrives;
            if (fails)
                (_down, _arrives) = (_down - 1, false);
            else if (_left > 0)
                _left--;
        }
        if (!fails)
            return targetMethod!.Invoke(_store, args);
        Task work = arrives ? (Task)targetMethod!.Invoke(_store, args)! : Task.CompletedTask;
        return typeof(MortalStore).GetMethod(nameof(FailAsync), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(targetMethod!.ReturnType.IsGenericType ? targetMethod.ReturnType.GetGenericArguments()[0] : typeof(object))
            .Invoke(null, [work]);
    }

    private static async Task<T> FailAsync<T>(Task work)
    {
        await work;
        throw new DeadException();
    }

    /// <summary>What a call ends with after the death.</summary>
    public sealed class DeadException : Exception;
}
