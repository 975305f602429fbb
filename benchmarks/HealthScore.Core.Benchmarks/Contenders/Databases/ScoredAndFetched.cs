using System.Data.Common;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>Scores every row within the database and fetches key, score and tier.</summary>
internal sealed class ScoredAndFetched(Database database, string name, Mode mode, string select, int rows) : DatabaseJob(database, name, mode, rows)
{
    public override void Run(int first, int count) => Score(count);

    public override Scored Score(int count)
    {
        using DbCommand command = Database.Prepare(Database.OfAll(select));
        using DbDataReader reader = command.ExecuteReader();
        (double[] scores, int[] tiers) = (new double[count], new int[count]);
        int read = 0;
        for (; reader.Read(); read++)
        {
            int row = reader.GetInt32(0);
            bool isScored = !reader.IsDBNull(1);
            scores[row] = isScored ? reader.GetDouble(1) : double.NaN;
            tiers[row] = isScored ? reader.GetInt32(2) : -1;
        }
        return read == count ? new(scores, tiers) : throw new InvalidOperationException($"{Name}: {read} rows, not {count}.");
    }
}
