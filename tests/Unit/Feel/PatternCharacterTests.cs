using LowCode.Feel.Functions;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>A character beyond U+FFFF, as many names of people and places have one, is one character wherever a pattern meets it.</summary>
public sealed class PatternCharacterTests
{
    [Theory]
    [InlineData("replace(\"𠮷\", \"[^a]\", \"x\")", "x")]
    [InlineData("replace(\"a𠮷b\", \"[𠮷]\", \"x\")", "axb")]
    [InlineData("replace(\"a𠮷𠮸b\", \"[^𠮷]\", \"x\")", "x𠮷xx")]
    [InlineData("replace(\"𠮷a𠮸\", \"x?\", \"-\")", "-𠮷-a-𠮸-")]
    [InlineData("replace(\"𠮷𠮷\", \"(.)\", \"$1-\")", "𠮷-𠮷-")]
    [InlineData("replace(\"a𠮷,b\", \"[𠮷,]\", \"\")", "ab")]
    [InlineData("count(split(\"a𠮷b𠮷c\", \"𠮷+\"))", "3")]
    public void A_character_beyond_FFFF_is_replaced_as_one(string expression, string expected) => Assert.Equal(expected, Show(expression));

    [Theory]
    [InlineData("𠮷𠮷", "^𠮷+$")]
    [InlineData("a𠮷𠮷", "^a𠮷{2}$")]
    [InlineData("a", "^a𠮷?$")]
    [InlineData("𠮷", "^\\\\S$")]
    [InlineData("𠮷", "^\\\\D$")]
    [InlineData("𠮷", "^\\\\w$")]
    [InlineData("𠮷", "^\\\\i$")]
    [InlineData("𠮷", "^[\\\\w]$")]
    [InlineData("𠮷", "^[\\\\S]$")]
    [InlineData("𠮷", "^\\\\p{Lo}$")]
    [InlineData("𠮷", "^\\\\P{Lu}$")]
    [InlineData("𠮷", "^[𠮷-𠮿]$")]
    [InlineData("𡀀", "^[𠮷-𡃀]$")]
    [InlineData("𠮷", "^[a-𠮿]$")]
    [InlineData("𠮷", "^[^a-z]$")]
    [InlineData("𠮷", "^[𠀀-𪛟-[𠮸]]$")]
    [InlineData("𠮷", "^.$")]
    [InlineData("ab", "^[a𠮷][b𠮷]$")]
    [InlineData("^", "^[𠮷^]$")]
    public void A_pattern_takes_it_as_one_character(string text, string pattern) => Assert.Equal("true", Show($"matches(\"{text}\", \"{pattern}\")"));

    [Theory]
    [InlineData("𠮷", "^..$")]
    [InlineData("𠮷", "^[^a][^b]$")]
    [InlineData("𠮷", "^\\\\S\\\\S$")]
    [InlineData("𠮷", "\\\\W")]
    [InlineData("𠮷", "\\\\s")]
    [InlineData("𠮷", "\\\\P{L}")]
    [InlineData("𠮷", "\\\\p{C}")]
    [InlineData("𠮷", "^[𠮸-𠮿]$")]
    [InlineData("𠮷", "^[𠀀-𪛟-[𠮷]]$")]
    [InlineData("𠮷", "[a-\uFFFD]")]
    [InlineData("a", "[𠮷]")]
    [InlineData("𠮷", "[^𠮷]")]
    public void A_half_of_it_is_no_character(string text, string pattern) => Assert.Equal("false", Show($"matches(\"{text}\", \"{pattern}\")"));

    [Theory]
    [InlineData("[𠮿-𠮷]")]
    [InlineData("[𠮷-a]")]
    [InlineData("[]")]
    [InlineData("[^]")]
    [InlineData("[a[b]]")]
    [InlineData("[-[a]]")]
    [InlineData("[a-z-[b]c]")]
    [InlineData("[a")]
    public void What_is_no_class_is_refused(string pattern) => Assert.False(Patterns.TryGet(pattern, "", out _));

    [Theory]
    [InlineData("abc", "[a-z-[b]]", "xbx")]
    [InlineData("a-b", "[a-]", "xxb")]
    [InlineData("a]b", "[\\\\]]", "axb")]
    [InlineData("a b1", "[\\\\s\\\\d]", "axbx")]
    [InlineData("a b", "[^\\\\s]", "x x")]
    [InlineData("a_b!", "\\\\W", "axbx")]
    [InlineData("Ab", "\\\\P{Lu}", "Ax")]
    [InlineData("Ab", "[\\\\P{Lu}]", "Ax")]
    public void Other_classes_stay_what_they_were(string text, string pattern, string expected) => Assert.Equal(expected, Show($"replace(\"{text}\", \"{pattern}\", \"x\")"));
}
