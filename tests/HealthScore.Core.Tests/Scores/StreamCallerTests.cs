using Xunit;

namespace HealthScoring.Tests.Scores;

/// <summary>Who may end a stream.</summary>
public sealed class StreamCallerTests
{
    private static readonly CancellationToken Nobody = new(canceled: false);

    [Fact]
    public void A_token_without_another_is_handed_on_as_it_is()
    {
        using var source = new CancellationTokenSource();
        using var ofCall = new StreamCaller(source.Token, Nobody);
        using var ofEnumeration = new StreamCaller(Nobody, source.Token);
        using var ofBoth = new StreamCaller(source.Token, source.Token);

        Assert.Equal(source.Token, ofCall.Token);
        Assert.Equal(source.Token, ofEnumeration.Token);
        Assert.Equal(source.Token, ofBoth.Token);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_tokens_either_cancels(bool isOfCall)
    {
        using CancellationTokenSource call = new(), enumeration = new();
        using var caller = new StreamCaller(call.Token, enumeration.Token);
        Assert.False(caller.Token.IsCancellationRequested);

        (isOfCall ? call : enumeration).Cancel();

        Assert.True(caller.Token.IsCancellationRequested);
        Assert.Equal(isOfCall ? call.Token : enumeration.Token, caller.Cancelled);
    }
}
