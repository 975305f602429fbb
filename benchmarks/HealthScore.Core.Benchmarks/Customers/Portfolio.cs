using HealthScoring.Columns;

namespace HealthScoring.Benchmarks.Customers;

/// <summary>Many customers: one column a metric in the order the column scorer reads, drawn once and the same in every run.</summary>
internal sealed class Portfolio
{
    private const int Drawn = 1 << 20;

    public Portfolio(Draft draft, int rows)
    {
        Draft = draft;
        Rows = rows;
        Names = new ColumnScorer(draft.Profile).Columns;
        Columns = [.. Names.Select((name, i) => IsLabel(i) ? [] : Fill(draft.Metrics.Single(metric => metric.Name == name), rows, seed: i + 1))];
        (Segments, Plans) = (new int[rows], new int[rows]);
        var random = new Random(99);
        for (int i = 0; i < rows; i++)
            Segments[i] = random.Next(draft.Profile.Segments.Count + 1) - 1;
        for (int i = 0; i < rows; i++)
            Plans[i] = random.Next(PlanNames.Length);
    }

    /// <summary>The texts of a label.</summary>
    public static string?[] PlanNames { get; } = ["free", "team", "enterprise"];

    public Draft Draft { get; }

    public int Rows { get; }

    public IReadOnlyList<string> Names { get; }

    public double[][] Columns { get; }

    /// <summary>Each customer's text of a label by its index, all as often.</summary>
    public int[] Plans { get; }

    /// <summary>Whether a column holds texts; then <see cref="Plans"/> has them.</summary>
    public bool IsLabel(int column) => Draft.Profile.Labels.Contains(Names[column]);

    /// <summary>Each customer's segment at random, all as often; -1 for the base profile.</summary>
    public int[] Segments { get; }

    public double[] Column(string name) => Columns[Names.ToList().IndexOf(name)];

    /// <summary>The first customers as objects.</summary>
    public Customer[] Objects(int count)
    {
        double[] activeDays = Column(nameof(Customer.ActiveDays)), featuresUsed = Column(nameof(Customer.FeaturesUsed));
        double[] seatUse = Column(nameof(Customer.SeatUse)), keyActions = Column(nameof(Customer.KeyActions));
        double[] nps = Column(nameof(Customer.Nps)), csat = Column(nameof(Customer.Csat));
        double[] contact = Column(nameof(Customer.DaysSinceContact)), meetings = Column(nameof(Customer.SponsorMeetings));
        double[] tickets = Column(nameof(Customer.OpenTickets)), overdue = Column(nameof(Customer.DaysOverdue));
        double[] tenure = Column(nameof(Customer.TenureMonths)), trend = Column(nameof(Customer.UsageTrend));
        var customers = new Customer[count];
        for (int i = 0; i < count; i++)
        {
            customers[i] = new()
            {
                ActiveDays = Known(activeDays[i]),
                FeaturesUsed = Known(featuresUsed[i]),
                SeatUse = Known(seatUse[i]),
                KeyActions = Known(keyActions[i]),
                Nps = Known(nps[i]),
                Csat = Known(csat[i]),
                DaysSinceContact = Known(contact[i]),
                SponsorMeetings = Known(meetings[i]),
                OpenTickets = Known(tickets[i]),
                DaysOverdue = Known(overdue[i]),
                TenureMonths = Known(tenure[i]),
                UsageTrend = Known(trend[i]),
            };
        }
        return customers;
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;

    /// <summary>Draws the first million rows and repeats them: far more than any cache holds, and no branch predictor learns them.</summary>
    private static double[] Fill(MetricDraft metric, int rows, int seed)
    {
        var random = new Random(seed);
        var column = GC.AllocateUninitializedArray<double>(rows);
        int drawn = Math.Min(rows, Drawn);
        for (int i = 0; i < drawn; i++)
            column[i] = metric.Draw(random);
        for (int start = drawn; start < rows; start += drawn)
            column.AsSpan(0, Math.Min(drawn, rows - start)).CopyTo(column.AsSpan(start));
        return column;
    }
}
