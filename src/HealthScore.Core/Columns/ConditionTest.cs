using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using HealthScoring.Plans;

namespace HealthScoring.Columns;

/// <summary>A condition as vectors test it: one step where it asks for one range of one column, otherwise groups of steps.</summary>
internal readonly struct ConditionTest
{
    private readonly Group[]? _groups;
    private readonly bool _joinsAll;

    /// <summary>Prepares a condition.</summary>
    /// <param name="plan">The condition.</param>
    /// <param name="dimensionAt">Where a dimension's points are among those of the dimensions that count.</param>
    public ConditionTest(ConditionPlan plan, Func<int, int> dimensionAt)
    {
        _joinsAll = plan.JoinsAll;
        Columns = [.. plan.Questions.Where(question => question.IsColumn).Select(question => question.Index)];
        if (plan.Only is { IsColumn: true } only && ConditionStep.Of(only, only.Index) is [var step])
            Only = step;
        else
        {
            _groups = [.. plan.Groups.Select(group => new Group([.. group.Select(question =>
                new Question(question.IsColumn, ConditionStep.Of(question, question.IsColumn ? question.Index : dimensionAt(question.Index))))]))];
        }
    }

    /// <summary>Tests whether a column is missing.</summary>
    public ConditionTest(ConditionStep only) => (Only, Columns) = (only, [only.Column]);

    /// <summary>The only step, where there is no other. A field: a property would copy it for each eight rows.</summary>
    public readonly ConditionStep Only;

    /// <summary>Whether it has more than one step.</summary>
    public bool Joins => _groups is not null;

    /// <summary>Whether there is a condition.</summary>
    public bool Exists => Columns is not null;

    /// <summary>The indexes of the columns it reads.</summary>
    public int[] Columns { get; }

    /// <summary>All bits set in each lane of eight rows that match.</summary>
    /// <param name="columns">The raw values.</param>
    /// <param name="row">The first row.</param>
    /// <param name="dimensions">
    /// The first row's points of the first dimension; those of the next are <see cref="ColumnKernel.Stride"/> further.
    /// </param>
    /// <typeparam name="TJoining">Whether any of the conditions that are tested together has more than one step.</typeparam>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<double> Matches<TJoining>(ReadOnlySpan<ColumnSource> columns, int row, ref double dimensions)
        where TJoining : struct, IJoining =>
        TJoining.Joins && _groups is not null ? Join(columns, row, ref dimensions) : Only.Matches(columns[Only.Column].Load(row));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Vector512<double> Join(ReadOnlySpan<ColumnSource> columns, int row, ref double dimensions)
    {
        Vector512<double> none = Vector512<double>.Zero, all = ~none, result = _joinsAll ? all : none;
        foreach (Group group in _groups!)
        {
            Vector512<double> holds = _joinsAll ? none : all;
            foreach (Question question in group.Questions)
            {
                Vector512<double> within = none;
                foreach (ConditionStep step in question.Ranges)
                {
                    within |= step.Matches(question.IsColumn ? columns[step.Column].Load(row)
                        : Vector512.LoadUnsafe(ref Unsafe.Add(ref dimensions, step.Column * ColumnKernel.Stride)));
                }
                holds = _joinsAll ? holds | within : holds & within;
            }
            result = _joinsAll ? result & holds : result | holds;
        }
        return result;
    }

    private readonly record struct Group(Question[] Questions);

    private readonly record struct Question(bool IsColumn, ConditionStep[] Ranges);

    /// <summary>Says to the compiler whether a call may interrupt the work with vectors, which then leave their registers.</summary>
    public interface IJoining
    {
        static abstract bool Joins { get; }
    }

    public readonly struct Joining : IJoining
    {
        public static bool Joins => true;
    }

    public readonly struct NotJoining : IJoining
    {
        public static bool Joins => false;
    }
}
