namespace HealthScoring.Tool.Terminals;

/// <summary>A command cannot do what was asked. The message is for the person at the terminal: it says what is wrong and what to do.</summary>
/// <param name="message">The message.</param>
internal sealed class CommandException(string message) : Exception(message);
