using System.Collections;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>Compares a result with its JSON, member by member, by reflection: what is public is in it, and no bit is lost.</summary>
internal static class JsonTwin
{
    /// <summary>Compares, and returns how many values were compared.</summary>
    public static int Compare(object? value, JsonNode? json, string path = "$")
    {
        switch (value)
        {
            case null:
                Assert.True(json is null, path);
                return 1;
            case double number:
                Assert.True(BitConverter.DoubleToInt64Bits(number) == BitConverter.DoubleToInt64Bits((double)json!), path);
                return 1;
            case bool or int or long or UInt128 or string:
                Assert.Equal($"{value}".ToUpperInvariant(), $"{json}".ToUpperInvariant());
                return 1;
            case DateTimeOffset time:
                Assert.Equal(time, (DateTimeOffset)json!);
                return 1;
            case TimeSpan span:
                Assert.Equal(span, TimeSpan.Parse((string)json!, System.Globalization.CultureInfo.InvariantCulture));
                return 1;
            case Enum member:
                Assert.Equal($"{member}", (string)json!, StringComparer.OrdinalIgnoreCase);
                return 1;
            case ScoringProfile profile:
                Assert.Equal(profile, ScoringProfile.Parse(json!.ToJsonString()));
                return 1;
            case IEnumerable list:
                object?[] items = [.. list];
                Assert.True(items.Length == json!.AsArray().Count, path);
                return items.Select((item, i) => Compare(item, json[i], $"{path}[{i}]")).Sum();
            default:
                PropertyInfo[] members = [.. value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
                    .Where(member => member.GetCustomAttribute<JsonIgnoreAttribute>() is null)];
                Assert.Equal(members.Select(member => char.ToLowerInvariant(member.Name[0]) + member.Name[1..]).Order(StringComparer.Ordinal),
                    json!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal));
                return members.Sum(member => Compare(member.GetValue(value), json[char.ToLowerInvariant(member.Name[0]) + member.Name[1..]],
                    $"{path}.{member.Name}"));
        }
    }
}
