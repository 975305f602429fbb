using HealthScoring.Sql;
using HealthScoring.Tests.Properties;

namespace HealthScoring.Tests.Sql;

/// <summary>A random profile with a random place for everything it reads: mostly ordinary names, some of them hostile.</summary>
internal static class MappedProfile
{
    public static readonly string[] HostileNames =
    [
        "\"; DROP TABLE x; --", "`; DROP TABLE x; --", "]; DROP TABLE x; --", "'; DROP TABLE x; --", "*/ x /*", "-- x", "x # y", "a.b", "select",
        "\"", "`", "]", "[", "'", "\\", "two \"\"", "two ``", "two ]]", "end\\", "end\\\"", "end\\`", "\\u0060", "$$", "?", ":as_of", "@as_of",
        "{as_of}", "{{ x }}", "%s", "größe 😀",
    ];

    /// <summary>The next random profile that a dialect takes: one of them does not have every number.</summary>
    /// <param name="dialect">The dialect.</param>
    /// <param name="random">What to draw from.</param>
    /// <param name="hostileNames">The hostile names to take.</param>
    public static SqlScoring Next(SqlDialect dialect, Random random, string[] hostileNames)
    {
        while (true)
        {
            ProfileDraft draft = Generators.Profile.Sample(random);
            int seed = random.Next();
            try
            {
                return Create(draft, dialect, new(seed), hostileNames);
            }
            catch (SqlMappingException refused) when (refused.Message.Contains("has none so near to 0", StringComparison.Ordinal))
            {
            }
        }
    }

    private static SqlScoring Create(ProfileDraft draft, SqlDialect dialect, Random random, string[] hostileNames) =>
        SqlScoring.Create(draft.Build(), dialect, source =>
        {
            bool hostile = random.Next(2) == 0;
            string Name(string ordinary) => hostile && random.Next(3) == 0 ? hostileNames[random.Next(hostileNames.Length)] : ordinary;

            _ = random.Next(4) switch
            {
                0 => source.Query("SELECT * FROM accounts WHERE active = 1 -- not those who left"),
                1 => source.Table(Name("accounts")),
                _ => source.Table(Name("crm"), Name("accounts")),
            };
            source.Key(Name("account_id"), random.Next(3) == 0 ? "customer" : null);
            if (random.Next(2) == 0)
                source.Key("owner", "owner of it");
            foreach ((string name, int i) in draft.MeasuredNames.Select((name, i) => (name, i)))
            {
                SqlExpression value = random.Next(5) == 0 ? SqlExpression.Raw($"customers.m{i} - 1") : SqlExpression.Column(Name($"m{i}"));
                if (draft.Labels.Contains(name))
                    source.Label(name, value);
                else if (!draft.Metrics.Any(metric => metric.Name == name && metric.Freshness is not null))
                    source.Metric(name, value);
                else if (random.Next(4) == 0)
                    source.Metric(name, value, ageInDays: Name($"m{i} age"));
                else
                    source.Metric(name, value, observedAt: Name($"m{i} at"));
            }
            if (random.Next(2) == 0)
                source.SegmentBy(Name("plan"));
            if (random.Next(2) == 0)
                source.Weight(Name("revenue"));
            _ = random.Next(3) switch
            {
                0 => source,
                1 => source.AsOf(Trial.AsOf.AddMilliseconds(random.Next(1000))),
                _ => source.AsOf(SqlExpression.Raw("CURRENT_TIMESTAMP")),
            };
        });
}
