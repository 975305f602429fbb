namespace HealthScoring.Samples.Dashboard;

/// <summary>What a <see cref="Chance"/> is about: one does not tell of another.</summary>
internal enum Topic
{
    /// <summary>Small, mid or enterprise.</summary>
    Size,

    /// <summary>How many seats within its size.</summary>
    Seats,

    /// <summary>What a seat costs.</summary>
    Price,

    /// <summary>What it does.</summary>
    Industry,

    /// <summary>How well the product fits.</summary>
    Fit,

    /// <summary>How much one week differs from the next.</summary>
    Noise,

    /// <summary>Whether it answers surveys, and what.</summary>
    Survey,

    /// <summary>When the contract ends.</summary>
    Renewal,

    /// <summary>How many tickets are open.</summary>
    Tickets,

    /// <summary>How long they wait.</summary>
    Response,

    /// <summary>Whether an invoice is paid late.</summary>
    Payment,
}
