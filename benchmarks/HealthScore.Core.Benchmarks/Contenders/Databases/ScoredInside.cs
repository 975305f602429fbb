using System.Data.Common;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>Scores every row within the database. Only sums come out, so that every score and tier is needed and none is handed over.</summary>
internal sealed class ScoredInside(Database database, string name, Mode mode, string select, int rows) : DatabaseJob(database, name, mode, rows)
{
    public override void Run(int first, int count)
    {
        using DbCommand command = Database.Prepare(Database.Sums(select));
        using DbDataReader reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt64(0) != Rows)
            throw new InvalidOperationException($"{Name}: not {Rows} rows.");
    }
}
