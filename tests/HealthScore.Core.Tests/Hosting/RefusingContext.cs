using Xunit;

namespace HealthScoring.Tests.Hosting;

/// <summary>
/// A caller's synchronisation context, such as that of a window, whose one thread may wait for the call: to go on, the library must not need it.
/// </summary>
internal sealed class RefusingContext : SynchronizationContext
{
    private int _posts;

    /// <summary>How often something asked to go on here.</summary>
    public int Posts => Volatile.Read(ref _posts);

    /// <summary>Begins a call in such a context, gives what it waits for on another thread, and asserts that it went on elsewhere.</summary>
    /// <param name="begin">Begins the call, which must wait.</param>
    /// <param name="answer">Gives what the call waits for.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> begin, Action answer)
    {
        var context = new RefusingContext();
        Task<T> call = context.Within(begin);
        Assert.False(call.IsCompleted, "The call waits for nothing.");
        await Task.Run(answer, TestContext.Current.CancellationToken);
        T result = await call.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.Equal(0, context.Posts);
        return result;
    }

    /// <summary>Calls a function in this context.</summary>
    /// <param name="call">The function.</param>
    public T Within<T>(Func<T> call)
    {
        SynchronizationContext? before = Current;
        SetSynchronizationContext(this);
        try
        {
            return call();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    // Done elsewhere, so that the test fails and does not wait for ever.
    public override void Post(SendOrPostCallback d, object? state)
    {
        Interlocked.Increment(ref _posts);
        ThreadPool.QueueUserWorkItem(_ => d(state));
    }
}
