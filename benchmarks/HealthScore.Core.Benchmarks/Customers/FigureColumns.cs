namespace HealthScoring.Benchmarks.Customers;

/// <summary>The twelve figures of a customer as metrics that read whole columns.</summary>
internal static class FigureColumns
{
    public static IEnumerable<IMetric<Customer>> All =>
    [
        new FigureColumn<ActiveDays>(),
        new FigureColumn<FeaturesUsed>(),
        new FigureColumn<SeatUse>(),
        new FigureColumn<KeyActions>(),
        new FigureColumn<Nps>(),
        new FigureColumn<Csat>(),
        new FigureColumn<DaysSinceContact>(),
        new FigureColumn<SponsorMeetings>(),
        new FigureColumn<OpenTickets>(),
        new FigureColumn<DaysOverdue>(),
        new FigureColumn<TenureMonths>(),
        new FigureColumn<UsageTrend>(),
    ];

    private readonly struct ActiveDays : IFigure
    {
        public static string Name => nameof(Customer.ActiveDays);

        public static double? Read(Customer customer) => customer.ActiveDays;
    }

    private readonly struct FeaturesUsed : IFigure
    {
        public static string Name => nameof(Customer.FeaturesUsed);

        public static double? Read(Customer customer) => customer.FeaturesUsed;
    }

    private readonly struct SeatUse : IFigure
    {
        public static string Name => nameof(Customer.SeatUse);

        public static double? Read(Customer customer) => customer.SeatUse;
    }

    private readonly struct KeyActions : IFigure
    {
        public static string Name => nameof(Customer.KeyActions);

        public static double? Read(Customer customer) => customer.KeyActions;
    }

    private readonly struct Nps : IFigure
    {
        public static string Name => nameof(Customer.Nps);

        public static double? Read(Customer customer) => customer.Nps;
    }

    private readonly struct Csat : IFigure
    {
        public static string Name => nameof(Customer.Csat);

        public static double? Read(Customer customer) => customer.Csat;
    }

    private readonly struct DaysSinceContact : IFigure
    {
        public static string Name => nameof(Customer.DaysSinceContact);

        public static double? Read(Customer customer) => customer.DaysSinceContact;
    }

    private readonly struct SponsorMeetings : IFigure
    {
        public static string Name => nameof(Customer.SponsorMeetings);

        public static double? Read(Customer customer) => customer.SponsorMeetings;
    }

    private readonly struct OpenTickets : IFigure
    {
        public static string Name => nameof(Customer.OpenTickets);

        public static double? Read(Customer customer) => customer.OpenTickets;
    }

    private readonly struct DaysOverdue : IFigure
    {
        public static string Name => nameof(Customer.DaysOverdue);

        public static double? Read(Customer customer) => customer.DaysOverdue;
    }

    private readonly struct TenureMonths : IFigure
    {
        public static string Name => nameof(Customer.TenureMonths);

        public static double? Read(Customer customer) => customer.TenureMonths;
    }

    private readonly struct UsageTrend : IFigure
    {
        public static string Name => nameof(Customer.UsageTrend);

        public static double? Read(Customer customer) => customer.UsageTrend;
    }
}
