namespace HealthScoring.Benchmarks.Measuring;

/// <summary>
/// A contender on two threads, each with its half of the rows. Its time is the processor time of the thread that took longer, so that what the
/// threads take from each other, cache and memory, counts, and what other programs take does not. Starting the threads does not count either.
/// </summary>
internal sealed class TwoThreads(Contender one) : Contender($"{one.Name}, two threads", one.Rows)
{
    public override void Run(int first, int count) => Time(first, count);

    public override double Time(int first, int count)
    {
        int half = count / 2;
        double upper = 0, lower = 0;
        using var start = new Barrier(2);
        var other = new Thread(() => upper = TimeHalf(start, first + half, count - half));
        other.Start();
        lower = TimeHalf(start, first, half);
        other.Join();
        return Math.Max(lower, upper);
    }

    private double TimeHalf(Barrier start, int first, int count)
    {
        start.SignalAndWait();
        return one.Time(first, count);
    }
}
