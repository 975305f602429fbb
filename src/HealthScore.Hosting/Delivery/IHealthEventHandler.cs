using System.Diagnostics.CodeAnalysis;

namespace HealthScoring.Hosting;

/// <summary>Does something about events: opens a task in a CRM system, sends a message, starts a campaign.</summary>
/// <typeparam name="TCustomer">The host's own customer type, which tells the scorings apart.</typeparam>
/// <remarks>
/// It is called at least once for every event of a published run, and again where the process ends or the store is down before that is noted: it must
/// not matter whether it hears of an event twice. Scoring, customer, time and ordinal together are the event's identity.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It handles a HealthEvent, and is no delegate of .NET's events.")]
public interface IHealthEventHandler<TCustomer>
{
    /// <summary>
    /// The handler's name in the store, by which an event is noted as handled; the type's full name, without versions, unless it is given.
    /// </summary>
    string Name => GetType().ToString();

    /// <summary>Handles an event; those of one customer come in their order.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="cancellationToken">Ends the handling; the event comes again.</param>
    /// <returns>A task that ends when the event is handled. If it fails, the event comes again later.</returns>
    Task HandleAsync(HealthEvent happened, CancellationToken cancellationToken);
}
