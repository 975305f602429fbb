namespace HealthScoring.Samples.Dashboard;

/// <summary>An account as the sample's other systems know it at an instant: usage, surveys, support and billing.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Industry">What it does.</param>
/// <param name="Seats">How many seats it pays for.</param>
/// <param name="MonthlyRevenue">What it pays a month, in euros.</param>
/// <param name="ActiveDays">On how many of the last 28 days somebody used the product.</param>
/// <param name="UsedSeats">How many seats were used in the last 28 days.</param>
/// <param name="FeatureShare">The share of the features that were used, 0 to 1.</param>
/// <param name="Trend">How usage changed in four weeks: 0.1 for a tenth more.</param>
/// <param name="Answers">The answers to "would you recommend us", at any time.</param>
/// <param name="OpenTickets">How many support tickets are open; null while the support system is down.</param>
/// <param name="ResponseHours">How long a ticket waits for its first answer; null while the support system is down.</param>
/// <param name="OldestUnpaid">When the oldest unpaid invoice was due; null where all are paid.</param>
/// <param name="Renewal">When the contract ends or renews.</param>
internal sealed record Account(
    string Id, string Industry, int Seats, double MonthlyRevenue, int ActiveDays, int UsedSeats, double FeatureShare, double Trend,
    IReadOnlyList<SurveyAnswer> Answers, double? OpenTickets, double? ResponseHours, DateTimeOffset? OldestUnpaid, DateTimeOffset Renewal);
