using System.Globalization;
using HealthScoring.Plans;
using HealthScoring.Sql.Expressions;
using static HealthScoring.Sql.Expressions.MappingErrors;

namespace HealthScoring.Sql.Queries;

/// <summary>Checks a source against a plan and a dialect: every error is found before anything is written.</summary>
internal sealed class MappingCheck
{
    private readonly Plan _plan;
    private readonly SqlDialect _dialect;
    private readonly SqlSourceBuilder _source;
    private readonly MappingErrors _errors;

    private MappingCheck(Plan plan, SqlDialect dialect, SqlSourceBuilder source) =>
        (_plan, _dialect, _source, _errors) = (plan, dialect, source, new(plan.Profile, dialect));

    public static void ThrowIfInvalid(Plan plan, SqlDialect dialect, SqlSourceBuilder source)
    {
        var check = new MappingCheck(plan, dialect, source);
        check.CheckSource();
        check.CheckKeys();
        check.CheckMetrics();
        check.CheckExpressions();
        check.CheckNumbers();
        check.CheckTexts();
        check._errors.ThrowIfAny();
    }

    private void CheckSource()
    {
        if (_source.Tables.Count + _source.Queries.Count == 0)
            _errors.Add("source", "there is none", "name it with Table or Query");
        if (_source.Tables.Count + _source.Queries.Count > 1)
            _errors.Add("source", "there is more than one", "call Table or Query once");
        foreach (string[] path in _source.Tables)
            _errors.CheckPath("table", path);
        foreach (string query in _source.Queries)
            _errors.CheckQuery("source query", query);
    }

    private void CheckKeys()
    {
        if (_source.Kept.Count == 0)
            _errors.Add("key", "there is none", "name the column that identifies the customer with Key");
        foreach ((string column, string name) in _source.Kept)
        {
            string path = Named("key", name);
            _errors.CheckName(path, "the column's name", column);
            if (name != column)
                _errors.CheckName(path, "its own name", name);
            if (_dialect.Nested && name != column && _source.ColumnsRead.Contains(name, StringComparer.Ordinal))
                _errors.Add(path, $"another column has that name, and {_dialect} would take one for the other", "use another name");
            if (_dialect.SystemColumns.Contains(name, StringComparer.OrdinalIgnoreCase))
                _errors.Add(path, $"{_dialect} has a column of its own of that name", $"give the key another with Key(\"{column}\", name: …)");
            if (QueryWriter.IsResult(name))
                _errors.Add(path, "a result has that name", $"give the key another with Key(\"{column}\", name: …)");
        }
        foreach (string twice in _source.Kept.GroupBy(kept => kept.Name, StringComparer.OrdinalIgnoreCase)
            .Where(same => same.Count() > 1).Select(same => same.Key))
        {
            _errors.Add(Named("key", twice), "it is there twice, or only its case differs", "give each a name of its own with Key(…, name: …)");
        }
    }

    private void CheckMetrics()
    {
        ILookup<string, MetricSource> given = _source.Metrics.ToLookup(metric => metric.Name);
        foreach (string name in _plan.Columns.Where(name => !given.Contains(name)))
        {
            (string what, string method) = IsLabel(name) ? ("label", nameof(SqlSourceBuilder.Label)) : ("metric", nameof(SqlSourceBuilder.Metric));
            _errors.Add(Named(what, name), "it has no column, and SQL cannot run code of yours",
                $"say where its values are with {method}(\"{name}\", …)");
        }
        foreach (MetricSource metric in given.Where(same => !_plan.Columns.Contains(same.Key)).Select(same => same.First()))
            _errors.Add(Named(metric.What, metric.Name), "the profile has none of that name", $"use one of: {string.Join(", ", _plan.Columns)}");
        foreach (MetricSource metric in given.Where(same => _plan.Columns.Contains(same.Key)).SelectMany(same => same)
            .Where(metric => metric.IsLabel != IsLabel(metric.Name)))
        {
            _errors.Add(Named(metric.What, metric.Name), $"the profile has a {(metric.IsLabel ? "metric or signal" : "label")} of that name",
                $"call {(metric.IsLabel ? nameof(SqlSourceBuilder.Metric) : nameof(SqlSourceBuilder.Label))}");
        }
        foreach (MetricSource twice in given.Where(same => same.Count() > 1).Select(same => same.First()))
            _errors.Add(Named(twice.What, twice.Name), "it is mapped twice", "call Metric or Label once for each");
        foreach (string name in _plan.Fading.Select(i => _plan.Columns[i]).Where(given.Contains))
        {
            MetricSource metric = given[name].First();
            if (metric is { ObservedAt: null, AgeInDays: null })
                _errors.Add(Named("metric", name), "it fades, and nothing says how old its values are", "give observedAt or ageInDays");
            if (metric is { ObservedAt: not null, AgeInDays: not null })
                _errors.Add(Named("metric", name), "it has both observedAt and ageInDays", "give one");
        }
        int most = _plan.Base.Dimensions.Max(dimension => dimension.Source.Metrics.Count), dimensions = _plan.Base.Dimensions.Length;
        if (most + dimensions > _dialect.MostTerms)
        {
            _errors.Add("profile",
                $"the largest dimension has {most} metrics and the profile {dimensions} dimensions, together too long a sum for {_dialect}",
                $"use at most {_dialect.MostTerms}");
        }
    }

