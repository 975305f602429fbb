using System.Data.Common;
using System.Net;
using System.Security.Claims;
using HealthScoring.Analysis;
using HealthScoring.AspNetCore;
using HealthScoring.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace HealthScoring.Tests.Page;

/// <summary>
/// A web application with four scorings over one SQLite file: <c>/health-scores</c>, <c>/hostile</c> with names that are meant to break
/// something, <c>/empty</c> without a run, and <c>/mine</c> for whoever may see some customers only.
/// </summary>
public sealed class PageServer : IAsyncLifetime
{
    public const string Hostile = "<img src=x onerror=\"window.broken=1\">";

    private readonly string _file = Path.GetTempFileName();
    private DbDataSource? _source;
    private WebApplication? _app;

    public static string[] HostileIds { get; } =
    [
        Hostile, "<script>alert(1)</script>", "a/b", "%2e%2e", "\u202Egnp.exe", "😀 é", "\"'`${1}", "{{constructor}}", "javascript:alert(1)",
        new string('w', 200), "\u200B", "../..",
    ];

    public Uri Address { get; private set; } = null!;

    internal SqlTrackingStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _source = SqliteFactory.Instance.CreateDataSource($"Data Source={_file};Pooling=False");
        Store = new(_source, TrackingDatabase.Sqlite);
        await Store.MigrateAsync(CancellationToken.None);
        await SmallBook.RunAsync(Store);
        await HostileBook.RunAsync(Store, HostileIds);
        EvidenceReport report = SmallBook.Report();

        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSingleton<ITrackingStore>(Store);
        _app = builder.Build();
        _app.Use((context, next) =>
        {
            context.User = new(new ClaimsIdentity([new(ClaimTypes.Name, Hostile)], "test"));
            return next(context);
        });
        _app.MapHealthScoring<Account>("/health-scores", o =>
        {
            (o.AllowOverrides, o.ShowValues) = (true, true);
            o.ReportFor = _ => ValueTask.FromResult<EvidenceReport?>(report);
        }).AllowAnonymous();
        _app.MapHealthScoring<Account>("/hostile", o =>
            (o.Scoring, o.AllowOverrides, o.ShowValues) = (HostileBook.Scoring, true, true)).AllowAnonymous();
        _app.MapHealthScoring<Account>("/empty", o => o.Scoring = "empty").AllowAnonymous();
        _app.MapHealthScoring<Account>("/mine", o =>
        {
            o.CustomersFor = _ => ValueTask.FromResult(CustomerScope.Of(["account-03", "account-07"]));
            o.WhatIfCustomers = 0;
        }).AllowAnonymous();
        await _app.StartAsync();
        Address = new(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        if (_source is not null)
            await _source.DisposeAsync();
        File.Delete(_file);
    }
}
