namespace HealthScoring.Hosting;

/// <summary>The kind of a database that a <see cref="SqlTrackingStore"/> keeps its tables in.</summary>
public enum TrackingDatabase
{
    /// <summary>PostgreSQL.</summary>
    PostgreSql,

    /// <summary>SQL Server and Azure SQL.</summary>
    SqlServer,

    /// <summary>MySQL and MariaDB.</summary>
    MySql,

    /// <summary>SQLite, in a file.</summary>
    Sqlite,
}
