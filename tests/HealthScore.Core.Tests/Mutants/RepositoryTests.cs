using HealthScoring.Tests.Architecture;
using Xunit;

namespace HealthScoring.Tests.Mutants;

/// <summary>The test that mutants are compiled with: it runs none of them.</summary>
public sealed class RepositoryTests
{
    [Fact]
    public void The_repository_is_found() => Assert.True(File.Exists(Repository.PathOf("HealthScore.Core.sln")));
}
