using System.Data.Common;

namespace HealthScoring.Benchmarks.Contenders.Databases;

/// <summary>The score of one customer, by its key, from a view of the query: as a page asks for it.</summary>
internal sealed class OneLookedUp(Database database, string name, Mode mode, string view, int rows) : DatabaseJob(database, name, mode, rows: 1)
{
    private const int Step = 7919;

    private int _next;

    public override void Run(int first, int count)
    {
        _next = (_next + Step) % rows;
        using DbCommand command = Database.Prepare(Database.OfRow($"SELECT * FROM {view}", _next));
        using DbDataReader reader = command.ExecuteReader();
        if (!reader.Read() || reader.GetInt32(0) != _next)
            throw new InvalidOperationException($"{Name}: no row {_next}.");
    }
}
