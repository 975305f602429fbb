using System.Collections.Immutable;

namespace HealthScoring.Sql.Statements;

/// <summary>A piece of SQL, and the columns of earlier stages that it reads.</summary>
internal sealed record Fragment(string Text, ImmutableHashSet<StageColumn> Uses);
