using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthScoring.Hosting;

/// <summary>Hands the events of published runs to handlers, each event at least once to each handler, those of one customer in their order.</summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// A handler that fails does not keep an event from the others: it alone is asked again, later and later. Only the later events of the same customer
/// wait meanwhile. Several workers may deliver at once, in one process or in many.
/// </remarks>
public sealed class EventDelivery<TCustomer>
{
    private readonly ITrackingStore _store;
    private readonly IReadOnlyList<IHealthEventHandler<TCustomer>> _handlers;
    private readonly EventDeliveryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    /// <summary>Prepares deliveries.</summary>
    /// <param name="store">Where the events are kept.</param>
    /// <param name="handlers">The handlers, called in this order; at least one. Their names differ.</param>
    /// <param name="options">How to deliver; the defaults if not given.</param>
    /// <param name="logger">Logs failures; none are logged if not given.</param>
    /// <exception cref="ArgumentException">
    /// There is no handler, one is null, two have one name, or options are wrong; all of them are listed.
    /// </exception>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public EventDelivery(ITrackingStore store, IEnumerable<IHealthEventHandler<TCustomer>> handlers, EventDeliveryOptions? options = null,
        ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(handlers);
        (_store, _handlers, _options) = (store, [.. handlers], (options ?? new()).Checked(nameof(options)));
        _clock = _options.TimeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger.Instance;
        if (_handlers.Count == 0)
            throw new ArgumentException("There is no handler, and events that nobody handles would be noted as handled; give one.", nameof(handlers));
        if (_handlers.Contains(null!))
            throw new ArgumentException("A handler is null; leave it out.", nameof(handlers));
        foreach (string name in _handlers.Select(handler => handler.Name))
        {
            KeyText.CheckGiven(name, "name of the handler", nameof(handlers));
            if (name.Contains('\n', StringComparison.Ordinal))
                throw new ArgumentException($"The name of the handler '{name}' holds a line break; give one line.", nameof(handlers));
        }
        string[] twice = [.. _handlers.GroupBy(handler => handler.Name, StringComparer.Ordinal)
            .Where(same => same.Count() > 1).Select(same => same.Key)];
        if (twice.Length > 0)
        {
            throw new ArgumentException(
                $"Handlers have the same name: '{string.Join("', '", twice)}'; give each its own Name, by which it is noted in the store.",
                nameof(handlers));
        }
    }

    /// <summary>Delivers what is ready, until nothing is, or nothing of a whole batch could be handled.</summary>
    /// <param name="cancellationToken">Ends the delivery; what is not noted as handled comes again.</param>
    /// <returns>How many events were handled, and how many failed.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<EventDeliveryResult> DeliverAsync(CancellationToken cancellationToken = default)
    {
        EventDeliveryResult result = default;
        string worker = Guid.NewGuid().ToString("N");
        while (true)
        {
            long endedBefore = result.Handled + result.GivenUp;
            DateTimeOffset now = _clock.GetUtcNow(), until = now + _options.Lease;
            IReadOnlyList<HealthEvent> events = await _store.ClaimEventsAsync(
                _options.Scoring, worker, _options.BatchSize, now, until, cancellationToken).ConfigureAwait(false);
            if (events.Count == 0)
                return result;
            // Of a customer whose event failed, the later ones wait with it.
            var waiting = new HashSet<string>(StringComparer.Ordinal);
            foreach (HealthEvent happened in events)
            {
                if (waiting.Contains(happened.CustomerId))
                    continue;
                // The next claim has what is left of the batch, with a new lease.
                if (_clock.GetUtcNow() >= until - (_options.Lease / 2))
                    break;
                (HealthEvent after, bool isHandled) = await HandleAsync(happened, until, cancellationToken).ConfigureAwait(false);
                if (isHandled)
                {
                    // An event that is done is noted, also while the host stops.
                    if (await _store.AcknowledgeAsync(after, worker, _clock.GetUtcNow(), CancellationToken.None).ConfigureAwait(false))
                        result = result with { Handled = result.Handled + 1 };
                    else
                        waiting.Add(happened.CustomerId);
                    continue;
                }
                bool isLast = happened.Failures + 1 >= _options.MaxFailures;
                if (!isLast)
                    waiting.Add(happened.CustomerId);
                DateTimeOffset? again = isLast ? null : _clock.GetUtcNow() + _options.DelayAfter(happened.Failures + 1);
                await _store.PostponeAsync(after, worker, again, CancellationToken.None).ConfigureAwait(false);
                result = isLast ? result with { GivenUp = result.GivenUp + 1 } : result with { Failed = result.Failed + 1 };
            }
            // Where nothing could be handled, the rest waits for the next call.
            if (result.Handled + result.GivenUp == endedBefore)
                return result;
        }
    }

    /// <summary>Asks the handlers that have not handled an event yet; all of them, also after one has failed.</summary>
    private async Task<(HealthEvent After, bool IsHandled)> HandleAsync(
        HealthEvent happened, DateTimeOffset until, CancellationToken cancellationToken)
    {
        List<string> handledBy = [.. happened.HandledBy];
        IHealthEventHandler<TCustomer>[] left = [.. _handlers.Where(handler => !handledBy.Contains(handler.Name, StringComparer.Ordinal))];
        bool isHandled = true;
        for (int i = 0; i < left.Length; i++)
        {
            IHealthEventHandler<TCustomer> handler = left[i];
            try
            {
                // One that hangs leaves the others their time.
                TimeSpan share = NotBelowZero(until - _clock.GetUtcNow()) / (left.Length - i);
                using var time = new CancellationTokenSource(share, _clock);
                using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, time.Token);
                await handler.HandleAsync(happened, end.Token).WaitAsync(end.Token).ConfigureAwait(false);
                handledBy.Add(handler.Name);
            }
            catch (Exception) when (cancellationToken.IsCancellationRequested)
            {
                // Whatever the cancellation made of the handler, the caller asked for this.
                throw new OperationCanceledException(cancellationToken);
            }
            catch (Exception exception)
            {
                isHandled = false;
                HostingLog.HandlerFailed(_logger, handler.Name, happened.Kind, happened.Failures + 1, exception);
            }
        }
        return (happened with { HandledBy = handledBy }, isHandled);
    }

    private static TimeSpan NotBelowZero(TimeSpan time) => time > TimeSpan.Zero ? time : TimeSpan.Zero;
}
