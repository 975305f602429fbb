using System.Text.RegularExpressions;
using HealthScoring.Samples.Sharded;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Documentation;

/// <summary>Every program in the README and the docs compiles without a warning, runs, and prints what stands below it.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> Pages => [.. DocumentedProgram.Pages()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Programs_print_what_the_page_shows(string page)
    {
        DocumentedProgram.WriteFiles(page);
        using PostgresServer? server = ServerFor(page);
        foreach (DocumentedProgram program in DocumentedProgram.Of(page))
        {
            string output = program.Run();
            Assert.True(program.Output is null || program.Output == output,
                $"{page}, line {program.Line}: the program prints\n{output}\nand the page shows\n{program.Output}");
        }
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/HealthScore.Core/README.md")]
    [InlineData("src/HealthScore.Analysis/README.md")]
    public void The_readme_has_a_program_with_its_output(string page)
    {
        Assert.Contains(DocumentedProgram.Of(page), program => program.Output is { Length: > 0 });
    }

    // On the page of a package no relative link leads anywhere: it names the files that are packed with it.
    [Fact]
    public void The_readme_of_a_package_stands_alone()
    {
        foreach (string page in Library.All.Select(library => Repository.Read("src", library.Name, "README.md")))
        {
            Assert.DoesNotMatch(RelativeLink(), page);
            Assert.All(MarkdownFile().Matches(page), file =>
                Assert.True(File.Exists(Repository.PathOf("docs", file.Groups["name"].Value)), $"there is no '{file.Groups["name"].Value}'"));
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        string folder = Path.GetDirectoryName(Repository.PathOf(page))!;
        Assert.All(RelativeLink().Matches(File.ReadAllText(Repository.PathOf(page))), link =>
        {
            string target = Path.Combine(folder, link.Groups["target"].Value);
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link.Groups["target"].Value}, which is not there");
        });
    }

    private static PostgresServer? ServerFor(string page)
    {
        const string Address = "HEALTHSCORE_POSTGRES";
        if (!File.ReadAllText(Repository.PathOf(page)).Contains(Address, StringComparison.Ordinal))
            return null;
        Assert.SkipUnless(PostgresServer.FindPrograms() is not null, "PostgreSQL is not installed; .ci/run installs it.");
        PostgresServer server = PostgresServer.Start();
        Environment.SetEnvironmentVariable(Address, server.ConnectionString);
        return server;
    }

    [GeneratedRegex(@"\]\((?<target>(?!https?:|#)[^)#\s]+)(#[^)]*)?\)")]
    private static partial Regex RelativeLink();

    [GeneratedRegex(@"`(?<name>[\w-]+\.md)`")]
    private static partial Regex MarkdownFile();
}
