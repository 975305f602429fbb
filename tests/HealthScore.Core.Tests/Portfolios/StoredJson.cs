using Xunit;

namespace HealthScoring.Tests.Portfolios;

internal static class StoredJson
{
    /// <summary>Replaces the first of each text, which is there; a text has ' where JSON has a double quote.</summary>
    public static string Changed(string json, params (string From, string To)[] changes)
    {
        foreach ((string from, string to) in changes)
        {
            string quoted = from.Replace('\'', '"');
            int at = json.IndexOf(quoted, StringComparison.Ordinal);
            Assert.True(at >= 0, from);
            json = json[..at] + to.Replace('\'', '"') + json[(at + quoted.Length)..];
        }
        return json;
    }
}
