using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthScoring;

/// <summary>
/// Keeps a scoring's profile up to date: reads it again and again, and uses a changed one if it is valid, its metrics are there, its examples hold
/// and the gate lets it pass. Anything else changes nothing: the last good profile stays in use.
/// </summary>
/// <typeparam name="TCustomer">The host's own customer type.</typeparam>
/// <remarks>
/// A service that <see cref="HealthScoringBuilder{TCustomer}.ReloadProfile"/> adds. What is read is judged after two equal reads, because a file may
/// be read while it is written. Safe to use from several threads at once.
/// </remarks>
public sealed class ProfileWatch<TCustomer> : IDisposable
{
    // What is read while the source fails: one outage, whatever each read throws.
    private const string Nothing = "";

    private readonly string _scoring;
    private readonly Func<CancellationToken, Task<ScoringProfile>> _read;
    private readonly Func<ScoringProfile, CancellationToken, Task>? _gate;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private readonly ITimer _timer;
    private volatile ProfileReload _lastReload;

    // Under _turn: what the last read gave, what was last judged, and the last of these while the source did not fail.
    private string _lastRead;
    private string _judged;
    private Reading _lastChange;

    /// <summary>Begins to watch. Programs with a container call <see cref="HealthScoringBuilder{TCustomer}.ReloadProfile"/> instead.</summary>
    /// <param name="scorer">The scorer whose profile is replaced; watched by this watch alone. Its clock tells the time.</param>
    /// <param name="read">Reads the profile. One that throws is a read without a profile.</param>
    /// <param name="options">How to watch; the defaults if not given.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="scorer"/> or <paramref name="read"/> is <see langword="null"/>.</exception>
    public ProfileWatch(
        HealthScorer<TCustomer> scorer, Func<CancellationToken, Task<ScoringProfile>> read, ProfileWatchOptions? options = null)
        : this($"Health scoring of {typeof(TCustomer).Name}", scorer, read, options ?? new())
    {
    }

    internal ProfileWatch(
        string scoring, HealthScorer<TCustomer> scorer, Func<CancellationToken, Task<ScoringProfile>> read, ProfileWatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(read);
        ProfileWatchOptions.RequireTime(options.Every, nameof(options));
        (_scoring, _read, _gate, _clock) = (scoring, read, options.Gate, scorer.Clock);
        _logger = options.Logger ?? NullLogger.Instance;
        Scorer = scorer;
        _lastRead = _judged = Content(scorer.Profile);
        _lastChange = new(scorer.Profile, _judged, []);
        _lastReload = new(_clock.GetUtcNow(), ProfileReloadOutcome.Accepted, scorer.Profile, replaced: null, []);
        // The timer must not keep what the first caller's flow carries, such as its trace.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            _timer = _clock.CreateTimer(_ => Poll(), state: null, options.Every, options.Every);
    }

    /// <summary>
    /// Raised after each attempt that <see cref="LastReload"/> reports, in their order, before the next begins: a
    /// handler must not wait for <see cref="ReloadAsync"/>. One that throws is logged and does not affect the others.
    /// </summary>
    public event EventHandler<ProfileReload>? Reloaded;

    /// <summary>The scorer, always the same one. Each of its calls uses one profile from its beginning to its end.</summary>
    public HealthScorer<TCustomer> Scorer { get; }

    /// <summary>
    /// The last attempt: the first reading, a change that was accepted or refused, or a call of <see cref="ReloadAsync"/>. A regular read that finds
    /// nothing new is none.
    /// </summary>
    public ProfileReload LastReload => _lastReload;

