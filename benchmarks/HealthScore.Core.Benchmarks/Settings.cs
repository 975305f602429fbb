using System.Globalization;

namespace HealthScoring.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Rows">How many customers the big portfolio has; twelve columns of them must not fit into any cache.</param>
/// <param name="Rounds">How many rounds each pair of contenders has.</param>
/// <param name="Only">The one row or question to measure; all where null.</param>
internal sealed record Settings(int Rows = 4_000_000, int Rounds = 41, string? Only = null)
{
    public static Settings Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new Settings();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : throw new ArgumentException($"{arguments[i]} needs a value.");
            settings = arguments[i] switch
            {
                "--rows" => settings with { Rows = int.Parse(value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture) },
                "--rounds" => settings with { Rounds = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => settings with { Only = value },
                _ => throw new ArgumentException($"'{arguments[i]}' is no option; there are --rows, --rounds and --only."),
            };
        }
        return settings;
    }

    public bool Wants(string name) => Only is null || Only == name;

    /// <summary>The options as they were given.</summary>
    public override string ToString() => string.Concat(
        Rows == new Settings().Rows ? "" : string.Create(CultureInfo.InvariantCulture, $" --rows {Rows}"),
        Rounds == new Settings().Rounds ? "" : string.Create(CultureInfo.InvariantCulture, $" --rounds {Rounds}"),
        Only is null ? "" : $" --only {Only}");
}
