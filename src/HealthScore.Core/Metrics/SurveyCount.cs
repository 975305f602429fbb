namespace HealthScoring;

/// <summary>What the answers to a survey come to: how many count, their sum, the time of the latest, and how many are skipped.</summary>
internal readonly record struct SurveyCount(int Answers, long Sum, DateTimeOffset Latest, int Skipped)
{
    public Measurement Mean(double factor, int minimumAnswers) =>
        Answers < minimumAnswers ? Measurement.None : new Measurement(factor * Sum / Answers, Latest);
}
