using System.Collections.Immutable;
using HealthScoring.Tracking;

namespace HealthScoring.Tests.Properties;

/// <summary>
/// What tracking says, from the whole history: nothing is carried from score to score, everything is found by looking back. A tier is a name,
/// and null is none.
/// </summary>
internal sealed class TrackingModel
{
    private static readonly string[] Metrics = ["debt", "seats", "survey", "usage"];

    private readonly ImmutableList<TrackedVisit> _history;
    private readonly List<string?> _remembered = [];
    private readonly List<(string Tier, int First)?> _pending = [];
    private readonly List<bool> _held = [];
    private readonly List<bool> _hides = [];
    private readonly List<HashSet<string>> _due = [];
    private readonly List<string[]> _listed = [];

    public TrackingModel(ImmutableList<TrackedVisit> history)
    {
        _history = history;
        for (int i = 0; i < history.Count; i++)
        {
            _held.Add(IsHeld(i));
            (string? tier, (string, int)? pending, bool hides) = TierAt(i);
            _hides.Add(hides);
            _remembered.Add(tier);
            _pending.Add(pending);
            _listed.Add([.. DueAt(i).Where(action => !history[i].ToldActions.ContainsKey(action))]);
            _due.Add([.. _listed[i], .. history[i].ToldActions.Keys]);
        }
    }

    /// <summary>The last step, in the words of <see cref="Describe"/>.</summary>
    public string Last()
    {
        int i = _history.Count - 1;
        string pending = _pending[i] is { } waiting ? $"{waiting.Tier} {At(waiting.First):O}" : "";
        return $"{RawName(i)}/{(RawName(i) is null ? null : _remembered[i])}/{_remembered[i]}/{pending}/"
            + $"{string.Join(",", Happened(i))}/{string.Join(",", _listed[i])}";
    }

    /// <summary>The last visit replaced by another one: what it reported stays reported.</summary>
    public TrackedVisit Replaced(Visit visit, Rulebook rules)
    {
        int i = _history.Count - 1;
        return new(visit, rules)
        {
            ToldEvents = _history[i].ToldEvents.Union(Happened(i).Select(Fact)),
            ToldActions = _history[i].ToldActions.AddRange(_listed[i].Select(action => KeyValuePair.Create(action, At(i)))),
        };
    }

    public static string Describe(TrackedScore step)
    {
        string pending = step.PendingTier is null ? "" : $"{step.PendingTier} {step.PendingSince:O}";
        IEnumerable<string> events = step.Events.Select(happened => $"{happened.Kind} {happened.FromTier} {happened.ToTier} {happened.Metric}"
            + (happened.FromScore is null ? "" : $"{happened.Points:R} {happened.FromScore:R} {happened.ToScore:R}"));
        return $"{step.Score.Tier}/{step.Tier}/{step.State.Tier}/{pending}/"
            + $"{string.Join(",", events)}/{string.Join(",", step.DueActions.Select(action => action.Name))}";
    }

    private DateTimeOffset At(int i) => _history[i].Visit.At;

    private Rulebook Rules(int i) => _history[i].Rules;

    private double[] Cuts(int i) => _history[i].Visit.IsLarge ? Rules(i).LargeCuts : Rules(i).Cuts;

    private double? Value(int i)
    {
        Visit visit = _history[i].Visit;
        return visit.Pin?.Score ?? (HasDebt(i) && visit.Usage > Rulebook.Cap ? Rulebook.Cap : visit.Usage);
    }

    private string? RawName(int i) =>
        _history[i].Visit.Pin?.Tier ?? (Value(i) is { } value ? Rules(i).Names[Cuts(i).Count(cut => value >= cut)] : null);

    /// <summary>Whether the cap on debt applies.</summary>
    private bool HasDebt(int i) => _history[i].Visit.Debt ?? Rules(i).AssumesDebt;

    private bool IsNew(int i) => i > 0 && Rules(i) != Rules(i - 1);

    /// <summary>Whether margin and dwell have no say in the i-th score's tier.</summary>
    private bool IsAtOnce(int i)
    {
        Visit visit = _history[i].Visit;
        if (i == 0 || visit.Pin is not null || (HasDebt(i) && !(visit.Debt is null && IsLosing(i))) || IsNew(i) || _remembered[i - 1] is null)
            return true;
        return Follows(i);
    }

    /// <summary>Whether the score before left it to this one to set the tier.</summary>
    private bool Follows(int i)
    {
        int before = Enumerable.Range(0, i).LastOrDefault(j => RawName(j) is not null && !_held[j], -1);
        return before < 0 || _history[before].Visit.Pin is not null || Enumerable.Range(before + 1, i - before - 1).Any(IsNew);
    }

