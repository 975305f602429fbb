namespace HealthScoring.Benchmarks.Measuring;

/// <summary>All rows of a contender in one call, again and again: what few rows cost stays in the cache, as it would for a page.</summary>
internal sealed class WholeCall(Contender one, int calls) : Contender(one.Name, checked(one.Rows * calls))
{
    public override bool IsWhole => true;

    public override void Run(int first, int count)
    {
        for (int i = 0; i < calls; i++)
            one.Run(0, one.Rows);
    }
}
