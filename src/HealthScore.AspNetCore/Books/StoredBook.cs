using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using HealthScoring.Hosting;

namespace HealthScoring.AspNetCore;

/// <summary>Keeps the book of the last published run in memory, from the first request for it until there is a later run.</summary>
/// <param name="store">Where the run is.</param>
/// <param name="scoring">The scoring's name.</param>
/// <param name="most">How many customers are kept at most.</param>
internal sealed class StoredBook(ITrackingStore store, string scoring, int most)
{
    private const int PageSize = 2000;

    private readonly Kept<DateTimeOffset, Book> _kept = new();

    public async Task<Book> ReadAsync(StoredRun run, CancellationToken cancellationToken) =>
        (await _kept.GetAsync(run.AsOf, () => LoadAsync(run), cancellationToken).ConfigureAwait(false))!;

    private async Task<Book?> LoadAsync(StoredRun run)
    {
        // The largest hash leaves first.
        var sample = new PriorityQueue<BookCustomer, ulong>(Comparer<ulong>.Create((one, other) => other.CompareTo(one)));
        long seen = 0;
        string? after = null;
        while (true)
        {
            IReadOnlyList<CustomerScore> page = await store.ReadScoresAsync(scoring, run.AsOf, after, PageSize, CancellationToken.None)
                .ConfigureAwait(false);
            foreach (CustomerScore one in page)
            {
                StoredScore score = one.Past.Score;
                sample.Enqueue(new(one.CustomerId, one.Past.Weight, score.NamedSegment, score.Measurements, score.Faults), Hash(one.CustomerId));
                if (sample.Count > most)
                    sample.Dequeue();
            }
            seen += page.Count;
            if (page.Count < PageSize)
                break;
            after = page[^1].CustomerId;
        }
        List<BookCustomer> kept = [.. sample.UnorderedItems.Select(item => item.Element)];
        kept.Sort((one, other) => Comparer<double?>.Default.Compare(other.Weight, one.Weight) is not 0 and var order ? order
            : string.CompareOrdinal(one.Id, other.Id));
        return new(run, kept.AsReadOnly(), seen);
    }

    // So that nearly the same customers are in the sample tomorrow, whatever their ids look like.
    private static ulong Hash(string id) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
