namespace HealthScoring.AspNetCore;

/// <summary>Keeps the last thing that was read, by its key; requests that come meanwhile wait for one reading. Thread-safe.</summary>
internal sealed class Kept<TKey, T>
    where TKey : IEquatable<TKey>
    where T : class
{
    private readonly Lock _lock = new();
    private Task<T?>? _reading;
    private TKey? _key;

    /// <summary>Gives what is kept, or reads it. What is null, or cannot be read, is read again the next time.</summary>
    public Task<T?> GetAsync(TKey key, Func<Task<T?>> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            bool isUseless = _reading is { IsCompleted: true } && (!_reading.IsCompletedSuccessfully || _reading.Result is null);
            // Not by the request's own token: the first one that leaves must not end the reading of all.
            if (_reading is null || isUseless || !key.Equals(_key))
                (_reading, _key) = (Task.Run(read, CancellationToken.None), key);
            return _reading.WaitAsync(cancellationToken);
        }
    }
}
