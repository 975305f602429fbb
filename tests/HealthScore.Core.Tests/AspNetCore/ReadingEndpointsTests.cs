using System.Net;
using System.Text.Json;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Portfolios;
using HealthScoring.Tests.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static HealthScoring.Tests.AspNetCore.ScoredStoreFixture;

namespace HealthScoring.Tests.AspNetCore;

public sealed class ReadingEndpointsTests(ScoredStoreFixture scored) : IClassFixture<ScoredStoreFixture>
{
    private static readonly string[] Regions = ["", "eu/", "us/"];

    private readonly CancellationToken _cancel = TestContext.Current.CancellationToken;

    private static string[] EndpointsOf(string id)
    {
        string customer = "/customers/" + Uri.EscapeDataString(id);
        return [customer, customer + "/history?from=2026-11-01&to=2026-11-09", customer + "/change?since=2026-11-02T02:00Z",
            customer + "/path?tier=thriving", customer + "/summary"];
    }

    [Fact]
    public async Task The_portfolio_is_the_last_published_runs()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        JsonElement portfolio = await server.GetAsync("/portfolio");

        IReadOnlyList<StoredRun> runs = await scored.Store.ReadRunsAsync("", TrackedBook.Nights[0], LastNight, _cancel);
        PortfolioGroup all = runs[^1].Summary!.All;
        Assert.Equal(LastNight, portfolio.GetProperty("asOf").GetDateTimeOffset());
        Assert.Equal((40, all.Weight, all.MeanScore), (Number(portfolio, "customers"), Number(portfolio, "weight"), Number(portfolio, "meanScore")));
        Assert.Equal(["critical", "steady", "thriving", null], Items(portfolio, "tiers").Select(tier => Text(tier, "tier")));
        Assert.Equal(all.Tiers.Append(all.Unscored).Select(tier => tier.Customers),
            Items(portfolio, "tiers").Select(tier => tier.GetProperty("customers").GetInt64()));
        Assert.Equal(all.Metrics.Select(metric => metric.Metric), Items(portfolio, "metrics").Select(one => Text(one, "metric")));
        Assert.Equal(TrackedBook.Nights[..3], Items(portfolio, "runs").Select(run => run.GetProperty("asOf").GetDateTimeOffset()));
        JsonElement segment = Assert.Single(Items(portfolio, "segments"));
        Assert.Equal(Items(portfolio, "metrics").Select(one => one.GetRawText()), Items(segment, "metrics").Select(one => one.GetRawText()));
        // Every customer was scored by the same profile the night before: who moved is who counts in another tier now.
        (string?, string?, int)[] moved =
            [.. (await TiersAsync(TrackedBook.Nights[1])).Zip(await TiersAsync(LastNight)).Where(one => one.First != one.Second)
                .GroupBy(one => one).Select(one => (one.Key.First, one.Key.Second, one.Count())).Order()];
        Assert.NotEmpty(moved);
        Assert.Equal(moved, Items(portfolio, "tierChanges")
            .Select(move => (Text(move, "fromTier"), Text(move, "toTier"), move.GetProperty("customers").GetInt32())).Order());

