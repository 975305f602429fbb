using HealthScoring.Analysis.Learning;
using HealthScoring.Analysis.Statistics;

namespace HealthScoring.Analysis.Proposals;

/// <summary>
/// Tries proposals on rows that they were not learned from. The order of the dates or folds, and of the rows within them, is that of the book.
/// </summary>
internal sealed class ProposalGuard
{
    private readonly ProposalModel _model;
    private readonly ScoredBook _before;
    private readonly Outcome _outcome;
    private readonly ProposalOptions _options;
    private readonly List<double> _lossesBefore = [], _lossesAfter = [];
    private readonly List<int> _customers = [];
    private readonly List<ProposalTrial> _trials = [];
    private readonly StratifiedAuc _auc = new();
    private double _hitsBefore;
    private double _hitsAfter;
    private int _unscoredBefore;
    private int _unscoredAfter;
    private int _events;

    private ProposalGuard(ProposalModel model, Outcome outcome, ProposalOptions options) =>
        (_model, _before, _outcome, _options) = (model, model.Rows.Book, outcome, options);

    /// <summary>The profile that each date or fold was tried with.</summary>
    public List<ScoringProfile> Profiles { get; } = [];

    /// <summary>How the proposals did; without the migration of tiers.</summary>
    public ProposalEvidence Evidence { get; private set; } = new();

    /// <summary>Whether the proposal is better.</summary>
    public bool IsBetter { get; private set; }

    /// <summary>Learns without each date or fold, and tries it there.</summary>
    public static ProposalGuard Run(ProposalModel model, OutcomeWindow window, Outcome outcome, ProposalOptions options)
    {
        var guard = new ProposalGuard(model, outcome, options);
        HeldOut[] all = HeldOut.Of(model.Rows, window, options.Folds);
        long rows = all.Sum(held => (long)held.Rows.Length), tried = 0;
        foreach (HeldOut held in all)
        {
            // A capacity is shared out among folds by their rows, and is whole on each date.
            long Calls(long upTo) => options.Capacity is { } capacity ? (long)((Int128)capacity * upTo / rows) : 0;
            long calls = held.From is null ? Calls(tried + held.Rows.Length) - Calls(tried) : options.Capacity ?? 0;
            tried += held.Rows.Length;
            guard.Try(held, calls);
        }
        guard.Conclude(all[0].From is null ? ProposalValidation.ByCustomer : ProposalValidation.OutOfTime);
        return guard;
    }

    private void Try(HeldOut held, long calls)
    {
        LearningRows rows = _model.Rows;
        bool[] learnable = [.. rows.Rows.Select(row => held.LearnedFrom[row])];
        bool some = learnable.Zip(rows.Events).Any(pair => pair is (true, true));
        bool others = learnable.Zip(rows.Events).Any(pair => pair is (true, false));
        ScoringProfile profile = some && others
            ? ProposedProfile.Of(_before.Profile, rows.Columns, _model.Learn(held.LearnedFrom)) : _before.Profile;
        Profiles.Add(profile);
        ScoredBook after = ReferenceEquals(profile, _before.Profile) ? _before
            : ScoredBook.Of(profile, _before.Rows, threads: _options.MaxDegreeOfParallelism);

        int[] both = [.. held.Rows.Where(row => !double.IsNaN(_before.Scores[row]) && !double.IsNaN(after.Scores[row]))];
        _unscoredBefore += held.Rows.Count(row => double.IsNaN(_before.Scores[row]));
        _unscoredAfter += held.Rows.Count(row => double.IsNaN(after.Scores[row]));
        if (both.Length == 0)
            return;
        bool[] events = [.. both.Select(row => _before.Rows.Outcomes[row] == RowStatus.Event)];
        int[] customers = [.. both.Select(row => _before.Rows.Customers[row])];
        double[] lossBefore = Losses(_before, after, _before, held, both, events), lossAfter = Losses(_before, after, after, held, both, events);
        double[] low = Low(_before, both), lowAfter = Low(after, both);
        int happened = events.Count(one => one);
        _lossesBefore.AddRange(lossBefore);
        _lossesAfter.AddRange(lossAfter);
        _customers.AddRange(customers);
        _events += happened;
        _auc.Add(low, lowAfter, events, customers);
        if (_options.Capacity is not null)
        {
            _hitsBefore += Capacity.Of(ScoreGroups.Of(low, events), calls).Hits;
            _hitsAfter += Capacity.Of(ScoreGroups.Of(lowAfter, events), calls).Hits;
        }
        _trials.Add(new(held.From, both.Length, happened, lossBefore.Zip(lossAfter, (one, other) => one - other).Sum() / both.Length));
    }

