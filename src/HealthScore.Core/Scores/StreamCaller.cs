namespace HealthScoring;

/// <summary>Who may end a stream: the token that it was called with, and the one that it is enumerated with.</summary>
internal sealed class StreamCaller : IDisposable
{
    private readonly CancellationToken _ofCall;
    private readonly CancellationToken _ofEnumeration;
    private readonly CancellationTokenSource? _both;

    public StreamCaller(CancellationToken ofCall, CancellationToken ofEnumeration)
    {
        (_ofCall, _ofEnumeration) = (ofCall, ofEnumeration);
        if (ofCall.CanBeCanceled && ofEnumeration.CanBeCanceled && ofCall != ofEnumeration)
            _both = CancellationTokenSource.CreateLinkedTokenSource(ofCall, ofEnumeration);
        Token = _both?.Token ?? (ofCall.CanBeCanceled ? ofCall : ofEnumeration);
    }

    /// <summary>Cancelled where either is.</summary>
    public CancellationToken Token { get; }

    /// <summary>The caller's own token that was cancelled, which its handler looks for in the exception.</summary>
    public CancellationToken Cancelled => _ofCall.IsCancellationRequested ? _ofCall : _ofEnumeration;

    public void Dispose() => _both?.Dispose();
}
