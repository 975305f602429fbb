using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// What a good developer writes by hand, row by row over the same arrays: knots and slopes in flat arrays, no allocation, no calls through
/// interfaces. The same semantics, operations and bits, for weighted means, missing values that are left out, and caps; no vectors.
/// </summary>
internal sealed class ScalarLoop<TSearch> : Contender
    where TSearch : struct, IPieceSearch
{
    private readonly double[][] _columns;
    private readonly Plan[][] _dimensions;
    private readonly double[] _dimensionWeights;
    private readonly (double[] Column, bool Below, double Bound, double Limit)[] _caps;
    private readonly double[] _cuts;
    private readonly double[] _scores;
    private readonly int[] _tiers;

    public ScalarLoop(Portfolio portfolio)
        : base($"scalar loop, {TSearch.Name}", portfolio.Rows)
    {
        ScoringProfile profile = portfolio.Draft.Profile;
        Dimension[] dimensions = [.. profile.Dimensions.OrderBy(dimension => dimension.Name, StringComparer.Ordinal)];
        _columns = portfolio.Columns;
        _dimensions = [.. dimensions.Select(dimension => dimension.Metrics.OrderBy(metric => metric.Name, StringComparer.Ordinal)
            .Select(metric => new Plan(portfolio.Names.ToList().IndexOf(metric.Name), metric.Weight, metric.Curve)).ToArray())];
        _dimensionWeights = [.. dimensions.Select(dimension => dimension.Weight)];
        _caps = [.. profile.Guardrails.Select(cap =>
            (portfolio.Column(cap.When.Name), cap.When.Operator == ConditionOperator.Below, cap.When.Bound, cap.Limit))];
        _cuts = [.. profile.Tiers.Skip(1).Select(tier => tier.From)];
        _scores = new double[Rows];
        _tiers = new int[Rows];
    }

    public override void Run(int first, int count)
    {
        for (int row = first; row < first + count; row++)
        {
            double score = ScoreRow(row);
            int tier = double.IsNaN(score) ? -1 : 0;
            foreach (double cut in _cuts)
                tier += score >= cut ? 1 : 0;
            (_scores[row], _tiers[row]) = (score, tier);
        }
    }

    public override Scored Score(int count)
    {
        Run(0, count);
        return new(_scores[..count], _tiers[..count]);
    }

    private double ScoreRow(int row)
    {
        var overall = new Mean();
        for (int d = 0; d < _dimensions.Length; d++)
        {
            var dimension = new Mean();
            foreach (Plan metric in _dimensions[d])
            {
                double value = _columns[metric.Column][row];
                if (double.IsFinite(value))
                    dimension.Add(metric.Weight, metric.Points(value));
            }
            if (dimension.Weights > 0)
                overall.Add(_dimensionWeights[d], dimension.Result);
        }
        if (overall.Weights == 0)
            return double.NaN;
        double score = overall.Result;
        foreach ((double[] column, bool below, double bound, double limit) in _caps)
        {
            if (below ? column[row] < bound : column[row] > bound && double.IsFinite(column[row]))
                score = Math.Min(score, limit);
        }
        return score;
    }

    private struct Mean()
    {
        private double _sum;
        private double _least = double.PositiveInfinity;
        private double _most = double.NegativeInfinity;

        public double Weights { get; private set; }

        public readonly double Result => Math.Min(Math.Max(_sum / Weights, _least), _most);

        public void Add(double weight, double points)
        {
            _sum += weight * points;
            Weights += weight;
            _least = Math.Min(_least, points);
            _most = Math.Max(_most, points);
        }
    }

    private sealed class Plan
    {
        private readonly double[] _x;
        private readonly double[] _y;
        private readonly double[] _slopes;

        public Plan(int column, double weight, Curve curve)
        {
            Column = column;
            Weight = weight;
            _x = [.. curve.Knots.Select(knot => knot.X)];
            _y = [.. curve.Knots.Select(knot => knot.Points)];
            _slopes = [.. Enumerable.Range(0, _x.Length - 1).Select(i => (_y[i + 1] - _y[i]) / (_x[i + 1] - _x[i]))];
        }

        public int Column { get; }

        public double Weight { get; }

        public double Points(double value)
        {
            int right = TSearch.CountAtMost(_x, value);
            if (right == 0)
                return _y[0];
            if (right == _x.Length)
                return _y[^1];
            int left = right - 1;
            double from = _y[left], to = _y[right];
            double points = from + (value - _x[left]) * _slopes[left];
            return from <= to ? Math.Min(points, to) : Math.Max(points, to);
        }
    }
}