    /// <summary>What was pending downwards, after a score that decides nothing.</summary>
    private (string, int)? Falling(int i) => _pending[i - 1] is { } pending
        && Array.IndexOf(Rules(i).Names, pending.Tier) < Array.IndexOf(Rules(i).Names, _remembered[i - 1]) ? pending : null;

    /// <summary>How many tiers up (or down, below 0) a score asks for, seen from a tier.</summary>
    private int Steps(int i, int tier)
    {
        double value = Value(i)!.Value;
        int up = Enumerable.Range(tier + 1, 2 - tier).Count(next => Limits.Reaches(value, Cuts(i)[next - 1], Rules(i).Margin));
        int down = Enumerable.Range(1, tier).Count(own => !Limits.Reaches(value, Cuts(i)[own - 1], -Rules(i).Margin));
        return up - down;
    }

    /// <summary>Whether a fall that begins with a score cannot come from what is lost: the one before lacked the same, and did not fall.</summary>
    private bool MayBegin(int i) => !IsLosing(i) || !(_hides[i - 1] || Metrics.Any(metric => LostSince(i, metric) == i));

    private (string? Tier, (string, int)? Pending, bool Hides) TierAt(int i)
    {
        string? before = i == 0 ? null : _remembered[i - 1];
        if (RawName(i) is null)
            return (IsNew(i) && !Rules(i).Names.Contains(before) ? null : before, null, IsLosing(i));
        if (_held[i])
            return (before, IsNew(i) ? null : Falling(i), false);
        if (IsAtOnce(i))
            return (RawName(i), null, false);
        int tier = Array.IndexOf(Rules(i).Names, before);
        int side = Math.Sign(Steps(i, tier));
        if (side == 0)
            return (before, IsLosing(i) ? Falling(i) : null, false);
        // While data are lost a score ends nothing, and begins no rise, nor a fall that may come from the loss; what is falling falls on.
        List<int> asking = [.. Enumerable.Range(0, i + 1).Reverse().TakeWhile(j => j > 0 && RawName(j) is not null
                && (_held[j] ? !IsNew(j) : !IsAtOnce(j)) && _remembered[j - 1] == before
                && (IsLosing(j) ? side < 0 : Math.Sign(Steps(j, tier)) == side))
            .Where(j => !_held[j] && Math.Sign(Steps(j, tier)) == side)];
        while (asking.Count > 1 && !MayBegin(asking[^1]))
            asking.RemoveAt(asking.Count - 1);
        int least = asking.Min(j => Math.Abs(Steps(j, tier)));
        string next = Rules(i).Names[tier + side * least];
        Dwell dwell = side > 0 ? Rules(i).DwellUp : Rules(i).Dwell;
        bool over = dwell is { Time: { } time } ? At(i) - At(asking[^1]) >= time : asking.Count >= dwell.Count;
        return over ? (next, null, false) : MayBegin(asking[^1]) ? (before, (next, asking[^1]), false) : (before, null, true);
    }

    /// <summary>The days after which a loss is accepted; 0 where none is looked for.</summary>
    private int Limit(int i) => Rules(i).LossDays ?? 14;

    /// <summary>The first score without a metric that an earlier one had, and that is not given up since; null where there is none.</summary>
    private int? LostSince(int i, string metric)
    {
        int last = Enumerable.Range(0, i + 1).LastOrDefault(j => _history[j].Visit.Has(metric), -1);
        int[] without = [.. Enumerable.Range(last + 1, i - last)];
        return last < 0 || last == i || without.Prepend(last).Any(j => Limit(j) == 0)
            || without.Any(j => At(j) >= At(last + 1).AddDays(Limit(j)) || (metric == "survey" && _history[j].Visit.IsStale))
                ? null
                : last + 1;
    }

    private bool IsLosing(int i) => Metrics.Any(metric => LostSince(i, metric) is not null);

    private bool IsHeld(int i) => i > 0 && IsLosing(i) && _history[i].Visit.Pin is null && Rules(i).Names.Contains(_remembered[i - 1])
        && RawName(i) is { } raw && (Array.IndexOf(Rules(i).Names, raw) > Array.IndexOf(Rules(i).Names, _remembered[i - 1])
            || ((IsNew(i) || Follows(i)) && !_history[i].Visit.HasDebt));

    private bool IsAccepted(int i, string metric) => i > 0 && Limit(i) > 0 && LostSince(i - 1, metric) is { } since && !_history[i].Visit.Has(metric)
        && !(metric == "survey" && _history[i].Visit.IsStale) && At(i) >= At(since).AddDays(Limit(i));

    /// <summary>What is reported of the i-th visit: what happened, without what was reported before.</summary>
    private IEnumerable<string> Happened(int i) => i == 0 ? [] : Events(i).Where(happened => !_history[i].ToldEvents.Contains(Fact(happened)));

    /// <summary>An event without its points.</summary>
    private static string Fact(string happened) => happened.StartsWith("Score", StringComparison.Ordinal) ? happened.Split(' ')[0] : happened;