    /// <summary>
    /// The log loss of rows by a scored book: its slope comes from the rows that were learned from, the base rate from these rows themselves.
    /// </summary>
    private double[] Losses(ScoredBook before, ScoredBook after, ScoredBook book, HeldOut held, int[] rows, bool[] events)
    {
        long happened = events.Count(one => one);
        // Where all have the outcome, or none, any score says so with the base rate alone.
        if (happened == 0 || happened == events.Length)
            return new double[rows.Length];
        int[] from = [.. before.Judged.Where(row => held.LearnedFrom[row] && !double.IsNaN(after.Scores[row]))];
        bool[] learned = [.. from.Select(row => book.Rows.Outcomes[row] == RowStatus.Event)];
        double[] weights = new double[from.Length];
        Array.Fill(weights, _model.Rows.Weight);
        double slope = learned.Contains(true) && learned.Contains(false)
            ? ScoreSlope.Of([.. from.Select(row => LearningRows.Cause(book.Scores[row], _outcome))], learned, weights,
                _options.MaxDegreeOfParallelism)
            : 0;
        double[] odds = [.. rows.Select(row => slope * LearningRows.Cause(book.Scores[row], _outcome))];
        return Recalibration.Losses(odds, Recalibration.Intercept(odds, happened), events);
    }

    private double[] Low(ScoredBook book, int[] rows) =>
        [.. rows.Select(row => _outcome == Outcome.Churned ? book.Scores[row] : -book.Scores[row])];

    private void Conclude(ProposalValidation validation)
    {
        if (_customers.Count == 0)
        {
            Evidence = new() { Validation = validation, UnscoredBefore = _unscoredBefore, UnscoredAfter = _unscoredAfter };
            return;
        }
        double[] gains = [.. _lossesBefore.Zip(_lossesAfter, (before, after) => before - after)];
        int[] customers = [.. _customers];
        ClusteredMean gain = ClusteredMean.Of(gains, customers);
        double z = Normal.Quantile(_options.Confidence), lower = gain.LowerBound(z);
        IsBetter = lower > 0 && _auc.DoesNotFall && _unscoredAfter <= _unscoredBefore && _hitsAfter >= _hitsBefore - 1e-9;
        double ratio = (z - Normal.Quantile(0.2)) * gain.StandardError / gain.Mean;
        Evidence = new()
        {
            Validation = validation,
            Trials = _trials.AsReadOnly(),
            Rows = gains.Length,
            Customers = customers.Distinct().Count(),
            Events = _events,
            UnscoredBefore = _unscoredBefore,
            UnscoredAfter = _unscoredAfter,
            LossBefore = _lossesBefore.Sum() / gains.Length,
            LossAfter = _lossesAfter.Sum() / gains.Length,
            Gain = gain.Mean,
            StandardError = gain.StandardError,
            LowerBound = lower,
            AucBefore = _auc.Before,
            AucAfter = _auc.After,
            AucStandardError = _auc.StandardError(),
            HitsBefore = _options.Capacity is null ? null : _hitsBefore,
            HitsAfter = _options.Capacity is null ? null : _hitsAfter,
            EventsNeeded = gain.Mean > 0 && _events * ratio * ratio is var needed and < 1e9 ? (long)Math.Ceiling(needed) : null,
        };
    }
}
