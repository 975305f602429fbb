namespace HealthScoring.Tool.Terminals;

/// <summary>What a command reports to the shell that started it.</summary>
internal static class ExitCode
{
    /// <summary>It did what was asked, and the answer is yes.</summary>
    public const int Done = 0;

    /// <summary>It did what was asked, and the answer is no: errors in a profile, a gate that refuses, a difference where none may be.</summary>
    public const int No = 1;

    /// <summary>It could not do what was asked: wrong arguments, a file that is not there or cannot be read.</summary>
    public const int Failed = 2;

}
