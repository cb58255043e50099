using LowCode.Feel;
using LowCode.Feel.Syntax;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>An editor asks with every key that is pressed, whatever stands in the text.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("1 + 金额", 4)]
    [InlineData("1 + a𠮷b", 4)]
    [InlineData("1 + ", 4)]
    [InlineData("a.b2", 2)]
    public void What_is_offered_takes_the_place_of_the_whole_word(string text, int start) =>
        Assert.Equal(start, Completion.At(text, text.Length, FeelLibrary.Scope).Start);

    [Fact]
    public void A_word_of_any_length_is_gone_over_once()
    {
        // Begun anew at every character, ten million of them would take days.
        var offered = Completion.At(new string('a', 10_000_000), 10_000_000, FeelLibrary.Scope);

        Assert.Equal(0, offered.Start);
        Assert.Empty(offered.Functions);
    }

    [Fact]
    public void In_a_text_that_is_too_long_to_be_read_nothing_is_offered()
    {
        var longest = "(" + new string(' ', FeelParser.LongestText - 1);

        Assert.NotEmpty(Completion.At(longest, longest.Length, FeelLibrary.Scope).Functions);
        Assert.Empty(Completion.At(longest + " ", longest.Length, FeelLibrary.Scope).Functions);
    }
}
