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
        // One of so many customers is kept.
        uint step = (uint)Math.Max(1, (run.Summary!.All.Customers + most - 1) / most);
        List<BookCustomer> kept = [];
        long seen = 0;
        string? after = null;
        while (true)
        {
            IReadOnlyList<CustomerScore> page = await store.ReadScoresAsync(scoring, run.AsOf, after, PageSize, CancellationToken.None)
                .ConfigureAwait(false);
            kept.AddRange(page.Where(one => step == 1 || IsKept(one.CustomerId, step)).Select(one =>
                new BookCustomer(one.CustomerId, one.Past.Weight, one.Past.Score.NamedSegment, one.Past.Score.Measurements)));
            seen += page.Count;
            if (page.Count < PageSize)
                break;
            after = page[^1].CustomerId;
        }
        kept.Sort((one, other) => Comparer<double?>.Default.Compare(other.Weight, one.Weight) is not 0 and var order ? order
            : string.CompareOrdinal(one.Id, other.Id));
        return new(run, kept.AsReadOnly(), seen);
    }

    // By a hash, so that the same customers are in the sample tomorrow, whatever their ids look like.
    private static bool IsKept(string id, uint step) =>
        BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(id))) % step == 0;
}
