using System.Text.Json;
using HealthScoring.Json;
using HealthScoring.Text;

namespace HealthScoring;

/// <summary>A condition in a profile.</summary>
internal static class ConditionFormat
{
    private const string Metric = "metric", Label = "label", Dimension = "dimension", Score = "score", Tier = "tier";

    private static readonly string[] Subjects = [Metric, Label, Dimension, Score, Tier, "all", "any"];

    // In the order of ConditionOperator.
    private static readonly string[] Comparisons = ["below", "atMost", "above", "atLeast", "between", "missing", "is", "isNot"];

    private static readonly string[] OfNumbers = Comparisons[..6], OfPoints = ["below", "atLeast"], OfLabels = ["is", "isNot", "missing"];

    // What nests deeper is easier to say as two rules.
    private const int MostLevels = 2;

    public static Condition Read(SourceNode node, SourceErrors errors)
    {
        var source = new SourceObject(node, errors, [.. Subjects, .. Comparisons]);
        string[] subjects = [.. source.Present.Intersect(Subjects)], comparisons = [.. source.Present.Intersect(Comparisons)];
        if (subjects.Length != 1)
        {
            if (!errors.HasFaultWithin(node.Path))
            {
                errors.Add(node, subjects.Length == 0 ? "the condition asks about nothing"
                    : $"the condition asks about {string.Join(" and ", subjects)}", $"give exactly one of {string.Join(", ", Subjects)}");
            }
            errors.Excuse(node.Path);
            return Condition.IsMissing("");
        }
        string subject = subjects[0];
        if (subject is not (Metric or Label or Dimension) && comparisons.Length > 0 && !errors.HasFaultWithin(node.Path))
        {
            errors.Add(source.PathOf(comparisons[0]), null, $"\"{comparisons[0]}\" stands beside \"{subject}\", which compares by itself",
                "remove one of the two");
        }
        return subject switch
        {
            Metric => ReadComparison(node, errors, source, comparisons, OfNumbers, ConditionSubject.Metric, source.Name(Metric)),
            Label => ReadLabel(node, errors, source, comparisons),
            Dimension => ReadComparison(node, errors, source, comparisons, OfPoints, ConditionSubject.Dimension, source.Name(Dimension)),
            Score => ReadScore(source.Find(Score), errors),
            Tier => Condition.TierIs([.. source.TextOrTexts(Tier)]),
            "all" => Condition.All([.. source.List("all", Read)]),
            _ => Condition.Any([.. source.List("any", Read)]),
        };
    }

    public static void Write(Condition when, PartWriter json)
    {
        switch (when.Subject)
        {
            case ConditionSubject.Conditions:
                json.List(when.Operator == ConditionOperator.All ? "all" : "any", when.Parts, Write);
                break;
            case ConditionSubject.Tier:
                json.TextOrNames(Tier, when.Values);
                break;
            case ConditionSubject.Score:
                json.Object(Score, when, WriteComparison);
                break;
            default:
                json.Text(Subjects[(int)when.Subject], when.Name);
                WriteComparison(when, json);
                break;
        }
    }

