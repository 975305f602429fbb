using System.Runtime.CompilerServices;

namespace HealthScoring.Tests.Scores;

/// <summary>A source that counts what is done with it, and does something of the test's before it gives a customer.</summary>
internal sealed class TrackedSource<T>(Func<int, T> customer, int count, Func<int, ValueTask>? before = null) : IAsyncEnumerable<T>
{
    public int Read { get; private set; }

    public int Disposed { get; private set; }

    public int Enumerated { get; private set; }

    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        Enumerated++;
        return new Enumerator(this, Items(cancellationToken).GetAsyncEnumerator(CancellationToken.None));
    }

    private async IAsyncEnumerable<T> Items([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int i = 0; i < count; i++)
        {
            if (i % 3 == 0)
                await Task.Yield();
            if (before is not null)
                await before(i);
            Read++;
            yield return customer(i);
        }
        if (before is not null)
            await before(count);
    }

    private sealed class Enumerator(TrackedSource<T> source, IAsyncEnumerator<T> items) : IAsyncEnumerator<T>
    {
        public T Current => items.Current;

        public ValueTask<bool> MoveNextAsync() => items.MoveNextAsync();

        public async ValueTask DisposeAsync()
        {
            source.Disposed++;
            await items.DisposeAsync();
        }
    }
}
