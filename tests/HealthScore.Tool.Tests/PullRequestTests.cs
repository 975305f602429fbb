using System.Diagnostics;
using Xunit;

namespace HealthScoring.Tests.Tool;

/// <summary>The script of the page on pull requests, run by a shell in a repository of git, over the command as its users have it.</summary>
public sealed class PullRequestTests : IDisposable
{
    private readonly Workplace _work = new();

    public void Dispose() => _work.Dispose();

    [Fact]
    public void The_script_writes_the_comment_that_the_page_shows()
    {
        RequireShell();
        Prepare();
        Commit();
        Change(profile => WithUsageWeight(profile, 6));
        (int code, string comment, string error) = Comment();
        Assert.Equal((1, ""), (code, error));
        string page = File.ReadAllText(Workplace.PathOf("docs", "pull-requests.md"));
        int from = page.IndexOf("`````markdown\n", StringComparison.Ordinal) + 14, to = page.IndexOf("`````\n", from, StringComparison.Ordinal);
        Assert.Equal(page[from..to], comment);
    }

    [Fact]
    public void A_change_that_moves_few_passes_and_an_unsound_one_is_refused_before_anybody_is_moved()
    {
        RequireShell();
        Prepare();
        Commit();
        Change(profile => WithUsageWeight(profile, 4));
        (int code, string comment, _) = Comment();
        Assert.Equal(0, code);
        Assert.Contains("22 of 600 customers change tier (3.7 %)", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("refused", comment, StringComparison.Ordinal);

        Change(profile => profile.Replace("\"weight\"", "\"wieght\"", StringComparison.Ordinal));
        (code, comment, _) = Comment();
        Assert.Equal(1, code);
        Assert.Contains("### Is it sound?: refused", comment, StringComparison.Ordinal);
        Assert.DoesNotContain("### What changes", comment, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_found_out_is_no_refusal()
    {
        RequireShell();
        Prepare();
        Commit();
        File.Delete(_work["accounts.csv"]);
        (int code, _, string error) = Comment();
        Assert.Equal(2, code);
        Assert.Contains("accounts.csv", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_that_is_not_there_is_not_a_base_without_the_profile()
    {
        RequireShell();
        Prepare();
        Shell("git commit -q --allow-empty -m first");
        Commit();
        Change(profile => WithUsageWeight(profile, 6));
        (int code, _, string error) = Comment("0123456789012345678901234567890123456789");
        Assert.Equal((2, "There is no commit 0123456789012345678901234567890123456789 here; fetch it.\n"), (code, error));
        Assert.Equal(0, Comment("HEAD~1").Code);
        (code, _, error) = Comment(profile: "\"$PWD/profile.json\"");
        Assert.Equal(2, code);
        Assert.EndsWith("/profile.json; give its path from this folder.\n", error, StringComparison.Ordinal);
        // From a folder of the repository, too.
        Shell("git checkout -q profile.json && mkdir sub && git mv profile.json sub/ && git commit -q -m moved && cp accounts.* sub/");
        _work.With("sub/profile.json", WithUsageWeight(_work.Read("sub/profile.json"), 6));
        Assert.Equal(1, Comment("HEAD", folder: "sub").Code);
    }

    private static string WithUsageWeight(string profile, int weight)
    {
        const string Before = "\"weight\": 3";
        int at = profile.IndexOf(Before, profile.IndexOf("\"usage-frequency\"", StringComparison.Ordinal), StringComparison.Ordinal);
        return $"{profile[..at]}\"weight\": {weight}{profile[(at + Before.Length)..]}";
    }

    private static void RequireShell() => Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for a POSIX shell.");

    private void Prepare()
    {
        _work.With("accounts.csv", File.ReadAllBytes(Workplace.PathOf("docs", "samples", "Tool", "accounts.csv")));
        Assert.Equal(0, _work.Run("new", "profile.json"));
        Assert.Equal(0, _work.Run("map", "profile.json", "accounts.csv"));
        // The command, as a shell finds it on its path.
        _work.With("healthscore", $"#!/bin/sh\nexec dotnet '{Path.Combine(AppContext.BaseDirectory, "HealthScore.Tool.dll")}' \"$@\"\n");
        Shell("chmod +x healthscore && git init -q -b main && git config user.email t@example.org && git config user.name t");
    }

    private void Commit() => Shell("git add profile.json && git commit -q -m profile");

    private void Change(Func<string, string> change) => _work.With("profile.json", change(_work.Read("profile.json")));

    private (int Code, string Output, string Error) Comment(string commit = "HEAD", string folder = ".", string profile = "profile.json") =>
        Shell($"cd {folder} && AS_OF=2026-09-01 sh '{Workplace.PathOf("docs", "samples", "Tool", "profile-comment.sh")}' {commit} {profile} "
            + "accounts.csv", mayFail: true);

    private (int Code, string Output, string Error) Shell(string command, bool mayFail = false)
    {
        var start = new ProcessStartInfo("sh", ["-c", command])
        {
            WorkingDirectory = Path.GetDirectoryName(_work["."])!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{start.WorkingDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string said = error.GetAwaiter().GetResult();
        Assert.True(mayFail || process.ExitCode == 0, said);
        return (process.ExitCode, output, said);
    }
}
