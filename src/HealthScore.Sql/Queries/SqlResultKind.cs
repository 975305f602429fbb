namespace HealthScoring.Sql;

/// <summary>What a column of a query's result holds.</summary>
public enum SqlResultKind
{
    /// <summary>A column of the source that identifies the customer, or that was kept with it.</summary>
    Source,

    /// <summary>The segment's name; NULL for the base profile.</summary>
    Segment,

    /// <summary>The segment's index in the profile, from 0; -1 for the base profile.</summary>
    SegmentIndex,

    /// <summary>The score, 0 to 100; NULL for an unscored customer.</summary>
    Score,

    /// <summary>The tier's name; NULL for an unscored customer.</summary>
    Tier,

    /// <summary>The tier's index in the profile, 0 for the lowest; NULL for an unscored customer.</summary>
    TierIndex,

    /// <summary>The share of the profile's weight that had usable data, 0 to 1.</summary>
    Coverage,

    /// <summary>The customer's weight, such as revenue, or the sum over several customers.</summary>
    Weight,

    /// <summary>What a metric added to the score before guardrails, in points.</summary>
    PointsAdded,

    /// <summary>What a metric failed to add, in points; 0 or more.</summary>
    PointsLost,

    /// <summary>The guardrails that matched, as a JSON array of names.</summary>
    Guardrails,

    /// <summary>The actions that are due, as a JSON array of names.</summary>
    Actions,

    /// <summary>How many customers there are.</summary>
    Customers,

    /// <summary>How many children a parent has.</summary>
    Children,

    /// <summary>How many of a parent's children have no score.</summary>
    UnscoredChildren,

    /// <summary>How many of a parent's children have no weight from 0 to 1e15.</summary>
    UnweightedChildren,

    /// <summary>The child that takes most from its parent's 100 points, as a text; NULL where none takes any. Of several, one of them.</summary>
    CostliestChild,

    /// <summary>The score of that child.</summary>
    CostliestChildScore,

    /// <summary>The points that it takes, above 0.</summary>
    CostliestChildPointsLost,
}
