using System.Text.Json;
using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Analysis;

/// <summary>
/// Right values, computed independently of the library. Keeps the largest relative error of a test, and prints it where the output of tests is shown.
/// </summary>
internal sealed class Vectors(string group)
{
    private static readonly JsonElement All =
        JsonDocument.Parse(Repository.Read("tests", "HealthScore.Core.Tests", "Analysis", "analysis-vectors.json")).RootElement;

    private double _worst;

    public JsonElement Group { get; } = All.GetProperty(group);

    public JsonElement this[string name] => Group.GetProperty(name);

    public static JsonElement Of(string group) => All.GetProperty(group);

    public void Close(JsonElement expected, double actual, double tolerance = 1e-12) => Close(expected.GetDouble(), actual, tolerance);

    public void Close(double expected, double actual, double tolerance = 1e-12)
    {
        double error = expected == actual ? 0 : Math.Abs(actual - expected) / (expected == 0 ? 1 : Math.Abs(expected));
        Assert.True(error <= tolerance, FormattableString.Invariant($"{group}: {actual:R} is not {expected:R}, the relative error is {error:E2}"));
        if (error >= _worst)
        {
            _worst = error;
            TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant($"{group}: worst relative error {error:E1}"));
        }
    }

    public void Close(JsonElement expected, ReadOnlySpan<double> actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.GetArrayLength(), actual.Length);
        for (int i = 0; i < actual.Length; i++)
            Close(expected[i], actual[i], tolerance);
    }
}
