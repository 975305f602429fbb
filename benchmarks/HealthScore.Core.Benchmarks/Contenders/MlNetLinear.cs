using HealthScoring.Benchmarks.Customers;
using HealthScoring.Benchmarks.Measuring;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace HealthScoring.Benchmarks.Contenders;

/// <summary>
/// ML.NET in the form nearest to a health score: twelve features scaled to their ranges and a linear regression over them, read with a cursor
/// over views of the arrays. Less work: single precision, no missing values, no curves but lines, no dimensions, guardrails or tiers.
/// </summary>
internal sealed class MlNetLinear : Contender
{
    private const int TrainingRows = 20_000;
    private const double LeastCorrelation = 0.99;

    private readonly float[][] _columns;
    private readonly float[] _scores;
    private readonly TransformerChain<RegressionPredictionTransformer<LinearRegressionModelParameters>> _model;

    /// <param name="portfolio">The columns; a missing value becomes the middle of its range.</param>
    /// <param name="rows">How many rows.</param>
    public MlNetLinear(Portfolio portfolio, int rows)
        : base("ML.NET, scaled and linear", rows)
    {
        _columns = [.. portfolio.Columns.Select((column, i) => Fill(column.AsSpan(0, rows),
            portfolio.Draft.Metrics.Single(metric => metric.Name == portfolio.Names[i])))];
        _scores = new float[rows];
        var context = new MLContext(seed: 1);
        float[] labels = [.. Labels(portfolio)];
        var training = new ColumnView(_columns, labels, 0, TrainingRows);
        _model = context.Transforms.NormalizeMinMax(ColumnView.Features)
            .Append(context.Regression.Trainers.Sdca(new() { NumberOfThreads = 1, LabelColumnName = ColumnView.Label })).Fit(training);
        Run(0, TrainingRows);
        double correlation = Correlation(labels, _scores.AsSpan(0, TrainingRows));
        if (!(correlation > LeastCorrelation))
            throw new InvalidOperationException($"ML.NET's model is no health score: its correlation with one is {correlation}.");
    }

    public override bool HasOwnThreads => true;

    public override void Run(int first, int count)
    {
        IDataView scored = _model.Transform(new ColumnView(_columns, labels: null, first, count));
        DataViewSchema.Column column = scored.Schema["Score"];
        using DataViewRowCursor cursor = scored.GetRowCursor([column]);
        ValueGetter<float> get = cursor.GetGetter<float>(column);
        for (int row = first; cursor.MoveNext(); row++)
            get(ref _scores[row]);
    }

    private static float[] Fill(ReadOnlySpan<double> column, MetricDraft metric)
    {
        var values = new float[column.Length];
        for (int i = 0; i < column.Length; i++)
            values[i] = (float)(double.IsNaN(column[i]) ? (metric.From + metric.To) / 2 : column[i]);
        return values;
    }

    /// <summary>The weighted mean of the twelve values within their ranges: what the model is to learn.</summary>
    private IEnumerable<float> Labels(Portfolio portfolio)
    {
        MetricDraft[] metrics = [.. portfolio.Names.Select(name => portfolio.Draft.Metrics.Single(metric => metric.Name == name))];
        for (int row = 0; row < TrainingRows; row++)
        {
            double sum = metrics.Select((metric, i) => metric.Weight * (_columns[i][row] - metric.From) / (metric.To - metric.From)).Sum();
            yield return (float)(100 * sum / metrics.Sum(metric => metric.Weight));
        }
    }

    private static double Correlation(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        (double x, double y, double xx, double yy, double xy, int n) = (0, 0, 0, 0, 0, one.Length);
        for (int i = 0; i < n; i++)
            (x, y, xx, yy, xy) = (x + one[i], y + other[i], xx + one[i] * one[i], yy + other[i] * other[i], xy + one[i] * other[i]);
        return (n * xy - x * y) / Math.Sqrt((n * xx - x * x) * (n * yy - y * y));
    }
}
