using System.Data.Common;
using HealthScoring.Benchmarks.Measuring;
using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>Reads the columns out of the database, and has the library score them block by block.</summary>
internal sealed class ColumnsReadOut(Database database, string name, Mode mode, ScoringProfile profile, string table)
    : DatabaseJob(database, name, mode, database.RowsOf(table))
{
    private const int Block = 4096;

    private readonly ColumnScorer _scorer = new(profile);

    public override void Run(int first, int count) => Score(count);

    public override Scored Score(int count)
    {
        using DbCommand command = Database.Prepare(Database.SelectColumns(table));
        using DbDataReader reader = command.ExecuteReader();
        double[][] columns = [.. _scorer.Columns.Select(_ => new double[Block])];
        int[] rows = new int[Block];
        (double[] blockScores, int[] blockTiers) = (new double[Block], new int[Block]);
        (double[] scores, int[] tiers) = (new double[count], new int[count]);
        int filled = 0;
        while (reader.Read())
        {
            rows[filled] = reader.GetInt32(0);
            for (int i = 0; i < columns.Length; i++)
                columns[i][filled] = reader.IsDBNull(i + 1) ? double.NaN : reader.GetDouble(i + 1);
            if (++filled == Block)
                ScoreBlock();
        }
        ScoreBlock();
        return new(scores, tiers);

        void ScoreBlock()
        {
            _scorer.Score([.. columns.Select(column => new MetricColumn(column).Slice(0, filled))], blockScores.AsSpan(0, filled),
                blockTiers.AsSpan(0, filled));
            for (int i = 0; i < filled; i++)
                (scores[rows[i]], tiers[rows[i]]) = (blockScores[i], blockTiers[i]);
            filled = 0;
        }
    }
}
