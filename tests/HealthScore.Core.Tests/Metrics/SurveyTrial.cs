namespace HealthScoring.Tests.Metrics;

/// <summary>Random answers, times and amounts; and what the documentation of the starters says of them, counted the slow way.</summary>
public sealed record SurveyTrial(
    int Seed,
    DateTimeOffset AsOf,
    int Days,
    int MinimumAnswers,
    int Lowest,
    int Highest,
    int Top,
    DateTimeOffset? FirstDay,
    SurveyAnswer[] Answers,
    double? Used,
    double? Limit)
{
    private bool IsCustomer => FirstDay <= AsOf;

    public Measurement Nps()
    {
        SurveyAnswer[] counted = Counted(0, 10);
        int promoters = counted.Count(answer => answer.Rating is 9 or 10);
        int detractors = counted.Count(answer => answer.Rating is >= 0 and <= 6);
        return Measured(counted, 100 * (promoters - detractors));
    }

    public Measurement Csat()
    {
        SurveyAnswer[] counted = Counted(Lowest, Highest);
        return Measured(counted, 100 * counted.Count(answer => answer.Rating >= Top));
    }

    public Measurement Ces()
    {
        SurveyAnswer[] counted = Counted(Lowest, Highest);
        return Measured(counted, counted.Sum(answer => answer.Rating));
    }

    public double? Skipped(int lowest, int highest) =>
        IsCustomer ? InWindow().Count(answer => !Enumerable.Range(lowest, highest - lowest + 1).Contains(answer.Rating)) : null;

    public double? FailedPayments() => IsCustomer ? InWindow().Count() : null;

    public double? LimitUse() => IsCustomer && Used is { } used && Limit is { } limit && limit > 0 && double.IsFinite(limit) && double.IsFinite(used)
        ? used / limit
        : null;

    public double? DaysUntil(DateTimeOffset? at) => IsCustomer && at is { } date ? (date.UtcTicks - AsOf.UtcTicks) / 864_000_000_000.0 : null;

    public double? DaysSince(DateTimeOffset? at) => IsCustomer && at <= AsOf ? (AsOf.UtcTicks - at.Value.UtcTicks) / 864_000_000_000.0 : null;

    public double? DaysTo(DateTimeOffset? at)
    {
        if (!IsCustomer)
            return null;
        long end = at is null ? AsOf.UtcTicks : Math.Min(at.Value.UtcTicks, AsOf.UtcTicks);
        return Math.Max(end - FirstDay!.Value.UtcTicks, 0) / 864_000_000_000.0;
    }

    private Measurement Measured(SurveyAnswer[] counted, int dividend) => IsCustomer && counted.Length >= MinimumAnswers
        ? new((double)dividend / counted.Length, counted.Select(answer => answer.At).Max())
        : Measurement.None;

    private IEnumerable<SurveyAnswer> InWindow() =>
        Answers.Where(answer => answer.At > AsOf - TimeSpan.FromDays(Days) && answer.At <= AsOf);

    private SurveyAnswer[] Counted(int lowest, int highest)
    {
        SurveyAnswer[] valid = [.. InWindow().Where(answer => answer.Rating >= lowest && answer.Rating <= highest)];
        return
        [
            .. valid.Where(answer => answer.Respondent is null or ""),
            .. valid.Where(answer => answer.Respondent is not (null or "")).GroupBy(answer => answer.Respondent)
                .Select(answers => answers.OrderByDescending(answer => answer.At.UtcTicks).ThenBy(answer => answer.Rating).First()),
        ];
    }
}
