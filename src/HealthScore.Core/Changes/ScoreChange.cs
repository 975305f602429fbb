using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring.Changes;

/// <summary>Why a customer's score went up or down between two results: the difference, split into parts that sum to it.</summary>
/// <remarks>
/// The parts are made when first asked for, which scores the customer twice for each metric that
/// changed. How they are made is in the documentation's page on changes. System.Text.Json writes a change as a <see cref="StoredScoreChange"/>,
/// which it reads.
/// </remarks>
[JsonConverter(typeof(ScoreChangeConverter))]
public sealed class ScoreChange
{
    private const int MostInLine = 3;

    private ScoreChange(HealthScore before, HealthScore after)
    {
        Before = before;
        After = after;
        Change = after.Value - before.Value;
    }

    /// <summary>The result to compare with.</summary>
    public HealthScore Before { get; }

    /// <summary>The result that is explained.</summary>
    public HealthScore After { get; }

    /// <summary>
    /// <see cref="HealthScore.Value"/> of <see cref="After"/> less that of <see cref="Before"/>, -100 to 100; <see langword="null"/> where one
    /// of them is unscored.
    /// </summary>
    public double? Change { get; }

    /// <summary>
    /// The causes, those with the most points up or down first, equal ones by kind, then by name (ordinal). Their points sum to
    /// <see cref="Change"/> within 1e-9. Empty where nothing changed that the score depends on, or where one of the two is unscored.
    /// </summary>
    public IReadOnlyList<ScoreChangePart> Parts => field ??= Attribution.Of(Before, After);

    /// <summary>Compares two results of one customer.</summary>
    /// <param name="before">The result to compare with, normally the earlier one; it may also be the later one.</param>
    /// <param name="after">The result to explain. It may be by another profile.</param>
    /// <returns>The change from <paramref name="before"/> to <paramref name="after"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is <see langword="null"/>.</exception>
    public static ScoreChange Between(HealthScore before, HealthScore after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(before, after);
    }

    /// <summary>The whole change as text for people: the two scores, and every part on a line of its own.</summary>
    /// <param name="customer">What to call the customer, or <see langword="null"/> to leave it out.</param>
    /// <returns>
    /// Lines of plain text, with line feeds on every platform. Scores are printed as everywhere; the change and points are rounded to one
    /// decimal.
    /// </returns>
    public string Explain(string? customer = null)
    {
        var report = new ReportWriter(Change is null ? Unscored() : $"{Headline()}, from {Before} to {After}", customer);
        report.Lines(Parts.Select(part => part.Text));
        foreach ((string when, HealthScore score) in new[] { ("before", Before), ("now", After) })
        {
            if (score.Override is { Tier: not null } pinned)
                report.Line($"pinned {when}: {pinned}");
        }
        string profile = Before.Fingerprint == After.Fingerprint
            ? $"Profile {After.ProfileName}, fingerprint {After.Fingerprint[..12]}"
            : $"Profile changed: {ChangeText.Profiles(Before, After)}";
        return report.Paragraph($"{profile}, as of {TimeText.Minute(Before.AsOf)} and {TimeText.Minute(After.AsOf)}").ToString();
    }

    /// <summary>The change and its biggest causes in a line; points are rounded to one decimal.</summary>
    /// <returns>
    /// As in <c>down 14.2 since 2026-10-01: usage-frequency -11.0 (18 → 6 active days), nps -3.1 (went stale: 95 days old)</c>, or
    /// <c>was 63.4, now unscored: the required metric nps is missing</c>.
    /// </returns>
    public override string ToString()
    {
        if (Change is null)
            return Excerpt.OfLine(Unscored());
        ScoreChangePart[] shown = [.. Parts.Where(part => part.Shows)];
        // "1 more" says less than the one.
        shown = shown.Length <= MostInLine + 1 ? shown : shown[..MostInLine];
        ScoreChangePart[] others = [.. Parts.Skip(shown.Length).Where(part => part.Points != 0)];
        double rest = others.Sum(part => part.Points);
        IEnumerable<string> causes = shown.Select(part => part.Text);
        if (ScoreChangePart.Prints(rest) || others.Any(part => part.Shows))
            causes = causes.Append($"{others.Length} more {Number.Signed(rest)}");
        string list = string.Join(", ", causes);
        return Excerpt.OfLine(list.Length == 0 ? Headline() : $"{Headline()}: {list}");
    }

    private string Headline()
    {
        double change = Change.GetValueOrDefault();
        // What rounding leaves of parts that cancel out is no change.
        string size = Math.Abs(change) <= (double)After.Precision.Tolerance ? "unchanged"
            : $"{(change < 0 ? "down" : "up")} {(ScoreChangePart.Prints(change) ? Number.Points(Math.Abs(change)) : "less than 0.1")}";
        string since = Before.AsOf < After.AsOf ? "since" : "against";
        // A pinned tier changes without a point.
        string tier = (Before.Override?.Tier ?? After.Override?.Tier) is null || Before.Tier == After.Tier
            ? ""
            : $", tier {Before.Tier} → {After.Tier} (pinned)";
        return $"{size} {since} {ChangeText.Time(Before.AsOf, After.AsOf)}{tier}";
    }

    private string Unscored() => (Before.Value, After.Value) switch
    {
        ({ } was, null) => $"was {Before.Precision.Text(was)}, now unscored: {Reasons(After)}",
        (null, { } now) => $"was unscored ({Reasons(Before)}), now {After.Precision.Text(now)}",
        _ => $"still unscored: {Reasons(After)}",
    };

    private static string Reasons(HealthScore score) => string.Join("; ", score.UnscoredReasons);
}
