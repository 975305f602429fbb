namespace HealthScoring.Hosting;

/// <summary>What happened to a customer. The numbers and names are stored, so they never change.</summary>
public enum HealthEventKind
{
    /// <summary>The customer is scored by another version of the profile.</summary>
    ProfileChanged = 0,

    /// <summary>Too little is known of the customer for a score.</summary>
    BecameUnscored = 1,

    /// <summary>Enough is known of the customer for a score.</summary>
    BecameScored = 2,

    /// <summary>Another tier counts.</summary>
    TierChanged = 3,

    /// <summary>The score dropped by as much as the profile's tracking asks for.</summary>
    ScoreDropped = 4,

    /// <summary>The score rose by as much as the profile's tracking asks for.</summary>
    ScoreRose = 5,

    /// <summary>A metric's value is too old to count.</summary>
    WentStale = 6,

    /// <summary>A metric that had a value has none.</summary>
    DataLost = 7,

    /// <summary>A metric that was lost has a value.</summary>
    DataReturned = 8,

    /// <summary>A metric was lost for so long that the score counts without it.</summary>
    LossAccepted = 9,

    /// <summary>An action is due.</summary>
    ActionDue = 100,
}
