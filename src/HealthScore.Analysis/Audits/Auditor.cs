using HealthScoring.Text;

namespace HealthScoring.Analysis;

/// <summary>Asks the questions of an audit.</summary>
/// <param name="profile">The profile, cut into settings.</param>
internal sealed class Auditor(AuditedProfile profile)
{
    // What changes a score by less is rounding.
    private const double LeastChange = 1e-9;

    private readonly ReachSearch[] _searches = [.. profile.Settings.Select(setting => new ReachSearch(profile, setting))];
    private readonly Dictionary<(Setting, int), bool?> _reached = [];

    /// <summary>All findings.</summary>
    public IEnumerable<AuditFinding> Findings() => profile.Obstacle is { } obstacle
        ? [new(AuditFindingKind.NotDecided, profile.Profile.Name, $"nothing was searched: {obstacle}")]
        : profile.Settings.Length == 0
        ? [new(AuditFindingKind.NotDecided, profile.Profile.Name, FormattableString.Invariant(
            $"nothing was searched: conditions cut the customers into {profile.SettingCount:0} groups, and an audit searches at most ")
            + $"{Number.Count(AuditedProfile.MostSettings)}; audit a profile with fewer guardrails and segments")]
        : [.. BetterNumbers(), .. Borders(), .. Metrics(), .. Tiers(), .. Guardrails(), .. Actions()];

    private IEnumerable<AuditFinding> BetterNumbers()
    {
        for (int column = 0; column < profile.Columns.Length; column++)
        {
            if (Metric(column) is null)
                continue;
            var search = new LossSearch(profile);
            var moves = new Dictionary<(int, int, Variant, Variant), (double, double)[]>();
            foreach (Setting[] settings in profile.Others(column))
            {
                foreach ((int i, Setting from) in settings.Index())
                {
                    foreach ((int j, Setting to) in settings.Index())
                    {
                        if (from.ScoresAs(to) || !from.IsScored || !to.IsScored || from.Stretches[column].IsMissing || to.Stretches[column].IsMissing)
                            continue;
                        if (!moves.TryGetValue((i, j, from.Variant, to.Variant), out (double, double)[]? better))
                        {
                            moves[(i, j, from.Variant, to.Variant)] = better = Analysis.BetterNumbers.Between(from.Stretches[column],
                                to.Stretches[column], from.Variant.Curves[column]!, to.Variant.Curves[column]!);
                        }
                        search.Add(new(from, to, column, better, IsBorder: false));
                    }
                }
            }
            string name = profile.Columns[column];
            (Loss? loss, double most) = search.Largest();
            if (loss is not null)
            {
                yield return Jump(AuditFindingKind.BetterNumberLowersScore, name, loss, most, (before, after) =>
                    $"{Way(loss)} loses {AuditText.Points(loss.Points, most)}, {before} → {after}{Passing(loss)}");
            }
            else if (most > 0)
                yield return Undecided(name, $"whether a better number of {name} lowers a score by up to {Number.Points(most)} points");
        }
    }

    private IEnumerable<AuditFinding> Borders()
    {
        for (int column = 0; column < profile.Columns.Length; column++)
        {
            if (profile.IsLabel(column))
                continue;
            Stretch[] stretches = profile.Stretches[column];
            for (int i = 1; i < stretches.Length && !stretches[i].IsMissing; i++)
            {
                var search = new LossSearch(profile);
                foreach (Setting[] settings in profile.Others(column))
                {
                    (Setting below, Setting above) = (settings[i - 1], settings[i]);
                    if (below.Variant == above.Variant || !below.IsScored || !above.IsScored)
                        continue;
                    search.Add(new(below, above, column, [(stretches[i - 1].To, stretches[i].From)], IsBorder: true));
                    search.Add(new(above, below, column, [(stretches[i].From, stretches[i - 1].To)], IsBorder: true));
                }
                (Loss? loss, double most) = search.Largest();
                if (loss is not null)
                {
                    yield return Jump(AuditFindingKind.SegmentBorder, Bordering(loss), loss, most, (before, after) =>
                        $"{Way(loss)} loses {AuditText.Points(loss.Points, most)}, {before} → {after}{Passing(loss)}");
                }
                else if (most > 0)
                {
                    yield return Undecided(profile.Columns[column], $"whether the score jumps by up to {Number.Points(most)} points at "
                        + $"{Number.Text(stretches[i].From)} of {profile.Columns[column]}");
                }
            }
        }
    }