    private bool IsLabel(string name) => _plan.Profile.Labels.Contains(name, StringComparer.Ordinal);

    private void CheckExpressions()
    {
        foreach ((string path, SqlExpression expression) in _source.Expressions)
            expression.Form.Check(path, _errors);
        if (_source.Time is { } asOf && asOf.Form.Columns.Any() && _source.Expressions.Any(pair => pair.Expression.Form.ReadsTime))
        {
            _errors.Add(SqlSourceBuilder.TimePath, "it is a column of the customers, and the starters count as of one time for all",
                "give AsOf one time");
        }
        if (_source.FixedTime is { } time && time.UtcTicks % _dialect.FinestTicks != 0)
        {
            _errors.Add(SqlSourceBuilder.TimePath, string.Create(CultureInfo.InvariantCulture, $"{time:O} is finer than {_dialect} can say"),
                $"use whole {(_dialect.FinestTicks == TimeSpan.TicksPerMicrosecond ? "microseconds" : "milliseconds")}");
        }
    }

    /// <summary>Numbers that the database does not have would be others there, and the score with them.</summary>
    private void CheckNumbers()
    {
        if (_dialect.HasSubnormals)
            return;
        foreach ((string path, string holder, double number) in Numbers().Where(one => double.IsSubnormal(one.Number)).Distinct())
        {
            _errors.Add(path, string.Create(CultureInfo.InvariantCulture,
                $"{holder} has the number {number:R}, and {_dialect} has none so near to 0"), "use 0");
        }
    }

    /// <summary>Not every database has that character in a text, and some end a query at it.</summary>
    private void CheckTexts()
    {
        IEnumerable<(string Path, Condition When)> asked = _plan.Scorecards.SelectMany(scorecard => scorecard.Guardrails)
            .Select(guardrail => (Named("guardrail", guardrail.Rule.Name), guardrail.Rule.When))
            .Concat(_plan.Scorecards.SelectMany(scorecard => scorecard.Actions).Where(action => action.Rule.When is not null)
                .Select(action => (Named("action", action.Rule.Name), action.Rule.When!)))
            .Concat(_plan.Profile.Segments.Where(segment => segment.When is not null)
                .Select(segment => (Named("segment", segment.Name), segment.When!)));
        foreach (string path in asked.Where(one => one.When.Leaves.Any(leaf => leaf.Values.Any(value => value.Contains('\0'))))
            .Select(one => one.Path).Distinct())
        {
            _errors.Add(path, "it asks for a text with the character NUL", "leave that text out");
        }
    }

    private IEnumerable<(string Path, string Holder, double Number)> Numbers()
    {
        foreach (Scorecard scorecard in _plan.Scorecards)
        {
            foreach (MetricPlan metric in scorecard.Metrics)
            {
                foreach (Piece piece in metric.Curve.Pieces())
                {
                    foreach (double number in (double[])[piece.From, piece.Start, piece.Offset, piece.Slope])
                        yield return (Named("metric", metric.Name), "its curve", number);
                }
                yield return (Named("metric", metric.Name), "its missing policy", metric.Source.Missing.FixedPoints);
            }
            foreach (DimensionPlan dimension in scorecard.Dimensions)
                yield return (Named("dimension", dimension.Name), "its formula", dimension.Formula.InitialPoints);
            yield return ("profile", "its formula", scorecard.Formula.InitialPoints);
            foreach (Guardrail rule in scorecard.Guardrails.Select(guardrail => guardrail.Rule))
            {
                foreach (double number in Numbers(rule.When).Append(rule.Limit))
                    yield return (Named("guardrail", rule.Name), "it", number);
            }
            foreach (Tier tier in scorecard.Tiers)
                yield return (Named("tier", tier.Name), "it", tier.From);
            if (scorecard.Segment is { When: { } when } segment)
            {
                foreach (double number in Numbers(when))
                    yield return (Named("segment", segment.Name), "its condition", number);
            }
            foreach (ActionRule rule in scorecard.Actions.Select(action => action.Rule).Where(rule => rule.When is not null))
            {
                foreach (double number in Numbers(rule.When!))
                    yield return (Named("action", rule.Name), "its condition", number);
            }
        }
        for (int column = 0; column < _plan.FirstLabel; column++)
        {
            if (_plan.AcceptedOf(column) is not { } accepted)
                continue;
            foreach (double number in accepted.MissingValues.Concat(accepted.Valid is { } valid ? [valid.From, valid.To] : Array.Empty<double>()))
                yield return (Named("metric", _plan.Columns[column]), "what it accepts", number);
        }
    }

    private static IEnumerable<double> Numbers(Condition when) => when.Leaves.SelectMany(leaf => new[] { leaf.Bound, leaf.UpperBound });
}