        async Task<IReadOnlyList<string?>> TiersAsync(DateTimeOffset night)
        {
            List<string?> tiers = [];
            foreach (string id in TrackedBook.Ids)
                tiers.Add(Assert.Single(await scored.Store.ReadHistoryAsync("", id, night, night, _cancel)).Tier);
            return tiers;
        }
    }

    [Theory]
    [InlineData("weight")]
    [InlineData("score")]
    public async Task Pages_of_customers_show_each_one_once(string order)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        List<JsonElement> rows = await AllAsync(server, $"/customers?order={order}&count=7");

        Assert.Equal(TrackedBook.Ids.Order(StringComparer.Ordinal), rows.Select(row => Text(row, "id")!).Order(StringComparer.Ordinal));
        double?[] numbers = [.. rows.Select(row => Number(row, order))];
        double?[] known = [.. numbers.Where(number => number is not null)];
        Assert.Equal(order == "score" ? known.Order() : known.OrderDescending(), numbers.Take(known.Length));
        foreach (JsonElement row in rows)
        {
            string id = Text(row, "id")!;
            PastScore past = Assert.Single(await scored.Store.ReadHistoryAsync("", id, LastNight, LastNight, _cancel));
            Assert.Equal((past.Tier, past.Score.Value, past.Weight), (Text(row, "tier"), Number(row, "score"), Number(row, "weight")));
            HealthScore score = past.Score.Rescore(TrackedBook.Profile);
            Assert.Equal(score.Drivers.Count == 0 ? null : score.Drivers[0].Metric, Text(row, "driver"));
        }
        foreach ((string query, Func<JsonElement, bool> holds) in new (string, Func<JsonElement, bool>)[]
        {
            ("tier=critical", row => Text(row, "tier") == "critical"),
            ("driver=nps", row => Text(row, "driver") == "nps"),
            ("driver=nps&tier=steady", row => Text(row, "driver") == "nps" && Text(row, "tier") == "steady"),
            ("withoutTier=true", row => Text(row, "tier") is null),
            ("segment=large", _ => false),
        })
        {
            List<JsonElement> some = await AllAsync(server, $"/customers?{query}&count=3&order={order}");
            Assert.Equal(rows.Where(holds).Select(row => Text(row, "id")), some.Select(row => Text(row, "id")));
        }
    }

    [Fact]
    public async Task A_customer_is_shown_with_what_made_its_score()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.ShowValues = true);
        HealthScorer<TrackedBook.Account> scorer = TrackedBook.Scorer();
        for (int number = 0; number < TrackedBook.Size; number++)
        {
            string id = TrackedBook.Ids[number];
            JsonElement shown = await server.GetAsync("/customers/" + id);
            HealthScore score = scorer.Score(new(number, id), LastNight);
            Assert.Equal((id, LastNight), (Text(shown, "id"), shown.GetProperty("asOf").GetDateTimeOffset()));
            Assert.Equal((score.ComputedValue, score.ComputedTier, score.Coverage), (Number(shown, "computedScore"), Text(shown, "computedTier"),
                Number(shown, "coverage")));
            Assert.Equal(score.Contributions.Select(one => (one.Metric, one.Value, (double?)one.PointsAdded)).Order(),
                Items(shown, "metrics").Select(one => (Text(one, "metric")!, Number(one, "value"), Number(one, "pointsAdded"))).Order());
            Assert.Equal(score.Missing.Select(missing => missing.Metric), Items(shown, "missing").Select(one => Text(one, "metric")));
            Assert.Equal((await scored.Store.ReadHistoryAsync("", id, LastNight, LastNight, _cancel))[0].Tier, Text(shown, "tier"));
        }
        JsonElement pinned = await server.GetAsync("/customers/" + TrackedBook.Ids[8]);
        Assert.Equal((12.5, true), (Number(pinned, "score"), pinned.GetProperty("isPinned").GetBoolean()));
        Assert.Equal(("the sponsor has left", "Ann"),
            (Text(pinned.GetProperty("overrides")[0], "reason"), Text(pinned.GetProperty("overrides")[0], "author")));
    }

    [Fact]
    public async Task History_change_and_path_are_those_of_the_stored_scores()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        foreach (string id in TrackedBook.Ids)
        {
            string[] paths = EndpointsOf(id);
            IReadOnlyList<PastScore> past = await scored.Store.ReadHistoryAsync("", id, TrackedBook.Nights[0], LastNight, _cancel);
            JsonElement history = await server.GetAsync(paths[1]);
            Assert.Equal(past.Select(one => (one.Score.AsOf, one.Score.Value, one.Tier)),
                Items(history, "scores").Select(one => (one.GetProperty("asOf").GetDateTimeOffset(), Number(one, "score"), Text(one, "tier"))));
            Assert.Equal((await scored.Store.ReadEventsAsync("", [id], TrackedBook.Nights[0], LastNight, _cancel)).Select(one => one.Kind.ToString()),
                Items(history, "events").Select(one => Text(one, "kind")), StringComparer.OrdinalIgnoreCase);
            JsonElement change = await server.GetAsync(paths[2]);
            Assert.Equal((past[0].Score.Value, past[2].Score.Value),
                (Number(change.GetProperty("before"), "score"), Number(change.GetProperty("after"), "score")));
            if (Number(change, "change") is { } difference)
            {
                Assert.Equal(past[2].Score.Value - past[0].Score.Value, difference);
                Assert.Equal(difference, Items(change, "parts").Sum(part => Number(part, "points")!.Value), 1e-9);
            }
            JsonElement way = await server.GetAsync(paths[3]);
            // With the margin of 1 point, while another tier counts, or is remembered, and no override holds.
            string? remembered = past.Select(one => one.Tier).LastOrDefault(tier => tier is not null);
            Assert.Equal(("thriving", 80, remembered is null or "thriving" || past[^1].Score.Override is not null ? null : 81),
                (Text(way, "tier"), Number(way, "from"), Number(way, "countsFrom")));
            Assert.Equal(["active-days", "nps"], Items(way, "steps").Select(step => Text(step, "metric")).Order(StringComparer.Ordinal));
        }
        // The first score, where none is as old.
        JsonElement first = await server.GetAsync($"/customers/{TrackedBook.Ids[0]}/change?since=2020-01-01");
        Assert.Equal(TrackedBook.Nights[0], first.GetProperty("before").GetProperty("asOf").GetDateTimeOffset());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/customers/{TrackedBook.Ids[0]}/change?since=2027-01-01")).Status);
    }

    [Fact]
    public async Task The_summary_for_the_customers_own_eyes_has_no_numbers_but_the_score()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.ShowValues = true);
        foreach (string id in TrackedBook.Ids)
        {
            JsonElement summary = await server.GetAsync(EndpointsOf(id)[^1]);
            Assert.Empty(Names(summary).Except(["asOf", "tier", "score", "goesWell", "couldBeBetter", "notKnown", "metric", "level"]));
            if (Number(summary, "score") is { } score)
                Assert.Equal(Math.Floor(score), score);
            string[] names = [.. summary.GetProperty("goesWell").EnumerateArray().Concat(summary.GetProperty("couldBeBetter").EnumerateArray())
                .Select(one => Text(one, "metric")!).Concat(summary.GetProperty("notKnown").EnumerateArray().Select(one => one.GetString()!))];
            Assert.Equal(["active-days", "nps"], names.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Only_the_summary_is_there_where_the_host_wants_no_more()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options =>
        {
            options.SummaryOnly = true;
            options.AllowOverrides = true;
        });
        string[] paths = EndpointsOf(TrackedBook.Ids[0]);
        foreach (string path in paths[..^1].Concat(["/portfolio", "/customers"]))
            Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync(path)).Status);
        await server.GetAsync(paths[^1]);
    }

    [Fact]
    public async Task Raw_values_are_shown_only_where_the_host_says_so()
    {
        foreach (bool shows in new[] { false, true })
        {
            await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.ShowValues = shows);
            HashSet<string> names = [];
            foreach (string path in TrackedBook.Ids.SelectMany(EndpointsOf))
                names.UnionWith(Names(await server.GetAsync(path)));
            Assert.Equal(shows, names.Contains("value"));
            Assert.Equal(shows, names.Contains("text"));
        }
    }

    [Fact]
    public async Task Ids_of_any_characters_come_back_as_they_are()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.Scoring = Hostile);
        List<JsonElement> rows = await AllAsync(server, "/customers?count=3");
        Assert.Equal(HostileIds.Order(StringComparer.Ordinal), rows.Select(row => Text(row, "id")!).Order(StringComparer.Ordinal));
        foreach (string id in HostileIds)
        {
            (HttpStatusCode status, string body) = await server.SendAsync(EndpointsOf(id)[0]);
            Assert.True(status == HttpStatusCode.OK, $"{id}: {status} {body}");
            Assert.Equal(id, Text(JsonElement.Parse(body), "id"));
            Assert.DoesNotContain('<', body);
            foreach (string path in EndpointsOf(id)[1..])
                await server.GetAsync(path);
        }
        foreach (string unknown in new[] { "a%252Fc", "x", new string('x', 201), "a%00b", "%20a", "%FF" })
            Assert.True((await server.SendAsync("/customers/" + unknown)).Status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, unknown);
    }

    [Fact]
    public async Task What_a_metric_threw_stays_on_the_server()
    {
        // The secret is in the store, or the test would prove nothing.
        DateTimeOffset night = TrackedBook.Nights[1];
        PastScore past = Assert.Single(await scored.Store.ReadHistoryAsync(Hostile, HostileIds[0], night, night, _cancel));
        Assert.Contains(Secret, past.Score.ToJson(), StringComparison.Ordinal);
        await using ScoringServer server = await ScoringServer.StartAsync(
            scored.Store, options => (options.Scoring, options.ShowValues) = (Hostile, true));
        foreach (string path in HostileIds.SelectMany(EndpointsOf).Concat(["/portfolio", "/customers"]))
            Assert.DoesNotContain("hunter2", (await server.SendAsync(path)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_store_or_the_host_throws_stays_on_the_server()
    {
        ITrackingStore broken = BrokenStore.Throwing($"cannot connect: {Secret}");
        foreach (ITrackingStore store in new[] { broken, scored.Store })
        {
            await using ScoringServer server = await ScoringServer.StartAsync(store, options =>
            {
                options.AllowOverrides = true;
                options.CustomersFor = store == broken ? null : _ => throw new InvalidOperationException(Secret);
            });
            foreach ((HttpMethod method, string path, object? body) in EndpointsOf("acme-0").Concat(["/portfolio", "/customers"])
                .Select(path => (HttpMethod.Get, path, (object?)null))
                .Append((HttpMethod.Post, "/customers/acme-0/overrides", new { tier = "steady" }))
                .Append((HttpMethod.Delete, "/customers/acme-0/overrides/1", null)))
            {
                (HttpStatusCode status, string text) = await server.SendAsync(path, method, body);
                Assert.Equal(HttpStatusCode.InternalServerError, status);
                JsonElement problem = JsonElement.Parse(text);
                Assert.Equal(("The request failed.", "The server's log says why."), (Text(problem, "title"), Text(problem, "detail")));
                Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Everything_wrong_with_a_request_is_said_at_once()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        (HttpStatusCode status, string body) = await server.SendAsync(
            "/customers?tier=a%00b&withoutTier=yes&segment=%20x&driver=&order=id&count=501&after=%25");
        Assert.Equal(HttpStatusCode.BadRequest, status);
        JsonElement errors = JsonElement.Parse(body).GetProperty("errors");
        const string name = "Give a name of the profile: 1 to 200 characters, without white space around them.";
        Assert.Equal(
            [("after", "Give what the page before has as next."), ("count", "Give a whole number, 1 to 500."), ("driver", name),
                ("order", "Give weight, for the largest first, or score, for the lowest first."), ("segment", name), ("tier", name),
                ("withoutTier", "Give true or false.")],
            errors.EnumerateObject().Select(one => (one.Name, one.Value[0].GetString()!)));
        foreach (string bad in new[]
        {
            "/portfolio?months=0", "/portfolio?months=25", "/portfolio?months=1.5", "/customers?count=0", "/customers?count=-1",
            "/customers?after=QUJD", "/customers?after=bmFufGE",
            "/customers/acme-0/history?from=yesterday",
            "/customers/acme-0/history?from=2026-11-09&to=2026-11-08",
            "/customers/acme-0/history?from=2020-01-01", "/customers/acme-0/change", "/customers/acme-0/change?since=0001-01-01",
            "/customers/acme-0/path", "/customers/acme-0/path?tier=Thriving", "/customers?tier=steady&withoutTier=true",
        })
        {
            (HttpStatusCode refused, string why) = await server.SendAsync(bad);
            Assert.True(refused == HttpStatusCode.BadRequest, $"{bad}: {refused}");
            Assert.NotEmpty(JsonElement.Parse(why).GetProperty("errors").EnumerateObject());
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_of_one_tenant_reaches_another(bool byIds)
    {
        string[] own = [.. TrackedBook.Ids.Where((_, i) => i % 3 == 0)];
        CustomerScope scope = byIds ? CustomerScope.Of(own.Append(" impossible ")) : CustomerScope.Where(own.Contains);
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options =>
        {
            options.CustomersFor = context => ValueTask.FromResult(context.User.Identity!.Name == "Ann" ? scope : CustomerScope.None);
            options.AllowOverrides = true;
        });
        foreach (string id in TrackedBook.Ids.Except(own).Take(4))
        {
            for (int i = 0; i < EndpointsOf(id).Length; i++)
            {
                (HttpStatusCode status, string body) = await server.SendAsync(EndpointsOf(id)[i]);
                Assert.Equal(HttpStatusCode.NotFound, status);
                Assert.Equal(WithoutTrace((await server.SendAsync(EndpointsOf("nobody")[i])).Body), WithoutTrace(body));
            }
            object pin = new { tier = "steady", reason = "mine", until = TrackedBook.Nights[3].AddYears(1) };
            Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/customers/{id}/overrides", HttpMethod.Post, pin)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync($"/customers/{id}/overrides/-3", HttpMethod.Delete)).Status);
        }
        foreach (string id in own)
            await server.GetAsync(EndpointsOf(id)[0]);

        foreach (int count in new[] { 1, 5, 500 })
        {
            string? next = "";
            List<string> seen = [];
            while (next is not null && seen.Count <= TrackedBook.Size)
            {
                JsonElement page = await server.GetAsync($"/customers?count={count}{(next.Length == 0 ? "" : "&after=" + next)}");
                seen.AddRange(page.GetProperty("customers").EnumerateArray().Select(row => Text(row, "id")!));
                next = Text(page, "next");
                Assert.True(next is null || page.GetProperty("customers").GetArrayLength() == count);
                // Where the page ends must not tell of another one's customer.
                Assert.True(next is null || Assert.IsType<CustomerPosition>(new QueryReading().Position("", next)).CustomerId == seen[^1]);
            }
            Assert.Equal(own.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        }

        JsonElement portfolio = await server.GetAsync("/portfolio");
        (double?[] scores, double?[] weights, string?[] tiers) = ([], [], []);
        foreach (string id in own)
        {
            PastScore past = Assert.Single(await scored.Store.ReadHistoryAsync("", id, LastNight, LastNight, _cancel));
            (scores, weights, tiers) = ([.. scores, past.Score.Value], [.. weights, past.Weight], [.. tiers, past.Tier]);
        }
        Assert.Equal(own.Length, portfolio.GetProperty("customers").GetInt32());
        Assert.Equal(scores.Average()!.Value, Number(portfolio, "meanScore")!.Value, 1e-9);
        Assert.Equal(weights.Sum()!.Value, Number(portfolio, "weight")!.Value, 1e-6);
        Assert.Equal(new string?[] { "critical", "steady", "thriving", null }.Select(tier => tiers.Count(one => one == tier)),
            portfolio.GetProperty("tiers").EnumerateArray().Select(tier => tier.GetProperty("customers").GetInt32()));
        Assert.Empty(Names(portfolio).Intersect(["runs", "segments", "metrics", "unpublishedRun", "tierChanges"]));

        (HttpStatusCode _, string none) = await server.SendAsync("/customers", user: "Eve");
        Assert.Equal("""{"customers":[]}""", none);
        Assert.Equal(0, JsonElement.Parse((await server.SendAsync("/portfolio", user: "Eve")).Body).GetProperty("customers").GetInt32());
    }

    [Fact]
    public async Task The_hosts_description_names_every_endpoint()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.AllowOverrides = true,
            services => services.AddOpenApi(), app => app.MapOpenApi());
        JsonElement description = JsonElement.Parse(await server.Client.GetStringAsync("/openapi/v1.json", _cancel));
        JsonElement paths = description.GetProperty("paths");
        const string customer = "/health-scores/customers/{id}";
        Assert.Equal(
            [
                "get /health-scores/customers", $"get {customer}", $"get {customer}/change", $"get {customer}/history", $"get {customer}/path",
                $"get {customer}/summary", "get /health-scores/portfolio", "get /health-scores/profile", "get /health-scores/schema",
                "get /health-scores/settings", "get /health-scores/work", $"delete {customer}/overrides/{{overrideId}}",
                "post /health-scores/what-if", $"post {customer}/overrides",
            ],
            paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(method => (Path: path.Name, Method: method.Name)))
                .OrderBy(one => one.Method == "get" ? 0 : 1).ThenBy(one => one.Method == "get" ? one.Path : one.Method, StringComparer.Ordinal)
                .ThenByDescending(one => one.Path, StringComparer.Ordinal)
                .Select(one => $"{one.Method} {one.Path}"));
        JsonElement list = paths.GetProperty("/health-scores/customers").GetProperty("get");
        Assert.Equal(["after", "count", "driver", "order", "segment", "tier", "withoutTier"],
            list.GetProperty("parameters").EnumerateArray().Select(parameter => Text(parameter, "name")!).Order(StringComparer.Ordinal));
        Assert.Equal(["200", "400", "404", "500"],
            list.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order(StringComparer.Ordinal));
        Assert.Contains("goesWell", description.GetProperty("components").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_groups_of_the_host_may_have_endpoints_at_the_same_prefix()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, map: app =>
        {
            foreach (string region in Regions.Skip(1))
                app.MapGroup(region).MapHealthScoring<TrackedBook.Account>("/health-scores").AllowAnonymous();
        });
        foreach (string region in Regions)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/{region}health-scores/portfolio");
            request.Headers.Add("X-User", "Ann");
            using HttpResponseMessage response = await server.Client.SendAsync(request, _cancel);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [Fact]
    public async Task The_first_run_is_seen_as_soon_as_it_is_published()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.Scoring = "late");
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/portfolio")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/customers")).Status);
        await new TrackingRun<TrackedBook.Account>(TrackedBook.Scorer(), scored.Store, TrackedBook.Options("late", TimeProvider.System))
            .RunAsync(LastNight, _cancel);
        Assert.Equal(40, Number(await server.GetAsync("/portfolio"), "customers"));
    }

    [Fact]
    public async Task The_work_list_holds_whoever_has_an_action_that_fell_due()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.ShowValues = true);
        foreach (int days in new[] { 1, 2, 3 })
        {
            List<JsonElement> rows = await AllAsync(server, $"/work?days={days}&count=3");
            IReadOnlyList<HealthEvent> due = [.. (await scored.Store.ReadEventsAsync("", TrackedBook.Ids, TrackedBook.Nights[3 - days], LastNight,
                _cancel)).Where(happened => happened.Kind == HealthEventKind.ActionDue)];
            Assert.NotEmpty(due);
            Assert.Equal(due.Select(one => one.CustomerId).Distinct().Order(StringComparer.Ordinal),
                rows.Select(row => Text(row, "id")!).Order(StringComparer.Ordinal));
            foreach (JsonElement row in rows)
            {
                HealthEvent last = due.Last(one => one.CustomerId == Text(row, "id"));
                JsonElement action = Assert.Single(Items(row, "actions"));
                Assert.Equal((last.Action, last.AsOf, last.Text),
                    (Text(action, "name"), action.GetProperty("asOf").GetDateTimeOffset(), Text(action, "reason")));
            }
        }
        Assert.Equal(await AllAsync(server, "/work?days=3"), await AllAsync(server, "/work?days=3&action=rescue-call"), JsonElement.DeepEquals);
        Assert.Empty(await AllAsync(server, "/work?days=3&action=train"));
        Assert.Empty(await AllAsync(server, "/work?days=3&tier=thriving&driver=none"));
        (HttpStatusCode status, string problem) = await server.SendAsync("/work?days=401&order=name");
        Assert.Equal((HttpStatusCode.BadRequest, "\"title\":\"The request cannot be answered as it is.\", \"status\":400, "
            + "\"errors\":{\"days\":[\"Give a whole number, 1 to 400.\"],"
            + "\"order\":[\"Give weight, for the largest first, or score, for the lowest first.\"]}"),
            (status, WithoutTrace(problem)[(WithoutTrace(problem).IndexOf(", ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task Settings_and_profile_are_those_of_the_last_published_run()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.WhatIfCustomers = 0);
        Assert.Equal($$"""
            {"scoring":"","profile":"adoption","fingerprint":"{{TrackedBook.Profile.Fingerprint}}","canOverride":false,"showValues":false,
            "hasWhatIf":false,"hasReport":false,"scoreDecimals":1,"scoreTolerance":1E-09,"tiers":["critical","steady","thriving"],"segments":[],
            "metrics":["active-days","nps"],
            "actions":["rescue-call"]}
            """.ReplaceLineEndings(""), (await server.SendAsync("/settings")).Body);
        JsonElement profile = await server.GetAsync("/profile");
        Assert.Equal(TrackedBook.Profile.Fingerprint, ScoringProfile.Parse(Text(profile, "text")!).Fingerprint);
        Assert.Equal(("adoption", TrackedBook.Profile.Fingerprint), (Text(profile, "name"), Text(profile, "fingerprint")));
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/what-if", HttpMethod.Post, new { profile = "" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/report")).Status);
        foreach (string path in new[] { "/settings", "/profile", "/work" })
        {
            await using ScoringServer none = await ScoringServer.StartAsync(scored.Store, options => options.Scoring = "none");
            (HttpStatusCode status, string problem) = await none.SendAsync(path);
            Assert.Equal((HttpStatusCode.NotFound, "No run is published yet."), (status, Text(JsonElement.Parse(problem), "title")));
        }
    }

    private static string WithoutTrace(string problem) => string.Join(", ",
        JsonElement.Parse(problem).EnumerateObject().Where(member => member.Name != "traceId").Select(member => member.ToString()));

    private static async Task<List<JsonElement>> AllAsync(ScoringServer server, string path)
    {
        List<JsonElement> rows = [];
        string? next = null;
        do
        {
            JsonElement page = await server.GetAsync(next is null ? path : $"{path}&after={next}");
            rows.AddRange(page.GetProperty("customers").EnumerateArray());
            next = Text(page, "next");
        }
        while (next is not null && rows.Count < 1000);
        return rows;
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement of, string name) => of.GetProperty(name).EnumerateArray();

    private static double? Number(JsonElement of, string name) => of.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;

    private static IEnumerable<string> Names(JsonElement of) => of.ValueKind switch
    {
        JsonValueKind.Object => of.EnumerateObject().SelectMany(member => Names(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => of.EnumerateArray().SelectMany(Names),
        _ => [],
    };
}