    private IEnumerable<AuditFinding> Metrics()
    {
        for (int column = 0; column < profile.Columns.Length; column++)
        {
            if (Metric(column) is null)
                continue;
            string name = profile.Columns[column];
            bool? changes = new TierChangeSearch(profile, column).Changes();
            if (changes == false)
                yield return new(AuditFindingKind.MetricCannotChangeTier, name, $"{name} can change the tier of no customer with all data");
            else if (changes is null)
                yield return Undecided(name, $"whether {name} can change a customer's tier");
        }
    }

    private IEnumerable<AuditFinding> Tiers()
    {
        foreach ((int index, Tier tier) in profile.Profile.Tiers.Index())
        {
            bool? reached = Any(setting => Reaches(setting, index));
            if (reached == false)
                yield return new(AuditFindingKind.TierOutOfReach, tier.Name, $"no customer with all data can be in {tier.Name}");
            else if (reached is null)
                yield return Undecided(tier.Name, $"whether a customer can be in {tier.Name}");
        }
    }

    private IEnumerable<AuditFinding> Guardrails() =>
        from guardrail in profile.Profile.Guardrails.OrderBy(guardrail => guardrail.Name, StringComparer.Ordinal)
        let matching = profile.Settings.Where(setting => setting.Matched.Any(matched => matched.Name == guardrail.Name)).ToArray()
        where !matching.Any(setting => Decides(setting, guardrail.Name))
        select new AuditFinding(AuditFindingKind.GuardrailNeverDecides, guardrail.Name,
            $"{guardrail.Name} decides the score of no customer with all data: "
            + (matching.Length == 0 ? "it never matches" : "the score is the same without it wherever it matches"));

    private IEnumerable<AuditFinding> Actions()
    {
        foreach (ActionRule action in profile.Profile.Actions)
        {
            bool? due = Any(setting => IsDue(setting, action.Name));
            if (due == false)
                yield return new(AuditFindingKind.ActionNeverDue, action.Name, $"{action.Name} is due for no customer with all data");
            else if (due is null)
                yield return Undecided(action.Name, $"whether {action.Name} is due for a customer");
        }
    }

    /// <summary>Caps and floors move the ends most, and what matches is the same for all of a setting.</summary>
    private bool Decides(Setting setting, string guardrail) => new[] { setting.Worst, setting.Best }.Any(row =>
    {
        HealthScore score = profile.Explained(row, setting.Named);
        return score.Value is null
            ? score.UnscoredReasons is [{ Kind: UnscoredKind.Guardrail }]
                && score.Guardrails.Where(match => match.Effect == GuardrailEffect.Unscored).Select(match => match.Name).SequenceEqual([guardrail])
            : score.Guardrails.Any(match => match.Name == guardrail && Math.Abs(match.Change) > LeastChange);
    });

