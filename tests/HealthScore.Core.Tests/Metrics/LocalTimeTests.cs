using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace HealthScoring.Tests.Metrics;

/// <summary>A DateTime where a time with its offset belongs does not compile: it would silently take the offset of the machine.</summary>
public sealed class LocalTimeTests
{
    [Theory]
    [InlineData("scorer.Score(account, time)", "HealthScorer<string>.Score(string, DateTime)")]
    [InlineData("new Measurement(1, time)", "Measurement.Measurement(double?, DateTime?)")]
    [InlineData("new Measurement(1, (DateTime?)time)", "Measurement.Measurement(double?, DateTime?)")]
    [InlineData("new Measurement(null, observedAt: time)", "Measurement.Measurement(double?, DateTime?)")]
    [InlineData("new UsageEvent(time, account, account)", "UsageEvent.UsageEvent(DateTime, string, string)")]
    [InlineData("new SurveyAnswer(time, 9)", "SurveyAnswer.SurveyAnswer(DateTime, int)")]
    public void A_time_without_its_offset_does_not_compile(string expression, string member)
    {
        Assert.Equal(
            [
                $"'{member}' is obsolete: 'A DateTime does not say its offset and would count as local time of the machine, unless its Kind is Utc. "
                    + "Give a DateTimeOffset, such as new DateTimeOffset(time, TimeSpan.Zero) for a time in UTC.'",
            ],
            Errors(expression));
    }

    [Theory]
    [InlineData("scorer.Score(account, DateTimeOffset.UtcNow)")]
    [InlineData("new Measurement(1)")]
    [InlineData("new Measurement(null, DateTimeOffset.UtcNow)")]
    [InlineData("new Measurement(1, (DateTimeOffset?)null)")]
    [InlineData("new UsageEvent(new DateTimeOffset(time, TimeSpan.Zero), account, account)")]
    [InlineData("new SurveyAnswer(DateTimeOffset.UtcNow, 9)")]
    public void A_time_with_its_offset_compiles(string expression) => Assert.Empty(Errors(expression));

    private static IEnumerable<string> Errors(string expression)
    {
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        string program = "using System; using HealthScoring; class Program { "
            + $"object M(HealthScorer<string> scorer, string account, DateTime time) => {expression}; }}";
        return CSharpCompilation.Create("Times", [CSharpSyntaxTree.ParseText(program, cancellationToken: TestContext.Current.CancellationToken)],
                references, new(OutputKind.DynamicallyLinkedLibrary))
            .GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }
}
