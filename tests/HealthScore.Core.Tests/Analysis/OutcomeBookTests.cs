using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.Columns;
using Xunit;

namespace HealthScoring.Tests.Analysis;

public sealed class OutcomeBookTests
{
    private static readonly DateTimeOffset NewYear = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly OutcomeWindow Quarter = new(TimeSpan.FromDays(90), TimeSpan.FromDays(14));
    private static readonly Dictionary<string, Measurement> Logins = new() { ["logins"] = 4.0 };

    [Fact]
    public void Outcome_windows_at_both_ends()
    {
        JsonElement right = Vectors.Of("outcome_window");
        var window = new OutcomeWindow(
            TimeSpan.FromDays(right.GetProperty("horizon_days").GetInt32()), TimeSpan.FromDays(right.GetProperty("embargo_days").GetInt32()));
        var snapshot = new Snapshot("acme", right.GetProperty("as_of").GetDateTimeOffset(), Logins);
        int cases = 0;
        foreach (JsonElement one in right.GetProperty("cases").EnumerateArray())
        {
            JsonElement left = one.GetProperty("churned");
            DateTimeOffset? churned = left.ValueKind == JsonValueKind.Null ? null : left.GetDateTimeOffset();
            var history = new CustomerHistory("acme", NewYear.AddYears(-1), one.GetProperty("observed_until").GetDateTimeOffset(), churned);
            OutcomeBook book = OutcomeBook.Create([snapshot], [history], window, DateTimeOffset.MaxValue);
            string expected = one.GetProperty("is").GetString()!;
            Assert.Equal((expected == "event" ? 1 : 0, expected is "event" or "no event" ? 1 : 0), (book.Events, book.Rows));
            Assert.Equal(expected is "event" or "no event" ? "none" : $"1 {expected}", book.LeftOut.ToString());
            cases++;
        }
        Assert.Equal(9, cases);
    }

    [Fact]
    public void Whoever_becomes_a_customer_later_is_left_out_and_whoever_comes_back_counts_again()
    {
        CustomerHistory[] histories =
        [
            new("acme", NewYear.AddDays(10), NewYear.AddYears(1), NewYear.AddDays(40)),
            new("acme", NewYear.AddDays(60), NewYear.AddYears(1), NewYear.AddDays(100)),
        ];
        OutcomeBook Book(int day) => OutcomeBook.Create([new("acme", NewYear.AddDays(day), Logins)], histories, Quarter, NewYear.AddYears(1));

        Assert.Equal("1 not yet customers", Book(0).LeftOut.ToString());
        Assert.Equal((1, 1), (Book(20).Rows, Book(20).Events));
        Assert.Equal("1 gone before", Book(50).LeftOut.ToString());
        Assert.Equal((1, 1), (Book(70).Rows, Book(70).Events));
        Assert.Equal("1 too soon to act on", Book(90).LeftOut.ToString());
        Assert.Equal("1 gone before", Book(200).LeftOut.ToString());
    }

    [Fact]
    public void An_expansion_counts_within_the_window_and_leaving_without_one_is_known_too()
    {
        OutcomeBook Book(int[] expanded, int? churned, int observedUntil) => OutcomeBook.Create([new("acme", NewYear, Logins)],
            [new("acme", NewYear.AddYears(-1), NewYear.AddDays(observedUntil), churned is { } day ? NewYear.AddDays(day) : null,
                [.. expanded.Select(day => new Expansion(NewYear.AddDays(day), 100))])],
            Quarter, NewYear.AddYears(1), Outcome.Expanded);

        Assert.Equal((1, 1), (Book([15], null, 20).Rows, Book([15], null, 20).Events));
        Assert.Equal((1, 0), (Book([14], null, 104).Rows, Book([14], null, 104).Events));
        Assert.Equal((1, 0), (Book([105], null, 104).Rows, Book([105], null, 104).Events));
        Assert.Equal((1, 0), (Book([], 50, 50).Rows, Book([], 50, 50).Events));
        Assert.Equal("1 not yet known", Book([], null, 103).LeftOut.ToString());
        Assert.Equal("1 row of 1 customer, 1 expanded within 90 days, after 14 days; left out: none", Book([15, 16], null, 200).ToString());
    }

