using System.Globalization;

namespace HealthScoring.Benchmarks;

/// <summary>What the command line asks for.</summary>
/// <param name="Rows">How many customers the big portfolio has; twelve columns of them must not fit into any cache.</param>
/// <param name="Rounds">How many rounds each pair of contenders has.</param>
/// <param name="Only">The one row or question to measure; all where null.</param>
internal sealed record Settings(int Rows = 4_000_000, int Rounds = 41, string? Only = null)
{
    private static Settings Usual { get; } = new();

    public static Settings Parse(ReadOnlySpan<string> arguments)
    {
        Settings settings = Usual;
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

    /// <summary>The options that differ from the defaults, as they are given.</summary>
    public string[] ToArguments() =>
    [
        .. Rows == Usual.Rows ? [] : (string[])["--rows", Rows.ToString(CultureInfo.InvariantCulture)],
        .. Rounds == Usual.Rounds ? [] : (string[])["--rounds", Rounds.ToString(CultureInfo.InvariantCulture)],
        .. Only is null ? [] : (string[])["--only", Only],
    ];

    public override string ToString() => string.Concat(ToArguments().Select(argument => $" {argument}"));
}