    /// <summary>Whether a loss was accepted since the last value, and the profile still asks for it.</summary>
    private bool IsGone(int i, string metric)
    {
        int accepted = Enumerable.Range(0, i + 1).LastOrDefault(j => IsAccepted(j, metric), -1);
        return accepted >= 0 && Enumerable.Range(accepted, i + 1 - accepted)
            .All(j => !_history[j].Visit.Has(metric) && Limit(j) > 0 && !(metric == "survey" && _history[j].Visit.IsStale));
    }

    private IEnumerable<string> Events(int i)
    {
        string? before = _remembered[i - 1], now = _remembered[i];
        (bool was, bool scored) = (RawName(i - 1) is not null, RawName(i) is not null);
        if (IsNew(i))
            yield return "ProfileChanged   ";
        if (was && !scored)
            yield return $"BecameUnscored {before}  ";
        if (!was && scored)
            yield return $"BecameScored {before} {now} ";
        if (scored && before is not null && before != now)
            yield return $"TierChanged {before} {now} ";
        if (Told(i, Rules(i).Drop, -1) is { } high)
            yield return $"ScoreDropped   {high - Value(i):R} {high:R} {Value(i):R}";
        if (Told(i, Rules(i).Rise, 1) is { } low)
            yield return $"ScoreRose   {Value(i) - low:R} {low:R} {Value(i):R}";
        if (_history[i].Visit.IsStale && !_history[i - 1].Visit.IsStale)
            yield return "WentStale   survey";
        foreach (string metric in Metrics.Where(metric => LostSince(i, metric) == i))
            yield return $"DataLost   {metric}";
        foreach (string metric in Metrics.Where(metric => Limit(i) > 0 && _history[i].Visit.Has(metric)
            && (LostSince(i - 1, metric) is not null || IsGone(i - 1, metric))))
            yield return $"DataReturned   {metric}";
        foreach (string metric in Metrics.Where(metric => IsAccepted(i, metric)))
            yield return $"LossAccepted   {metric}";
    }

    /// <summary>The score that the i-th one has dropped from (direction -1) or risen from (1) by the limit; null where it has not.</summary>
    private double? Told(int i, double? limit, int direction)
    {
        if (limit is null || Value(i) is null || IsLosing(i))
            return null;
        int start = Enumerable.Range(0, i + 1).Last(j => j == 0 || IsNew(j) || Metrics.Any(metric => IsAccepted(j, metric)));
        double? told = null;
        for (int j = start + 1; j <= i; j++)
        {
            DateOnly today = DateOnly.FromDateTime(At(j).UtcDateTime);
            double[] compared = [.. Enumerable.Range(start, j - start)
                .Where(k => !IsLosing(k) && DateOnly.FromDateTime(At(k).UtcDateTime) > today.AddDays(-Rules(i).Days)).Select(Value).OfType<double>()];
            told = null;
            if (Value(j) is not { } value || IsLosing(j) || compared.Length == 0)
                continue;
            double extreme = direction < 0 ? compared.Max() : compared.Min();
            if (Limits.Reaches((value - extreme) * direction, limit.GetValueOrDefault()))
                (told, start) = (extreme, j);
        }
        return told;
    }

    private IEnumerable<string> DueAt(int i)
    {
        Visit visit = _history[i].Visit;
        Rulebook rules = Rules(i);
        string? tier = RawName(i) is null ? null : _remembered[i];
        if (tier == rules.Names[0] && !Cools(i, "call", days: null))
            yield return "call";
        bool isBelow = IsLosing(i) && RawName(i) == rules.Names[0], hasDebt = HasDebt(i) && !(visit.Debt is null && IsLosing(i));
        if (tier == rules.Names[1] && !isBelow && !Cools(i, "mail", visit.IsLarge ? null : rules.MailDays))
            yield return "mail";
        if (hasDebt && !Cools(i, "collect", 5))
            yield return "collect";
        if (tier == rules.Names[0])
            yield return "note";
        if (hasDebt && rules.Chases && !Cools(i, "chase", days: null))
            yield return "chase";
    }

    private bool Cools(int i, string action, int? days)
    {
        int last = Enumerable.Range(0, i).LastOrDefault(j => _due[j].Contains(action), -1);
        if (last < 0 || (action == "chase" && Enumerable.Range(last, i - last).Any(j => !Rules(j).Chases)))
            return false;
        DateTimeOffset told = _history[last].ToldActions.GetValueOrDefault(action, At(last));
        return days is { } time ? At(i) < (told < At(last) ? told : At(last)).AddDays(time)
            // A tier is left when another one counts; none is not a tier.
            : Enumerable.Range(last + 1, i - last).All(j =>
                _remembered[j] is not { } tier || _remembered[j - 1] is null || tier == _remembered[j - 1]);
    }
}