    /// <summary>Reads the profile now and judges it at once, also one that was refused before.</summary>
    /// <param name="cancellationToken">Ends the attempt before a profile is used; nothing changes then.</param>
    /// <returns>What came of it. What is wrong with the profile is in <see cref="ProfileReload.Problems"/>, not thrown.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The watch, or its container, was disposed, before the call or during it.</exception>
    public async Task<ProfileReload> ReloadAsync(CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _end.Token);
        try
        {
            await _turn.WaitAsync(either.Token).ConfigureAwait(false);
            try
            {
                Reading reading = await ReadAsync(either.Token).ConfigureAwait(false);
                return await JudgeAsync(reading, asksAgain: true, either.Token).ConfigureAwait(false);
            }
            finally
            {
                _turn.Release();
            }
        }
        // What is read may end in another way than by an OperationCanceledException.
        catch (Exception) when (either.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new ObjectDisposedException(GetType().FullName);
        }
    }

    /// <summary>Ends the reading. The scorer goes on with the profile that it has.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _end.Cancel();
    }

    // Equal for the same profile, however its file is laid out.
    private static string Content(ScoringProfile profile) => profile.ToJson();

    // No read waits for the one before: where reading takes longer than the time between two, some are left out.
    private async void Poll()
    {
        if (!_turn.Wait(0, CancellationToken.None))
            return;
        try
        {
            string before = _lastRead;
            Reading reading = await ReadAsync(_end.Token).ConfigureAwait(false);
            if (reading.Content == before && reading.Content != _judged)
                _ = await JudgeAsync(reading, asksAgain: false, _end.Token).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The watch has ended: nothing here is worth the end of the process.
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        Reading reading;
        try
        {
            ScoringProfile profile = await _read(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("the host's function returned null");
            reading = new(profile, Content(profile), []);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            InputError[] problems = [.. RegistrationErrors.Of(exception, "profile", "it cannot be loaded", "see UseProfile")];
            reading = new(null, exception is InvalidProfileException ? exception.Message : Nothing, problems);
        }
        _lastRead = reading.Content;
        return reading;
    }

    private async Task<ProfileReload> JudgeAsync(Reading reading, bool asksAgain, CancellationToken cancellationToken)
    {
        ScoringProfile before = Scorer.Profile;
        // One that was refused, and is back after an outage, is no change that the gate is asked about.
        IReadOnlyList<InputError> problems = !asksAgain && reading.Content == _lastChange.Content ? _lastChange.Problems : reading.Problems;
        ProfileReloadOutcome outcome = ProfileReloadOutcome.Refused;
        if (reading.Profile is { } profile)
        {
            if (reading.Content == Content(before))
                outcome = ProfileReloadOutcome.Unchanged;
            else if (problems.Count == 0)
            {
                problems = await UseAsync(profile, cancellationToken).ConfigureAwait(false);
                if (problems.Count == 0)
                    outcome = ProfileReloadOutcome.Accepted;
            }
        }
        // A refusal is logged once; asked for again, it is an attempt like any other.
        bool isNews = reading.Content != _judged || outcome == ProfileReloadOutcome.Accepted;
        _judged = reading.Content;
        if (_judged != Nothing)
            _lastChange = reading with { Problems = problems };
        var reload = new ProfileReload(
            _clock.GetUtcNow(), outcome, Scorer.Profile, outcome == ProfileReloadOutcome.Accepted ? before : null, problems);
        _lastReload = reload;
        ScoringTelemetry.AddReload(reload.Profile.Name, outcome switch
        {
            ProfileReloadOutcome.Accepted => "accepted",
            ProfileReloadOutcome.Refused => "refused",
            _ => "unchanged",
        });
        if (isNews)
            Tell(() => Log(reload, before));
        Raise(reload);
        return reload;
    }

    private async Task<IReadOnlyList<InputError>> UseAsync(ScoringProfile profile, CancellationToken cancellationToken)
    {
        string problem = "it cannot be used";
        try
        {
            BoundProfile<TCustomer> bound;
            try
            {
                bound = Scorer.Bind(profile);
            }
            catch (InvalidRegistrationException invalid)
            {
                return invalid.Errors;
            }
            InputError[] failures = [.. ProfileVerification.Check(profile).Failures.Select(failure => failure.ToError())];
            if (failures.Length > 0)
                return failures;
            problem = "the gate refuses it";
            if (_gate is not null)
                await _gate(profile, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Scorer.Use(bound);
            return [];
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. RegistrationErrors.Of(exception, "profile", problem, "see ReloadProfile")];
        }
    }

    private void Log(ProfileReload reload, ScoringProfile before)
    {
        ScoringProfile profile = reload.Profile;
        switch (reload.Outcome)
        {
            case ProfileReloadOutcome.Accepted:
                ProfileWatchLog.Accepted(_logger, _scoring, profile.Name, before.Fingerprint, profile.Fingerprint);
                break;
            case ProfileReloadOutcome.Refused:
                ProfileWatchLog.Refused(_logger, _scoring, profile.Name, profile.Fingerprint, string.Join(Environment.NewLine, reload.Problems));
                break;
            default:
                ProfileWatchLog.Unchanged(_logger, _scoring, profile.Name, profile.Fingerprint);
                break;
        }
    }

    private void Raise(ProfileReload reload)
    {
        foreach (EventHandler<ProfileReload> handler in Delegate.EnumerateInvocationList(Reloaded))
        {
            try
            {
                handler(this, reload);
            }
            catch (Exception exception)
            {
                Tell(() => ProfileWatchLog.HandlerThrew(_logger, _scoring, exception));
            }
        }
    }

    // What happened has happened, also where the host's logger throws.
    private static void Tell(Action log)
    {
        try
        {
            log();
        }
        catch (Exception)
        {
        }
    }

    private sealed record Reading(ScoringProfile? Profile, string Content, IReadOnlyList<InputError> Problems);
}