    [Fact]
    public void What_contradicts_itself_or_looks_ahead_is_reported_all_at_once()
    {
        Snapshot[] snapshots =
        [
            new("acme", NewYear, new Dictionary<string, Measurement> { ["csm-pulse"] = new(3, NewYear.AddSeconds(1)), ["logins"] = new(3, NewYear) }),
            new("acme", NewYear, Logins),
            new("globex", NewYear, Logins, weight: -1),
            new(" ", NewYear, Logins),
            new("hooli", default, Logins),
            new("hooli", NewYear, Logins, weight: double.NaN),
        ];
        CustomerHistory[] histories =
        [
            new("acme", NewYear, NewYear.AddDays(-1), NewYear.AddDays(-2)),
            new("hooli", NewYear.AddDays(-9), NewYear),
            new("hooli", NewYear.AddDays(-5), NewYear, expanded: [new(NewYear.AddDays(-6), double.NaN)]),
            new("", NewYear, NewYear),
        ];

        OutcomeException exception = Assert.Throws<OutcomeException>(() => OutcomeBook.Create(snapshots, histories, Quarter, NewYear.AddYears(1)));

        string acme = "snapshot of acme at 2026-01-01 00:00 UTC: ", globex = "snapshot of globex at 2026-01-01 00:00 UTC: ";
        Assert.Equal(
            [
                "history 3: its customer has no name; give the id that its snapshots have",
                "snapshot 3: its customer has no name; give the id that its history has",
                "snapshot of hooli at 0001-01-01 00:00 UTC: that is no time of a score; give the time that the score was for",
                "history of acme: it left on 2025-12-30 00:00 UTC, before it began on 2026-01-01 00:00 UTC; give the later time as the end",
                "history of acme: it was observed until 2025-12-31 00:00 UTC, before it began on 2026-01-01 00:00 UTC; "
                    + "say up to when its outcomes are known",
                "history of hooli: it bought more on 2025-12-26 00:00 UTC, before it began on 2025-12-27 00:00 UTC; "
                    + "give a time while it was a customer",
                "history of hooli: it began on 2025-12-23 00:00 UTC and on 2025-12-27 00:00 UTC without leaving in between; "
                    + "give each time as a customer once, and say when the earlier one ended",
                $"{globex}there is no history of this customer; give one, also for a customer who stayed",
                $"{acme}there are two snapshots of this customer at this time; keep one of them",
                $"{acme}'csm-pulse' was observed on 2026-01-01 00:00 UTC, after the time of the score; give what was known then",
                "history of hooli: NaN is no amount; give a finite number",
                $"{globex}-1 is no weight; a weight is 0 to 1e15, and none where it is not known",
                "snapshot of hooli at 2026-01-01 00:00 UTC: NaN is no weight; a weight is 0 to 1e15, and none where it is not known",
            ],
            exception.Errors.Select(error => error.ToString()));
    }

