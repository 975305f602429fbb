using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>What the page about the command shows is what the command prints: every line that begins with a dollar sign is run.</summary>
public sealed class TranscriptTests : IDisposable
{
    private readonly Workplace _work = new();

    public static TheoryData<string> Pages => ["docs/tool.md", "docs/tool-mapping.md", "src/HealthScore.Tool/README.md"];

    public void Dispose() => _work.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_shows_what_the_command_prints(string page)
    {
        _work.With("accounts.csv", File.ReadAllBytes(Workplace.PathOf("docs", "samples", "Tool", "accounts.csv")));
        if (page == "docs/tool-mapping.md")
            PrepareStrictMapping();
        string[] shown = [.. Consoles(File.ReadAllText(Workplace.PathOf(page.Split('/'))))];
        Assert.NotEmpty(shown);
        foreach (string console in shown)
        {
            foreach (string step in console.Split("$ ").Skip(1))
            {
                string[] lines = step.TrimEnd('\n').Split('\n');
                string[] words = [.. lines[0].Split(' ')];
                if (words[0] != "healthscore")
                    continue;
                PrepareCopy();
                _work.Run([.. words.Skip(1).Select(word => word.Trim('"', '\''))]);
                Assert.Equal(string.Join('\n', lines.Skip(1)), Trimmed(_work.Said));
            }
        }
    }

    // The page says in words how the copy differs.
    private void PrepareCopy()
    {
        if (!File.Exists(_work["profile.json"]) || File.Exists(_work["proposed.json"]))
            return;
        string profile = _work.Read("profile.json");
        string usage = profile[profile.IndexOf("\"usage-frequency\"", StringComparison.Ordinal)..];
        int at = usage.IndexOf("\"weight\": 3", StringComparison.Ordinal);
        _work.With("proposed.json", profile[..^usage.Length] + usage[..at] + "\"weight\": 4" + usage[(at + 11)..]);
    }

    // The mapping that the command proposes, without the texts that are missing values.
    private void PrepareStrictMapping()
    {
        _work.Run("new", "profile.json");
        _work.Run("map", "profile.json", "accounts.csv");
        string mapping = _work.Read("accounts.map.json");
        int from = mapping.IndexOf("    \"missing\"", StringComparison.Ordinal), to = mapping.IndexOf("    \"units\"", StringComparison.Ordinal);
        _work.With("strict.json", mapping[..from] + mapping[to..]);
    }

    private static IEnumerable<string> Consoles(string page) =>
        page.Split("```console\n").Skip(1).Select(part => part[..part.IndexOf("```", StringComparison.Ordinal)]);

    private static string Trimmed(string text) => string.Join('\n', text.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()));
}