    private bool? IsDue(Setting setting, string name)
    {
        if (setting.Variant.Actions.FirstOrDefault(action => action.Name == name) is not { } action
            || (action.Segment is { } segment && segment != setting.Variant.Segment?.Name)
            || (action.Guardrail is { } guardrail && setting.Matched.All(matched => matched.Name != guardrail))
            || (action.When is { } when && !profile.Holds(when, setting.Stretches, otherwise: true)))
            return false;
        if (action.When is { } asked && !profile.Holds(asked, setting.Stretches))
        {
            // Points, the score or the tier decide, which are not the same for all of a setting.
            return new[] { setting.Best, setting.Worst }.Any(row => profile.Explained(row, setting.Named).Actions.Any(due => due.Name == name))
                ? true : null;
        }
        int tier = action.Tier is { } wanted ? profile.Profile.Tiers.IndexOf(wanted) : -1;
        if (action.Driver is not { } driver)
            return tier < 0 ? true : Reaches(setting, tier);
        if (!setting.IsScored)
            return false;
        bool Due(double[] row) => profile.Explained(row, setting.Named).Actions.Any(due => due.Name == name);
        int column = Array.IndexOf(profile.Columns, driver);
        double[] most = LosingMost(setting, column);
        if (!Loses(action, setting, most, column))
            return false;
        if (tier < 0 || Due(most))
            return Due(most) ? true : null;
        if (Reaches(setting, tier) == false)
            return false;
        var search = new ReachSearch(profile, setting);
        if (!setting.Variant.HasLowest && !setting.Stretches[column].IsMissing)
        {
            search.Chains[column] = Chain.Below(setting.Stretches[column], setting.Variant.Curves[column]!,
                value => Loses(action, setting, LossBound.With(setting.Worst, column, value), column));
        }
        return search.Reaches(tier, Due);
    }

    /// <summary>
    /// The customer for whom a metric loses most: it is worst itself, and where only the lowest part counts, all other parts are best.
    /// </summary>
    private static double[] LosingMost(Setting setting, int column)
    {
        VariantDimension own = setting.Variant.Dimensions.First(dimension => dimension.Metrics.Any(metric => metric.Column == column));
        double[] row = [.. setting.Best];
        if (own.Formula.Kind != FormulaKind.Lowest)
        {
            foreach (VariantMetric metric in own.Metrics)
                row[metric.Column] = setting.Worst[metric.Column];
        }
        row[column] = setting.Worst[column];
        return row;
    }

    private bool Loses(ActionRule action, Setting setting, double[] row, int column)
    {
        double[] lost = new double[profile.Columns.Length];
        profile.Score(row, setting.Named, lost);
        return lost[column] > 0 && lost[column] >= setting.Variant.Precision.Least(action.PointsLost);
    }

    private bool? Reaches(Setting setting, int tier)
    {
        if (!setting.IsScored || tier < setting.LowestTier || tier > setting.HighestTier)
            return false;
        if (tier == setting.LowestTier || tier == setting.HighestTier)
            return true;
        if (!_reached.TryGetValue((setting, tier), out bool? reached))
            _reached[(setting, tier)] = reached = _searches[setting.Index].Reaches(tier);
        return reached;
    }

    private bool? Any(Func<Setting, bool?> question) => Answer.Any(profile.Settings.Select(question));

    private ProfileMetric? Metric(int column) => profile.Profile.Dimensions.SelectMany(dimension => dimension.Metrics)
        .FirstOrDefault(metric => metric.Name == profile.Columns[column]);

    private AuditFinding Jump(AuditFindingKind kind, string part, Loss loss, double most, Func<AuditedCustomer, AuditedCustomer, string> text)
    {
        AuditedCustomer before = profile.Customer(loss.Before, loss.Question.From.Named);
        AuditedCustomer after = profile.Customer(loss.After, loss.Question.To.Named);
        return new(kind, part, text(before, after)) { Points = loss.Points, PointsAtMost = most, Before = before, After = after };
    }

    private string Way(Loss loss) => AuditText.Way(
        profile.Columns[loss.Question.Column], loss.Before[loss.Question.Column], loss.After[loss.Question.Column]);

    private static string Passing(Loss loss) => AuditText.Passing(loss.Question.From, loss.Question.To);

    /// <summary>The segment whose condition asks about the number that moves.</summary>
    private string Bordering(Loss loss) => new[] { loss.Question.From.Variant.Segment, loss.Question.To.Variant.Segment }.OfType<Segment>()
        .First(segment => segment.When?.Leaves.Any(leaf => leaf.Name == profile.Columns[loss.Question.Column]) == true).Name;

    private static AuditFinding Undecided(string part, string question) => new(AuditFindingKind.NotDecided, part, $"{question} is not decided");
}
