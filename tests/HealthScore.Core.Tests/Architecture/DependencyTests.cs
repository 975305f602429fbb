using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace HealthScoring.Tests.Architecture;

/// <summary>What the packages bring, held against the lock files and against what those packages say of themselves.</summary>
public partial class DependencyTests
{
    // Used in tests and benchmarks only: nothing of them reaches a user.
    private static readonly string[] _otherLicences = ["Npgsql", "Npgsql.EntityFrameworkCore.PostgreSQL", "Deque.AxeCore.Commons"];

    [Fact]
    public void The_page_lists_what_a_user_gets_with_its_licence()
    {
        Package[] given = [.. Packages("src").Where(package => package.ReachesUsers)];
        Assert.NotEmpty(given);
        Assert.Equal(given.Select(package => $"| {package.Name} | {package.Version} | {package.Licence} |").Order(StringComparer.Ordinal),
            PageTable("Everything, with licences").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_licence_is_MIT_Apache_or_BSD()
    {
        Package[] all = [.. Repository.Folders.SelectMany(Packages).Distinct()];
        Assert.True(all.Length > 100, $"the lock files name {all.Length} packages only");
        Assert.DoesNotContain(all, package =>
            package.Licence is not ("MIT" or "Apache-2.0" or "BSD-3-Clause") && !_otherLicences.Contains(package.Name));
        Assert.DoesNotContain(Packages("src"), package => _otherLicences.Contains(package.Name));
    }

    [Fact]
    public void The_tool_carries_the_notice_of_each_package_inside_it()
    {
        string notices = Repository.Read("src", "HealthScore.Tool", "THIRD-PARTY-NOTICES.txt");
        IEnumerable<string> inside = Packages("src/HealthScore.Tool").Where(package => package.ReachesUsers).Select(package => package.Name);
        Assert.Equal(inside.Order(StringComparer.Ordinal),
            Notice().Matches(notices).Select(line => line.Groups["name"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_package_is_of_a_version_with_a_known_vulnerability()
    {
        Package[] all = [.. Repository.Folders.SelectMany(Packages)];
        foreach (string[] row in PageTable("Known vulnerabilities").Select(line => line.Trim('|', ' ').Split(" | ")))
        {
            Package[] used = [.. all.Where(package => package.Name == row[0])];
            Assert.True(used.Length > 0, $"{row[0]} is not used any more; the page need not name it");
            Assert.All(used, package =>
                Assert.True(Version.Parse(package.Version) >= Version.Parse(row[3]), $"{package.Name} {package.Version}: {row[1]}"));
        }
    }

    private static IEnumerable<Package> Packages(string folder) =>
        Directory.EnumerateFiles(Repository.PathOf(folder), "packages.lock.json", SearchOption.AllDirectories)
            .SelectMany(file =>
            {
                using JsonDocument locks = JsonDocument.Parse(File.ReadAllText(file));
                return locks.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                    .Where(entry => entry.Value.GetProperty("type").GetString() != "Project")
                    .Select(entry => new Package(entry.Name, entry.Value.GetProperty("resolved").GetString()!))
                    .ToArray();
            })
            .Distinct();

    private static IEnumerable<string> PageTable(string heading)
    {
        string section = Repository.Read("docs", "dependencies.md").Split($"## {heading}\n")[1].Split("\n## ")[0];
        return section.Split('\n').Where(line => line.StartsWith('|')).Skip(2);
    }

    [GeneratedRegex("^  (?<name>[A-Z][A-Za-z0-9.]*) +Copyright ", RegexOptions.Multiline)]
    private static partial Regex Notice();

    private sealed partial record Package(string Name, string Version)
    {
        private static readonly string _packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

        private string Folder => Path.Combine(_packages, Name.ToLowerInvariant(), Version.ToLowerInvariant());

        // The analyzers and the linker's tasks only build.
        public bool ReachesUsers => Metadata("developmentDependency")?.Value != "true"
            && !Name.StartsWith("Microsoft.NET.ILLink", StringComparison.Ordinal);

        /// <summary>As the package says it: by an SPDX name, or by a text that is the MIT licence.</summary>
        public string Licence => Metadata("license") switch
        {
            { } licence when (string?)licence.Attribute("type") == "expression" => licence.Value,
            { } licence when IsMit(File.ReadAllText(Path.Combine(Folder, licence.Value))) => "MIT",
            // It names the licence's address only, and that is MIT.
            null when Name == "K4os.Compression.LZ4" => "MIT",
            _ => $"unknown: {Metadata("license")?.Value ?? Metadata("licenseUrl")?.Value}",
        };

        private XElement? Metadata(string name) => XDocument.Load(Path.Combine(Folder, $"{Name.ToLowerInvariant()}.nuspec")).Descendants()
            .FirstOrDefault(element => element.Name.LocalName == name);

        private static bool IsMit(string text) => Spaces().Replace(text, " ").Contains(
            "Permission is hereby granted, free of charge, to any person obtaining a copy", StringComparison.Ordinal);

        [GeneratedRegex(@"\s+")]
        private static partial Regex Spaces();
    }
}
