using Microsoft.Extensions.Hosting;

namespace HealthScoring.Hosting;

/// <summary>Does a scoring's daily work while the host runs.</summary>
/// <param name="make">
/// Makes the work ready, when the host starts: after it has validated all options, so that every profile with errors is reported, not the first
/// alone.
/// </param>
internal sealed class DailyTrackingService<TCustomer>(Func<DailyTracking<TCustomer>> make) : BackgroundService
{
    private DailyTracking<TCustomer>? _work;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _work = make();
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _work!.RunAsync(stoppingToken);
}
