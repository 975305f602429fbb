using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>How customers are followed, in a profile.</summary>
internal static class TrackingFormat
{
    private const int MostScores = 1000;
    private const int MostWindowDays = 400;

    public static TrackingRules Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, "margin", "dwell", "drop", "rise", "window", "acceptLossAfter");
        (Dwell down, Dwell up) = source.Find("dwell") is { } dwell ? ReadDwells(dwell, errors) : (Dwell.None, Dwell.None);
        return new()
        {
            Margin = source.Number("margin", 0),
            DwellDown = down,
            DwellUp = up,
            Drop = source.Number("drop"),
            Rise = source.Number("rise"),
            GivenWindow = source.Duration("window"),
            AcceptLossAfter = source.Duration("acceptLossAfter") ?? TrackingRules.DefaultAcceptLossAfter,
        };
    }

    public static void Write(TrackingRules rules, PartWriter json)
    {
        json.NumberUnless(0, "margin", rules.Margin);
        (string? down, string? up) = (Text(rules.DwellDown), Text(rules.DwellUp));
        if (down == up)
            json.Text("dwell", down);
        else
        {
            json.Object("dwell", rules, (_, dwell) =>
            {
                dwell.Text("down", down);
                dwell.Text("up", up);
            });
        }
        json.Number("drop", rules.Drop);
        json.Number("rise", rules.Rise);
        json.Text("window", rules.Window == TrackingRules.DefaultWindow ? null : Duration.Text(rules.Window));
        json.Text("acceptLossAfter",
            rules.AcceptLossAfter == TrackingRules.DefaultAcceptLossAfter ? null : Duration.Text(rules.AcceptLossAfter));
    }

    public static void Check(TrackingRules rules, PartCheck at)
    {
        if (rules.Margin is not (>= 0 and <= 100))
            at.At("margin").Add(rules.Margin, $"{Number.Text(rules.Margin)} points are no margin", "give 0 or a few points");
        PartCheck dwell = at.At("dwell");
        // The same one is given once, for both.
        if (ReferenceEquals(rules.DwellDown, rules.DwellUp))
            CheckDwell(rules.DwellDown, dwell);
        else
        {
            CheckDwell(rules.DwellDown, dwell.At("down"));
            CheckDwell(rules.DwellUp, dwell.At("up"));
        }
        CheckChange(rules.Drop, at.At("drop"));
        CheckChange(rules.Rise, at.At("rise"));
        at.At("acceptLossAfter").Time(rules.AcceptLossAfter, TimeSpan.Zero);
        if (rules is { GivenWindow: not null, Drop: null, Rise: null } && !at.HasFaultWithin)
        {
            at.At("window").AddText(Duration.Text(rules.Window), "there is a window and nothing to look for in it",
                "give a \"drop\" or a \"rise\", or remove it");
        }
        else if (rules.Window.Ticks % TimeSpan.TicksPerDay != 0 || rules.Window < TimeSpan.FromDays(1)
            || rules.Window > TimeSpan.FromDays(MostWindowDays))
        {
            at.At("window").AddText(Duration.Text(rules.Window), $"{Duration.Text(rules.Window)} is not a window",
                $"use whole days from 1 to {MostWindowDays}");
        }
    }

    private static string? Text(Dwell dwell) => dwell.IsNone ? null : dwell.ToString();

    private static void CheckDwell(Dwell dwell, PartCheck at)
    {
        if (dwell.Time is { } time)
            at.Time(time, TimeSpan.Zero);
        else if (dwell.Count is not (>= 1 and <= MostScores))
            at.AddText(dwell.ToString(), $"{dwell} cannot be waited for", $"use 1 to {MostScores} scores");
    }

    /// <summary>One dwell for both directions, or one for each.</summary>
    private static (Dwell Down, Dwell Up) ReadDwells(SourceNode node, SourceErrors errors)
    {
        if (node.Kind != JsonTokenType.StartObject)
        {
            Dwell both = ReadDwell(node, errors);
            return (both, both);
        }
        var source = new SourceObject(node, errors, "down", "up");
        return (source.Value("down", ReadDwell) ?? Dwell.None, source.Value("up", ReadDwell) ?? Dwell.None);
    }

    private static Dwell ReadDwell(SourceNode node, SourceErrors errors)
    {
        if (node.Kind == JsonTokenType.String && Duration.TryCounted(node.Text, "score", out int scores))
            return Dwell.Scores(scores);
        if (node.Kind == JsonTokenType.String && Duration.TryParse(node.Text, out TimeSpan time))
            return Dwell.For(time);
        errors.Add(node, $"{node.Raw} is not a dwell",
            "write a whole number of days, hours or scores, such as \"14 days\" or \"3 scores\", or { \"down\": …, \"up\": … }");
        return Dwell.None;
    }

    private static void CheckChange(double? points, PartCheck at)
    {
        if (points is { } given and not (> 0 and <= 100))
            at.Add(given, $"a score cannot change by {Number.Text(given)} points", "give a number above 0, at most 100");
    }
}
