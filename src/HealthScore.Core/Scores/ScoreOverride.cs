using System.Text.Json;
using System.Text.Json.Serialization;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>
/// A person's decision that a customer's score or tier differs from the computed one, until it expires. The result shows it next to what
/// was computed.
/// </summary>
/// <remarks>System.Text.Json writes it and reads it back; what is no override is a <see cref="JsonException"/> that says all that is wrong.</remarks>
public sealed class ScoreOverride
{
    /// <summary>What JSON says.</summary>
    [JsonConstructor]
    internal ScoreOverride(double? score, string? tier, string reason, string author, DateTimeOffset from, DateTimeOffset until)
    {
        string[] problems = [.. Problems(score, tier, reason, author, from, until).Select(problem => $"{problem.Problem}; {problem.Remedy}.")];
        if (problems.Length > 0)
            throw new JsonException(string.Join(' ', problems));
        (Score, Tier, Reason, Author, From, Until) = (score + 0.0, tier, reason, author, from, until);
    }

    /// <summary>The score, 0 to 100; <see langword="null"/> where a tier is pinned.</summary>
    public double? Score { get; }

    /// <summary>The tier's name; <see langword="null"/> where a score is pinned.</summary>
    public string? Tier { get; }

    /// <summary>Why (free text).</summary>
    public string Reason { get; }

    /// <summary>Who decided it (free text).</summary>
    public string Author { get; }

    /// <summary>From when on it holds, inclusive. A score as of an earlier time does not know it.</summary>
    public DateTimeOffset From { get; }

    /// <summary>Until when it holds, exclusive.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>Pins a customer's score; its tier is then that of the score.</summary>
    /// <param name="score">The score, 0 to 100.</param>
    /// <param name="reason">Why (free text).</param>
    /// <param name="author">Who decided it (free text).</param>
    /// <param name="from">From when on it holds, inclusive.</param>
    /// <param name="until">Until when it holds, exclusive; after <paramref name="from"/>.</param>
    /// <returns>The override.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="score"/> is NaN or outside 0 to 100.</exception>
    /// <exception cref="ArgumentException">
    /// The reason or the author is empty or holds half of a character, or <paramref name="until"/> is not after <paramref name="from"/>.
    /// </exception>
    public static ScoreOverride OfScore(double score, string reason, string author, DateTimeOffset from, DateTimeOffset until) =>
        Checked(score, tier: null, reason, author, from, until);

    /// <summary>Pins a customer's tier; its score stays as computed.</summary>
    /// <param name="tier">The tier's name. A profile that does not have it reports a fault with the score, and computes the tier.</param>
    /// <param name="reason">Why (free text).</param>
    /// <param name="author">Who decided it (free text).</param>
    /// <param name="from">From when on it holds, inclusive.</param>
    /// <param name="until">Until when it holds, exclusive; after <paramref name="from"/>.</param>
    /// <returns>The override.</returns>
    /// <exception cref="ArgumentException">
    /// The tier, the reason or the author is empty or holds half of a character, or <paramref name="until"/> is not after
    /// <paramref name="from"/>.
    /// </exception>
    public static ScoreOverride OfTier(string tier, string reason, string author, DateTimeOffset from, DateTimeOffset until)
    {
        ArgumentNullException.ThrowIfNull(tier);
        return Checked(score: null, tier, reason, author, from, until);
    }

    /// <summary>Whether it holds for a score as of a time.</summary>
    /// <param name="asOf">The time.</param>
    /// <returns><see langword="true"/> from <see cref="From"/> (inclusive) until <see cref="Until"/> (exclusive).</returns>
    public bool Holds(DateTimeOffset asOf) => asOf >= From && asOf < Until;

    /// <summary>What is pinned, by whom, until when and why.</summary>
    /// <returns>As in <c>tier at-risk, by Ann until 2026-12-01: the sponsor has left</c>.</returns>
    public override string ToString()
    {
        string pinned = Tier is null ? $"score {Number.Text(Score.GetValueOrDefault())}" : $"tier {Excerpt.OfValue(Tier)}";
        return $"{pinned}, by {Excerpt.OfValue(Author)} until {TimeText.Day(Until)}: {Excerpt.OfLine(Reason)}";
    }

    private static ScoreOverride Checked(double? score, string? tier, string reason, string author, DateTimeOffset from, DateTimeOffset until)
    {
        foreach ((string parameter, string problem, string remedy) in Problems(score, tier, reason, author, from, until))
        {
            string message = $"{problem}; {remedy}.";
            throw parameter == nameof(score) ? new ArgumentOutOfRangeException(parameter, score, message) : new ArgumentException(message, parameter);
        }
        return new(score, tier, reason, author, from, until);
    }

    /// <summary>Everything that keeps these from being an override: what, and what to do.</summary>
    internal static IEnumerable<(string Parameter, string Problem, string Remedy)> Problems(
        double? score, string? tier, string? reason, string? author, DateTimeOffset from, DateTimeOffset until)
    {
        if (score is null == tier is null)
            yield return (nameof(score), "The override pins not just one of a score and a tier", "give one of them");
        else if (score is not null and not (>= 0 and <= 100))
            yield return (nameof(score), $"{Number.Text(score.GetValueOrDefault())} is not a score", "a score goes from 0 to 100");
        foreach ((string parameter, string? text) in new[] { (nameof(tier), tier), (nameof(reason), reason), (nameof(author), author) })
        {
            if (parameter != nameof(tier) || text is not null)
            {
                if (string.IsNullOrWhiteSpace(text))
                    yield return (parameter, $"The override has no {parameter}", "give one, so that others can judge it later");
                else if (NameRule.HalfCharacter(text))
                    yield return (parameter, $"The {parameter} holds half of a character (one of a surrogate pair)", "give the whole text");
            }
        }
        if (until <= from)
        {
            yield return (nameof(until), $"The override ends at {TimeText.Exact(until)}, not after it begins at {TimeText.Exact(from)}",
                "give an end that is still to come");
        }
    }
}