    /// <summary>Checks a condition.</summary>
    /// <param name="when">The condition.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="what">What it belongs to, in words.</param>
    /// <param name="known">What is known of a customer when it is asked.</param>
    /// <param name="levels">How many conditions that join others it stands in.</param>
    public static void Check(Condition when, PartCheck at, string what, ConditionSubject[] known, int levels = 0)
    {
        switch (when.Subject)
        {
            case ConditionSubject.Conditions:
                CheckJoined(when, at, what, known, levels);
                break;
            case not (ConditionSubject.Metric or ConditionSubject.Label) when !known.Contains(when.Subject):
                string asked = Subjects[(int)when.Subject];
                at.At(asked).Add(null, $"the condition of {what} cannot ask about the {asked}", when.Subject == ConditionSubject.Dimension
                    ? "ask about a metric, signal or label" : "ask about that in the \"when\" of an action");
                break;
            case ConditionSubject.Metric:
                at.At(Metric).Reference("metric", when.Name, at.Declared.Metrics, "declare it under \"signals\" if it earns no points, or ");
                CheckNumbers(when, at.At(MemberOf(when.Operator)));
                break;
            case ConditionSubject.Label:
                at.At(Label).Reference("label", when.Name, at.Declared.Labels, "declare it under \"labels\", or ");
                CheckTexts(when, at.At(MemberOf(when.Operator)));
                break;
            case ConditionSubject.Dimension:
                at.At(Dimension).Reference("dimension", when.Name, at.Declared.Dimensions);
                CheckNumbers(when, at.At(MemberOf(when.Operator)));
                if (double.IsFinite(when.Bound) && Math.Abs(when.Bound) > FormulaFormat.LargestPoints)
                {
                    at.At(MemberOf(when.Operator)).Add(when.Bound, $"{Number.Text(when.Bound)} points are too many",
                        "keep points between -1e9 and 1e9");
                }
                break;
            case ConditionSubject.Score:
                at.At(Score).At(MemberOf(when.Operator)).Score(when.Bound);
                break;
            case ConditionSubject.Tier:
                CheckTexts(when, at.At(Tier));
                if (at.At(Tier).HasFaultWithin)
                    break;
                for (int i = 0; i < when.Values.Count; i++)
                    Value(when, i, at.At(Tier)).Reference("tier", when.Values[i], at.Declared.Tiers);
                break;
        }
    }

    private static void CheckJoined(Condition when, PartCheck at, string what, ConditionSubject[] known, int levels)
    {
        string member = when.Operator == ConditionOperator.All ? "all" : "any";
        if (levels == MostLevels)
        {
            at.At(member).Add(null, $"conditions are nested more than {MostLevels} deep", "give the inner ones a guardrail or segment of their own");
            return;
        }
        if (when.Parts.Count == 0)
            at.At(member).Add("[]", $"\"{member}\" joins nothing", "give at least one condition");
        at.Each(member, when.Parts, (part, item) => Check(part, item, what, known, levels + 1));
    }

    private static void CheckNumbers(Condition when, PartCheck comparison)
    {
        if (comparison.HasFaultWithin)
            return;
        if (!double.IsFinite(when.Bound) || !double.IsFinite(when.UpperBound))
        {
            double bad = double.IsFinite(when.Bound) ? when.UpperBound : when.Bound;
            comparison.Add(bad, $"{Number.Text(bad)} is not a finite number", "give a finite number");
        }
        else if (when.UpperBound < when.Bound)
        {
            comparison.Add(null, $"the range from {Number.Text(when.Bound)} to {Number.Text(when.UpperBound)} is empty",
                "give the smaller bound first");
        }
    }

    private static void CheckTexts(Condition when, PartCheck texts)
    {
        if (when.Operator == ConditionOperator.Missing || texts.HasFaultWithin)
            return;
        if (when.Values.Count == 0)
            texts.Add("[]", "there is nothing to compare with", "give at least one text");
        for (int i = 0; i < when.Values.Count; i++)
            Value(when, i, texts).Text(when.Values[i]);
    }

    /// <summary>Where one of the texts stands: one alone may be given without a list.</summary>
    private static PartCheck Value(Condition when, int index, PartCheck texts) => when.Values.Count == 1 ? texts : texts.AtItem(index);

    private static string MemberOf(ConditionOperator comparison) => Comparisons[(int)comparison];

    private static void WriteComparison(Condition when, PartWriter json)
    {
        string member = MemberOf(when.Operator);
        if (when.Operator == ConditionOperator.Missing)
            json.Flag(member, true);
        else if (when.Operator is ConditionOperator.Is or ConditionOperator.IsNot)
            json.TextOrNames(member, when.Values);
        else if (when.Operator == ConditionOperator.Between)
            json.OneLine(member, $"[{CurveFormat.Text(when.Bound)}, {CurveFormat.Text(when.UpperBound)}]");
        else
            json.Number(member, when.Bound);
    }

