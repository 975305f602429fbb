using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>
/// Tells when a batch metric has given its task back and the library waits for it: there what the metric changed of its thread's context is undone.
/// </summary>
internal sealed class GivenBack
{
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly AsyncLocal<bool> _isWithin;

    public GivenBack() => _isWithin = new(change =>
    {
        if (change.ThreadContextChanged && !change.CurrentValue)
            _told.TrySetResult();
    });

    /// <summary>Ends when the task has been given back.</summary>
    public Task Told => _told.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);

    /// <summary>Is called by the metric, which must be no async function: that would undo its own changes.</summary>
    public void Begin() => _isWithin.Value = true;
}