    [Fact]
    public void Of_each_kind_of_error_the_first_20_are_named_and_all_are_counted()
    {
        Snapshot[] snapshots = [.. Enumerable.Range(0, 30).Select(i => new Snapshot($"c{i}", NewYear, Logins, weight: -1))];
        OutcomeException exception = Assert.Throws<OutcomeException>(() => OutcomeBook.Create(snapshots, [], Quarter, NewYear));
        Assert.Equal(40, exception.Errors.Count);
        Assert.StartsWith("The book of outcomes has 60 errors:", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("and 20 more", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_checked_row_by_row()
    {
        double[] ages = [0, -0.5, double.NaN, 7], weights = [1, double.NaN, double.PositiveInfinity, 0];
        int[] customers = [0, 1, 0, 2];
        byte[] outcomes = [0, 1, 2, 255];
        OutcomeException exception = Assert.Throws<OutcomeException>(() => OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>
            {
                ["logins"] = new MetricColumn(ages.Select(_ => 1.0).ToArray()).WithAges(ages),
            },
            Customers = customers,
            AsOf = new[] { NewYear, NewYear, NewYear, default },
            Outcomes = outcomes,
            Weights = weights,
            Names = ["acme", "globex"],
        }, Quarter));
        Assert.Equal("""
            The book of outcomes has 6 errors:
            - row 3: there is no customer 2; give a number below 2, or more names
            - row 3: 0001-01-01T00:00:00Z is no time of a score; give the time that the score was for
            - row 2: acme has two rows at 2026-01-01 00:00 UTC; keep one of them
            - row 1: 'logins' was observed 0.5 days after the time of the score; give what was known then
            - row 2: Infinity is no weight; a weight is 0 to 1e15, and NaN where it is not known
            - row 2: 2 is no outcome; give 0, 1, or 255 for what is not yet known
            """.Replace("\r\n", "\n", StringComparison.Ordinal), exception.Message);

        Assert.Equal("Customers: it has 1 row, and there are 2 outcomes; give one entry per row", Assert.Throws<OutcomeException>(() =>
            OutcomeBook.FromColumns(new()
            {
                Values = new Dictionary<string, MetricColumn>(),
                Customers = new int[1],
                AsOf = new[] { NewYear, NewYear },
                Outcomes = new byte[2],
            }, Quarter)).Errors.Single().ToString());
    }

    [Fact]
    public void Codes_of_labels_and_names_are_checked()
    {
        OutcomeException exception = Assert.Throws<OutcomeException>(() => OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn> { ["plan"] = MetricColumn.OfLabels((int[])[0, -1, 5], (string[])["pro"]) },
            Segments = MetricColumn.OfLabels((int[])[0, 2, 0], (string[])["big", "small"]),
            Customers = (int[])[0, 1, 2],
            AsOf = (DateTimeOffset[])[NewYear, NewYear, NewYear],
            Outcomes = new byte[3],
            Names = ["acme", "", "acme", null!],
        }, Quarter));
        // Two rows of whoever has no name at one time are one more error.
        Assert.Equal(2, Assert.Throws<OutcomeException>(() => OutcomeBook.FromColumns(new()
        {
            Values = new Dictionary<string, MetricColumn>(),
            Customers = (int[])[0, 0],
            AsOf = (DateTimeOffset[])[NewYear, NewYear],
            Outcomes = new byte[2],
            Names = [null!],
        }, Quarter)).Errors.Count);

        Assert.Equal("""
            The book of outcomes has 5 errors:
            - Names[1]: there is no id; give the customer's id
            - Names[2]: acme is there twice; give each id once
            - Names[3]: there is no id; give the customer's id
            - Segments: row 1 has code 2 without a text; give the text, or a negative code where there is none
            - Values['plan']: row 2 has code 5 without a text; give the text, or a negative code where there is none
            """.ReplaceLineEndings("\n"), exception.Message);
    }

    [Fact]
    public void A_slice_has_the_rows_of_its_time_and_what_was_left_out_then()
    {
        Snapshot[] snapshots = [.. Enumerable.Range(0, 12).SelectMany(month => (Snapshot[])
            [new("acme", NewYear.AddMonths(month), Logins), new("globex", NewYear.AddMonths(month), Logins)])];
        CustomerHistory[] histories =
            [new("acme", NewYear, NewYear.AddYears(1), NewYear.AddMonths(6)), new("globex", NewYear, NewYear.AddYears(1))];
        OutcomeBook book = OutcomeBook.Create(snapshots, histories, Quarter, NewYear.AddYears(1));

        OutcomeBook spring = book.Slice(NewYear.AddMonths(2), NewYear.AddMonths(5)), autumn = book.Slice(NewYear.AddMonths(6), NewYear.AddYears(1));

        Assert.Equal((6, 2, 2), (spring.Rows, spring.Customers, spring.Events));
        Assert.Equal("6 gone before, 3 not yet known", autumn.LeftOut.ToString());
        Assert.Equal((book.LeftOut.Total, book.Rows), (24 - book.Rows, 15));
        Assert.Equal(24, book.Undated + book.LeftOut.GoneBefore);
    }

    [Fact]
    public void A_window_is_of_a_sensible_length()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OutcomeWindow(TimeSpan.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OutcomeWindow(TimeSpan.FromDays(1), TimeSpan.FromDays(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OutcomeWindow(TimeSpan.MaxValue));
        Assert.Equal("within 90 days", new OutcomeWindow(TimeSpan.FromDays(90)).ToString());
    }
}