    private static Condition ReadComparison(SourceNode node, SourceErrors errors, SourceObject source, string[] given, string[] allowed,
        ConditionSubject subject, string name)
    {
        if (!IsOneOf(node, errors, given, allowed))
        {
            // Of a dimension nobody knows what to ask instead.
            if (subject == ConditionSubject.Dimension)
                errors.Excuse(node.Path);
            return Condition.IsMissing(name);
        }
        return (given[0], subject) switch
        {
            ("below", ConditionSubject.Dimension) => Condition.DimensionBelow(name, source.RequireNumber("below")),
            (_, ConditionSubject.Dimension) => Condition.DimensionAtLeast(name, source.RequireNumber("atLeast")),
            ("below", _) => Condition.Below(name, source.RequireNumber("below")),
            ("atMost", _) => Condition.AtMost(name, source.RequireNumber("atMost")),
            ("above", _) => Condition.Above(name, source.RequireNumber("above")),
            ("atLeast", _) => Condition.AtLeast(name, source.RequireNumber("atLeast")),
            ("between", _) => ReadBetween(source, name),
            _ => ReadIsMissing(source, errors, Condition.IsMissing(name)),
        };
    }

    private static Condition ReadLabel(SourceNode node, SourceErrors errors, SourceObject source, string[] given)
    {
        string name = source.Name(Label);
        if (!IsOneOf(node, errors, given, OfLabels))
            return Condition.LabelIsMissing(name);
        return given[0] switch
        {
            "is" => Condition.LabelIs(name, [.. source.TextOrTexts("is")]),
            "isNot" => Condition.LabelIsNot(name, [.. source.TextOrTexts("isNot")]),
            _ => ReadIsMissing(source, errors, Condition.LabelIsMissing(name)),
        };
    }

    private static Condition ReadScore(SourceNode? node, SourceErrors errors)
    {
        // A score that is null is an error already.
        if (node is null)
            return Condition.ScoreAtLeast(0);
        var source = new SourceObject(node, errors, OfPoints);
        string[] given = [.. source.Present.Intersect(OfPoints)];
        if (!IsOneOf(node, errors, given, OfPoints))
            return Condition.ScoreAtLeast(0);
        return given[0] == "below" ? Condition.ScoreBelow(source.RequireNumber("below")) : Condition.ScoreAtLeast(source.RequireNumber("atLeast"));
    }

    /// <summary>Whether there is exactly one comparison, and one that is allowed; where not, that is an error.</summary>
    private static bool IsOneOf(SourceNode node, SourceErrors errors, string[] given, string[] allowed)
    {
        if (given.Length == 1 && allowed.Contains(given[0]))
            return true;
        if (!errors.HasFaultWithin(node.Path))
        {
            errors.Add(node, given.Length == 0 ? "the condition compares with nothing"
                : given.Length > 1 ? $"the condition has {given.Length} comparisons"
                : $"\"{given[0]}\" does not compare what the condition asks about", $"give exactly one of {string.Join(", ", allowed)}");
        }
        return false;
    }

    private static Condition ReadBetween(SourceObject source, string metric)
    {
        (double from, double to) = source.Require("between", "write [from, to]") is { } node
            ? source.PairOf(node, "write [from, to]")
            : (double.NaN, double.NaN);
        return Condition.Between(metric, from, to);
    }

    private static Condition ReadIsMissing(SourceObject source, SourceErrors errors, Condition isMissing)
    {
        if (source.Require("missing", "write \"missing\": true") is { Kind: not JsonTokenType.True } node)
            errors.Add(node, $"\"missing\" is {node.Raw}", "write \"missing\": true, or use another comparison");
        return isMissing;
    }
}
