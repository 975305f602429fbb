namespace HealthScoring.Tests.Fuzz;

/// <summary>The input was refused in the way that the documentation says.</summary>
internal sealed class RefusedException : Exception;
