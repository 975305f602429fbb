using System.Diagnostics;
using System.Text.Json;
using HealthScoring.Samples.Dashboard;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>
/// Runs the Dashboard sample as its user does, and asks it as a browser does. The figures are those of the rules that its book documents.
/// </summary>
public sealed class DashboardTests
{
    // Of the numbers 1 to 60: 10 left in week 4 + 7 x 1 = 11 and 20 in week 18; 35, 45 and 55 join in weeks 22, 29 and 36. Week 19 is the last one.
    private const int Accounts = 60, Weeks = 20, There = 60 - 2 - 3;

    [Fact]
    public async Task Its_first_start_makes_the_history_and_a_later_one_finds_it()
    {
        string folder = Directory.CreateTempSubdirectory("dashboard-").FullName;
        try
        {
            string database = Path.Combine(folder, "dashboard.db");
            await AskAsync(database, "2026-11-02T05:00:00Z", async client =>
            {
                JsonElement portfolio = await GetAsync(client, "portfolio?months=24");
                Assert.Equal(There, portfolio.GetProperty("customers").GetInt32());
                Assert.Equal(There, portfolio.GetProperty("tiers").EnumerateArray().Sum(tier => tier.GetProperty("customers").GetInt32()));
                JsonElement[] runs = [.. portfolio.GetProperty("runs").EnumerateArray()];
                Assert.Equal(Weeks, runs.Length);
                Assert.Equal(new DateTimeOffset(2026, 6, 22, 2, 0, 0, TimeSpan.Zero), runs[0].GetProperty("asOf").GetDateTimeOffset());
                Assert.Equal(new DateTimeOffset(2026, 11, 2, 2, 0, 0, TimeSpan.Zero), runs[^1].GetProperty("asOf").GetDateTimeOffset());
                // Week 0: all but those that join later, which are 5, 15, 25, 35, 45 and 55.
                Assert.Equal(Accounts - 6, runs[0].GetProperty("customers").GetInt32());
                // The profile changes with the eleventh run.
                string?[] profiles = [.. runs.Select(run => run.GetProperty("fingerprint").GetString())];
                Assert.Single(profiles.Take(10).Distinct());
                Assert.Single(profiles.Skip(10).Distinct());
                Assert.NotEqual(profiles[9], profiles[10]);

                JsonElement[] customers = [.. (await GetAsync(client, "customers?count=500")).GetProperty("customers").EnumerateArray()];
                string[] ids = [.. customers.Select(customer => customer.GetProperty("id").GetString()!)];
                Assert.Equal(There, ids.Distinct().Count());
                string[] gone = ["0010", "0020", "0035", "0045", "0055"];
                Assert.DoesNotContain(ids, id => gone.Contains(id[^4..]));

                JsonElement first = await GetAsync(client, "customers/" + ids.Single(id => id.EndsWith("0001", StringComparison.Ordinal)));
                Assert.Equal("at-risk", first.GetProperty("tier").GetString());
                Assert.Equal("The sponsor has left.", first.GetProperty("overrides")[0].GetProperty("reason").GetString());
            });
            // A night later there is one run more, of the same accounts.
            await AskAsync(database, "2026-11-03T05:00:00Z", async client =>
            {
                for (int tries = 0; ; tries++)
                {
                    JsonElement portfolio = await GetAsync(client, "portfolio?months=24");
                    if (portfolio.GetProperty("runs").GetArrayLength() == Weeks + 1)
                    {
                        Assert.Equal(There, portfolio.GetProperty("customers").GetInt32());
                        break;
                    }
                    Assert.True(tries < 600, "The night's run was not published.");
                    await Task.Delay(200, TestContext.Current.CancellationToken);
                }
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Sizes_have_their_documented_shares()
    {
        const int Many = 20_000;
        int[] seats = [.. Enumerable.Range(1, Many).Select(Book.SeatsOf)];
        Assert.InRange(seats.Count(count => count is >= 5 and < 20) / (double)Many, 0.69, 0.71);
        Assert.InRange(seats.Count(count => count is >= 20 and < 500) / (double)Many, 0.23, 0.25);
        Assert.InRange(seats.Count(count => count is >= 500 and < 3_000) / (double)Many, 0.055, 0.065);
        Assert.Equal(Many, seats.Count(count => count is >= 5 and < 3_000));
    }

    [Theory]
    [InlineData(0, 0.3)]
    [InlineData(1, 0.7)]
    public void Three_in_ten_never_answer_a_survey(int kind, double share)
    {
        // All of 20,000 in the first week, less the tenth that joins later.
        Account[] accounts = [.. new Book(20_000, DateTimeOffset.UnixEpoch).At(DateTimeOffset.UnixEpoch.AddDays(1))];
        Assert.Equal(18_000, accounts.Length);
        Assert.InRange(accounts.Count(account => Math.Min(1, account.Answers.Count) == kind) / 18_000.0, share - 0.015, share + 0.015);
    }

    [Fact]
    public void The_support_system_is_down_in_one_week_for_everybody()
    {
        var book = new Book(200, DateTimeOffset.UnixEpoch);
        var silent = Enumerable.Range(0, 60)
            .Select(week => (Week: week, Accounts: book.At(DateTimeOffset.UnixEpoch.AddDays(7 * week))))
            .Where(week => week.Accounts.Any(account => account.OpenTickets is null || account.ResponseHours is null)).ToList();
        Assert.Equal(44, Assert.Single(silent).Week);
        Assert.All(silent[0].Accounts, account => Assert.True(account.OpenTickets is null && account.ResponseHours is null));
    }

    private static async Task<JsonElement> GetAsync(HttpClient client, string path) =>
        JsonElement.Parse(await client.GetStringAsync(path, TestContext.Current.CancellationToken));

    /// <summary>Starts the sample as of a time, asks it, and ends it.</summary>
    private static async Task AskAsync(string database, string now, Func<HttpClient, Task> ask)
    {
        using Process process = SampleProgram.Start("Dashboard", new() { ["ASPNETCORE_ENVIRONMENT"] = "Development" },
            "--accounts", $"{Accounts}", "--weeks", $"{Weeks}", "--port", "0", "--database", database, "--now", now);
        // Read to its end, or the sample waits for a reader.
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            string? address = null;
            using var guard = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            while (address is null && await process.StandardOutput.ReadLineAsync(guard.Token) is { } line)
                address = line.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) ? line : null;
            Assert.True(address is not null, process.HasExited ? await errors : "The sample told no address.");
            Task rest = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            using var client = new HttpClient { BaseAddress = new(address) };
            await ask(client);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
    }
}
