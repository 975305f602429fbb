using System.Collections;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>The tiers of a profile by rising cut-off. Every score from 0 to 100 lies in exactly one of them.</summary>
public sealed class TierScale : IReadOnlyList<Tier>
{
    // A few names are compared sooner than hashed.
    private const int MostScanned = 16;

    private readonly Tier[] _tiers;
    private Dictionary<string, int>? _indexes;

    /// <summary>The tiers of a list of which <see cref="Problems"/> finds nothing wrong.</summary>
    internal TierScale(IEnumerable<Tier> tiers) => _tiers = [.. tiers];

    /// <summary>How many tiers there are; at least 1.</summary>
    public int Count => _tiers.Length;

    /// <summary>The tier of an index, 0 for the lowest.</summary>
    /// <param name="index">The index.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such index.</exception>
    public Tier this[int index] => _tiers[index];

    /// <summary>
    /// The tier of a score: the last whose <see cref="Tier.From"/> it reaches, from 1e-9 below it on, because computed scores are off by bits.
    /// </summary>
    /// <param name="score">A score, 0 to 100.</param>
    /// <returns>The tier.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="score"/> is NaN or outside 0 to 100.</exception>
    public Tier Find(double score) => score is >= 0 and <= 100
        ? _tiers[IndexOf(score)]
        : throw new ArgumentOutOfRangeException(nameof(score), score, "A score goes from 0 to 100; an unscored customer has no tier.");

    /// <summary>The index of the tier of a name.</summary>
    /// <param name="name">The name, compared ordinally.</param>
    /// <returns>The index, 0 for the lowest; -1 where there is no tier of that name, or it is <see langword="null"/>.</returns>
    public int IndexOf(string? name)
    {
        if (name is null || _tiers.Length <= MostScanned)
            return Array.FindIndex(_tiers, tier => tier.Name == name);
        _indexes ??= _tiers.Index().ToDictionary(tier => tier.Item.Name, tier => tier.Index, StringComparer.Ordinal);
        return _indexes.GetValueOrDefault(name, -1);
    }

    private double[] Cuts => field ??= [.. _tiers.Select(tier => Precision.Standard.Least(tier.From))];

    /// <inheritdoc/>
    public IEnumerator<Tier> GetEnumerator() => ((IEnumerable<Tier>)_tiers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(double score)
    {
        int index = 0;
        for (int i = 1; i < _tiers.Length; i++)
            index = Cuts[i] <= score ? i : index;
        return index;
    }

    internal static IEnumerable<TierProblem> Problems(IReadOnlyList<Tier> tiers)
    {
        if (tiers.Count == 0)
            yield return new(0, "there are no tiers", "give at least one tier from 0");
        // Each start is compared with the last sound one, so that one mistake is one problem.
        int below = -1;
        for (int i = 0; i < tiers.Count; i++)
        {
            (string name, double from) = (tiers[i].Name, tiers[i].From);
            if (from is not (>= 0 and <= 100))
                yield return new(i, $"'{name}' starts at {Number.Text(from)}", "use a start from 0 to 100");
            else if (i == 0 && from != 0)
            {
                yield return new(i, $"the first tier, '{name}', starts at {Number.Text(from)}",
                    "let the first tier start at 0, so that every score has a tier");
            }
            else if (below >= 0 && from <= tiers[below].From)
            {
                yield return new(i, $"'{name}' starts at {Number.Text(from)}, not above '{tiers[below].Name}' at {Number.Text(tiers[below].From)}",
                    "list the tiers by rising score, each with a start of its own");
            }
            else
            {
                below = i;
            }
        }
    }
}
