using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using HealthScoring.Analysis;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using HealthScoring.Tests.Analysis;
using HealthScoring.Tests.Runs;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace HealthScoring.Tests.AspNetCore;

public sealed class WhatIfTests(ScoredStoreFixture scored) : IClassFixture<ScoredStoreFixture>
{
    private static readonly string Stricter = TrackedBook.Profile.ToJson().Replace("\"from\": 40", "\"from\": 55", StringComparison.Ordinal);

    [Fact]
    public async Task Another_profile_makes_of_the_book_what_it_makes_of_each_customer()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        JsonElement tried = await TryAsync(server, Stricter);

        ScoringProfile after = ScoringProfile.Parse(Stricter);
        HealthScorer<TrackedBook.Account> before = TrackedBook.Scorer(), now = new(after, TrackedBook.Metrics);
        (string Id, HealthScore Before, HealthScore After)[] all = [.. TrackedBook.Ids.Select((id, i) => (id,
            before.Score(new(i, id), ScoredStoreFixture.LastNight), now.Score(new(i, id), ScoredStoreFixture.LastNight)))];
        (string Id, HealthScore Before, HealthScore After)[] moved = [.. all.Where(one => one.Before.Tier != one.After.Tier)];
        Assert.NotEmpty(moved);
        Assert.Equal((40, 40, moved.Length, moved.Length), (Count(tried, "customers"), Count(tried, "ofCustomers"), Count(tried, "moved"),
            Count(tried, "movedDown")));
        Assert.Equal(moved.Select(one => (one.Id, one.Before.Value, one.After.Tier)).Order(), tried.GetProperty("movers").EnumerateArray()
            .Select(one => (one.GetProperty("id").GetString()!, (double?)one.GetProperty("scoreBefore").GetDouble(),
                one.GetProperty("tierAfter").GetString())).Order());
        Assert.Equal(new[] { "critical", "steady", "thriving", null }.Select(tier =>
                $"{all.Count(one => one.Before.Tier == tier)} {all.Count(one => one.After.Tier == tier)}"),
            tried.GetProperty("tiers").EnumerateArray().Select(one => $"{Count(one, "before")} {Count(one, "after")}"));
        Assert.Equal(["steady starts at 40 → 55"], tried.GetProperty("changes").EnumerateArray().Select(line => line.GetString()));
        Assert.Empty(tried.GetProperty("notMeasured").EnumerateArray());
        // The same profile moves nobody.
        Assert.Equal(0, Count(await TryAsync(server, TrackedBook.Profile.ToJson()), "moved"));
    }

    [Theory]
    [InlineData("40", 1)]
    [InlineData("40.25", 2)]
    [InlineData("39.9375", 4)]
    public async Task A_score_needs_the_decimals_of_the_cut_offs_that_are_tried(string from, int decimals)
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        string tried = TrackedBook.Profile.ToJson().Replace("\"from\": 40", $"\"from\": {from}", StringComparison.Ordinal);
        Assert.Equal(decimals, Count(await TryAsync(server, tried), "scoreDecimals"));
    }

    [Fact]
    public async Task Whoever_may_see_some_customers_tries_it_on_these()
    {
        string[] seen = [.. TrackedBook.Ids.Take(7)];
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store,
            options => options.CustomersFor = _ => ValueTask.FromResult(CustomerScope.Of(seen)));
        JsonElement tried = await TryAsync(server, Stricter);
        Assert.Equal((7, 7), (Count(tried, "customers"), Count(tried, "ofCustomers")));
        Assert.All(tried.GetProperty("movers").EnumerateArray(), mover => Assert.Contains(mover.GetProperty("id").GetString()!, seen));
    }

    [Fact]
    public async Task Of_a_large_book_it_is_tried_on_a_sample()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.WhatIfCustomers = 20);
        JsonElement tried = await TryAsync(server, Stricter);
        Assert.Equal(20, Count(tried, "customers"));
        Assert.Equal(40, Count(tried, "ofCustomers"));
        Assert.Equal(tried.GetProperty("movers").GetRawText(), (await TryAsync(server, Stricter)).GetProperty("movers").GetRawText());
    }

    [Fact]
    public async Task What_threw_in_the_run_is_a_fault_in_the_trial()
    {
        ScoringProfile strict = ScoringProfile.Create("strict", p => p.OnFault(FaultPolicy.Required)
            .Dimension("adoption", weight: 2, d => d.Metric("active-days", Curve.Linear(worst: 0, best: 20)))
            .Dimension("sentiment", weight: 1, d => d.Metric("nps", Curve.Linear(worst: -100, best: 100)))
            .Tier("critical", from: 0).Tier("steady", from: 40));
        HealthScorer<TrackedBook.Account> scorer = new(strict,
        [
            TrackedBook.Metrics[0],
            HealthMetric.From<TrackedBook.Account>("nps", (account, _) => account.Number % 20 == 3
                ? throw new InvalidOperationException("down") : 50),
        ]);
        await new TrackingRun<TrackedBook.Account>(scorer, scored.Store, TrackedBook.Options("faulty", TimeProvider.System))
            .RunAsync(ScoredStoreFixture.LastNight, TestContext.Current.CancellationToken);
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store, options => options.Scoring = "faulty");

        JsonElement tried = await TryAsync(server, strict.ToJson());

        string?[] tiers = [.. TrackedBook.Ids.Select((id, i) => scorer.Score(new(i, id), ScoredStoreFixture.LastNight).Tier)];
        Assert.True(tiers.Count(tier => tier is null) >= 2);
        Assert.Equal(new[] { "critical", "steady", null }.Select(tier => tiers.Count(own => own == tier)),
            tried.GetProperty("tiers").EnumerateArray().Select(one => Count(one, "before")));
        Assert.Equal(0, Count(tried, "moved"));
    }

    [Fact]
    public async Task A_body_that_the_server_does_not_take_is_no_failure_of_the_endpoint()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store,
            services: services => services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = 1000));

        (HttpStatusCode status, string body) = await server.SendAsync("/what-if", HttpMethod.Post, new { profile = new string(' ', 2000) });

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, "The body cannot be read."),
            (status, JsonElement.Parse(body).GetProperty("title").GetString()));
    }

    [Fact]
    public async Task What_was_not_measured_is_said()
    {
        string more = TrackedBook.Profile.ToJson().Replace("\"nps\"", "\"tickets\"", StringComparison.Ordinal);
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        Assert.Equal(["tickets"], (await TryAsync(server, more)).GetProperty("notMeasured").EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public async Task A_profile_that_is_not_valid_is_answered_with_its_errors()
    {
        string wrong = TrackedBook.Profile.ToJson().Replace("\"from\": 40", "\"from\": 400", StringComparison.Ordinal);
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        (HttpStatusCode status, string body) = await server.SendAsync("/what-if", HttpMethod.Post, new { profile = wrong });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        InputError error = Assert.Single(Assert.Throws<InvalidProfileException>(() => ScoringProfile.Parse(wrong)).Errors);
        JsonElement problem = Assert.Single(JsonElement.Parse(body).GetProperty("problems").EnumerateArray());
        Assert.Equal((error.Path, error.Line, error.Problem, error.Remedy), (problem.GetProperty("path").GetString(),
            problem.GetProperty("line").GetInt32(), problem.GetProperty("problem").GetString(), problem.GetProperty("remedy").GetString()));
        Assert.Contains("\"from\": 400", wrong.Split('\n')[error.Line!.Value - 1], StringComparison.Ordinal);
        using HttpRequestMessage request = new(HttpMethod.Post, "/health-scores/what-if") { Content = JsonContent.Create(new { profile = wrong }) };
        request.Headers.Add("X-User", "Ann");
        request.Headers.Add(HealthScoringEndpointOptions.WriteHeader, "1");
        using HttpResponseMessage response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_request_that_is_none_is_refused()
    {
        await using ScoringServer server = await ScoringServer.StartAsync(scored.Store);
        async Task<(HttpStatusCode, string?)> Refused(object body, bool withHeader = true)
        {
            (HttpStatusCode status, string answer) = await server.SendAsync("/what-if", HttpMethod.Post, body, withHeader: withHeader);
            return (status, JsonElement.Parse(answer).GetProperty("title").GetString());
        }
        Assert.Equal((HttpStatusCode.BadRequest, "The request may come from another site."), await Refused(new { profile = Stricter }, false));
        Assert.Equal((HttpStatusCode.BadRequest, "The body has no profile."), await Refused(new { profile = (string?)null }));
        Assert.Equal((HttpStatusCode.BadRequest, "The body has no profile."), await Refused(new { profile = new string(' ', 128 * 1024) }));
        Assert.Equal((HttpStatusCode.BadRequest, "The body has no profile."), await Refused(new { profile = Stricter, more = 1 }));
        using ByteArrayContent untyped = new("{}"u8.ToArray());
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "The body is not JSON."), await Refused(untyped));
    }

    [Fact]
    public async Task The_report_is_the_hosts()
    {
        EvidenceReport? report = null;
        await using ScoringServer server =
            await ScoringServer.StartAsync(scored.Store, options => options.ReportFor = _ => ValueTask.FromResult(report));
        Assert.True((await server.GetAsync("/settings")).GetProperty("hasReport").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await server.SendAsync("/report")).Status);
        report = new(Backtest.Run(Books.Health, Books.Of([10, 40, 60, 90], [true, false, false, false])));
        (HttpStatusCode status, string html) = await server.SendAsync("/report");
        Assert.Equal((HttpStatusCode.OK, report.ToHtml()), (status, html));
    }

    private static async Task<JsonElement> TryAsync(ScoringServer server, string profile)
    {
        (HttpStatusCode status, string body) = await server.SendAsync("/what-if", HttpMethod.Post, new { profile });
        Assert.True(status == HttpStatusCode.OK, body);
        return JsonElement.Parse(body);
    }

    private static int Count(JsonElement of, string name) => of.GetProperty(name).GetInt32();
}
