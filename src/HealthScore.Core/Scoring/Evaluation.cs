namespace HealthScoring.Scoring;

/// <summary>Every number of one scored row, by canonical place. Names and words are put to them later.</summary>
internal sealed class Evaluation(int metrics, int dimensions, int guardrails)
{
    /// <summary>Each metric's points, or those of its missing policy.</summary>
    public double[] Points { get; } = new double[metrics];

    /// <summary>How much each metric counts: 0 where it is missing, 1 where it is not or where its policy gives points.</summary>
    public double[] Freshness { get; } = new double[metrics];

    /// <summary>What one point of a metric adds to its dimension.</summary>
    public double[] MetricShares { get; } = new double[metrics];

    /// <summary>Each dimension's points; NaN where none of its metrics counts.</summary>
    public double[] DimensionPoints { get; } = new double[dimensions];

    public double[] DimensionFreshness { get; } = new double[dimensions];

    /// <summary>What one point of a dimension adds to the score.</summary>
    public double[] DimensionShares { get; } = new double[dimensions];

    /// <summary>What each guardrail changed: 0 where it matched without effect, NaN where it did not match.</summary>
    public double[] GuardrailChanges { get; } = new double[guardrails];

    /// <summary>The share of the profile's weight that had usable data, 0..1.</summary>
    public double Coverage { get; set; }

    /// <summary>The score before guardrails; NaN where nothing counts.</summary>
    public double Unguarded { get; set; }

    /// <summary>The score after guardrails, also where it is then withheld; NaN where nothing counts.</summary>
    public double Guarded { get; set; }

    /// <summary>The score; NaN where the customer is unscored.</summary>
    public double Score { get; set; }

    /// <summary>The tier's place; -1 where the customer is unscored.</summary>
    public int Tier { get; set; }

    public bool RequiredMissing { get; set; }

    public bool LowCoverage { get; set; }

    /// <summary>Whether a guardrail withholds the score.</summary>
    public bool Withheld { get; set; }
}
