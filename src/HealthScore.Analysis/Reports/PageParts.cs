using HealthScoring.Text;

namespace HealthScoring.Analysis.Reports;

/// <summary>What all parts of the page share: the evidence, the words for its outcome, and how a part begins.</summary>
internal sealed class PageParts(EvidenceReport report, EvidenceReportOptions options)
{
    private static readonly string[] Questions =
    [
        "Can we trust the score?",
        "Do the tiers mean something?",
        "If we can call only some accounts, whom do we reach?",
        "How early does the score say it?",
        "Whom did the score get wrong?",
        "Which metrics earn their weight?",
        "Do the guardrails do right?",
        "What risk does a score stand for?",
        "Does the same score mean the same in every segment?",
        "What goes with leaving?",
        "What goes with success and expansion?",
        "What changed since?",
        "What should change?",
        "What this cannot say",
    ];

    private int _captions;

    public HtmlText Page { get; } = new();

    public EvidenceReport Report => report;

    public EvidenceReportOptions Options => options;

    public Backtest Test => report.Backtest;

    /// <summary>What those with the outcome did.</summary>
    public string Did { get; } = OutcomeWords.Did(report.Backtest.Book.Outcome);

    /// <summary>What those without it did.</summary>
    public string DidNot { get; } = OutcomeWords.DidNot(report.Backtest.Book.Outcome);

    /// <summary>Whether the outcome is one that low scores are to have.</summary>
    public bool IsLoss => Test.Book.Outcome == Outcome.Churned;

    /// <summary>The tier that asks for attention.</summary>
    public TierOutcome AskingTier => IsLoss ? Test.Tiers[0] : Test.Tiers[^1];

    /// <summary>The tier that denies the outcome.</summary>
    public TierOutcome DenyingTier => IsLoss ? Test.Tiers[^1] : Test.Tiers[0];

    /// <summary>What is counted: customers where each has one score, and scores otherwise.</summary>
    public string Unit { get; } = report.Backtest.Book.Rows == report.Backtest.Book.Customers ? "customer" : "score";

    /// <summary>An id for a caption.</summary>
    public string NextId() => $"c{(++_captions).ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The questions, with links to the parts that answer them.</summary>
    public void Contents()
    {
        Page.Add($"""<nav aria-label="Contents"><ol>""").Add($"\n");
        foreach ((int place, string question) in Questions.Index())
            Page.Add($"""<li><a href="#part-{place + 1}">{question}</a></li>""").Add($"\n");
        Page.Add($"</ol></nav>\n");
    }

    public void Begin(int number)
    {
        Page.Add($"""<section aria-labelledby="part-{number}"><h2 id="part-{number}">{number}. {Questions[number - 1]}</h2>""");
        Page.Add($"\n");
    }

    public void End() => Page.Add($"</section>\n");

    /// <summary>The answer in a sentence or two.</summary>
    public void Answer(string sentence) => Page.Add($"""<p class="answer">{sentence}</p>""").Add($"\n");

    public void Paragraph(string text) => Page.Add($"<p>{text}</p>\n");

    /// <summary>A remark that helps to read a figure.</summary>
    public void Remark(string text) => Page.Add($"""<p class="quiet">{text}</p>""").Add($"\n");

    public void Subtitle(string text) => Page.Add($"<h3>{text}</h3>\n");

    public void List(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        if (all.Length == 0)
            return;
        Page.Add($"<ul>\n");
        foreach (string line in all)
            Page.Add($"<li>{line}</li>\n");
        Page.Add($"</ul>\n");
    }

    public void Table(HtmlTable table) => table.WriteTo(Page, NextId());

    /// <summary>Says that nothing was given for a part, and what would fill it.</summary>
    public void NotGiven(string what) => Page.Add($"<p>Not in this report: {what}.</p>\n");

    /// <summary>Says that there is too little; false where there is enough.</summary>
    public bool Refused(NotEnough? shortage)
    {
        if (shortage is not null)
            Answer($"Too little to say: {shortage}.");
        return shortage is not null;
    }

    public static string Percent(double? share) => share is { } known ? Number.Percent(known) : "–";

    /// <summary>How many are to be expected: a whole number where it is one.</summary>
    public static string Expected(double number) => Number.Weight(Math.Round(number, 1, MidpointRounding.AwayFromZero));

    public static string Whole(double share) => Number.Raw(Math.Round(100 * share, MidpointRounding.AwayFromZero));

    public static string Interval(double value, double lower, double upper) =>
        $"{Number.Percent(value)} ({Number.Percent(lower)} to {Number.Percent(upper)})";
}
