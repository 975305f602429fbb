using HealthScoring.Portfolios;
using HealthScoring.Sql;
using HealthScoring.Tests.Properties;

namespace HealthScoring.Tests.Sql;

/// <summary>
/// Children with scores, as rows that a view or a nightly job may have left in a database, and the parents that the library makes of them.
/// </summary>
internal sealed class ParentTrial
{
    private const string Table = "scores \"of\" `the` [night]\\";
    private const string Parent = "it's the \"parent\"";
    private const string ChildName = "child [of] it";

    private readonly ScoringProfile _profile;
    private readonly (int? Parent, Child Child)[] _children;

    public ParentTrial(Trial trial, int most)
    {
        _profile = trial.Profile.Build();
        Random random = trial.Choices;
        int parents = random.Next(1, 8);
        _children = [.. Child.Some(_profile, most, random).Select(child => ((int?)random.Next(parents), child))];
        for (int i = 0; i < _children.Length; i += 1 + random.Next(9))
            _children[i].Parent = null;
    }

    public int Count => _children.Length;

    /// <summary>The parents by their ids, with the children that each may name as the one that takes most.</summary>
    public Dictionary<long, (ParentScore Score, Child[] Costliest)> Parents() => _children.Where(row => row.Parent is not null)
        .GroupBy(row => (long)row.Parent!.Value, row => row.Child).ToDictionary(group => group.Key, group =>
        {
            ParentScore score = Child.Tally(_profile, group).ToScore();
            Child[] alike = [.. group.Where(child => score.CostliestChild is { } costliest && Costs(child, costliest))];
            return (score, alike);
        });

    public CustomerTable For(Engine engine) => new(Table,
        [
            (Parent, ColumnKind.Number), (ChildName, ColumnKind.Text), ("score", ColumnKind.Number), ("tier_index", ColumnKind.Number),
            ("weight", ColumnKind.Number),
        ],
        [.. _children.Select((row, i) => (object?[])
        [
            row.Parent is { } parent ? (double)parent : null, row.Child.Name, row.Child.Score, row.Child.Tier < 0 ? null : (double)row.Child.Tier,
            row.Child.Weight ?? (i % 3 == 0 && engine.StoresNaN ? double.NaN : i % 3 == 1 ? -1.0 : null),
        ])]);

    public SqlQuery Sql(Engine engine) => SqlScoring.Create(_profile, engine.Dialect, source =>
    {
        source.Table("t").Key("k").Weight("w");
        foreach (string name in _profile.MetricNames)
        {
            if (_profile.Labels.Contains(name))
                source.Label(name, "x");
            else
                source.Metric(name, "x", ageInDays: "x");
        }
    }).Parents([Table], Parent, ChildName);

    /// <summary>Whether a child takes what the costliest one takes, to the last bit.</summary>
    private bool Costs(Child child, ChildScore costliest) => child.Weight > 0 && _profile.Parents.RollUp switch
    {
        RollUpRule.Lowest => 100 - child.Score == 100 - costliest.Value,
        RollUpRule.ShareBelow => child.Weight == costliest.Weight && child.Tier < _profile.Tiers.IndexOf(_profile.Parents.Below),
        _ => Steps(child.Weight.Value) * (100 - child.Score.GetValueOrDefault(100)) == Steps(costliest.Weight) * (100 - costliest.Value!.Value),
    };

    private static double Steps(double weight) => Math.Round(weight * 1048576);
}
