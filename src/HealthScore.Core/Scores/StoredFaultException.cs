namespace HealthScoring;

/// <summary>Stands for an exception of which only the type and the message were stored.</summary>
internal sealed class StoredFaultException(string text) : Exception(text);
