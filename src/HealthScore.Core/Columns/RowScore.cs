namespace HealthScoring.Columns;

/// <summary>The score of one row of raw values.</summary>
/// <param name="Score">The score, 0 to 100; NaN for an unscored customer.</param>
/// <param name="Tier">The tier's place, 0 for the lowest; -1 for an unscored customer.</param>
/// <param name="Coverage">The share of the profile's weight that had usable data, 0 to 1.</param>
/// <param name="Segment">The place of the customer's segment; -1 for the base profile.</param>
public readonly record struct RowScore(double Score, int Tier, double Coverage, int Segment);
