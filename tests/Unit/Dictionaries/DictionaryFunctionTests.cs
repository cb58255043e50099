using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Expressions;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using Xunit;

namespace LowCode.Tests.Unit.Dictionaries;

/// <summary>Dictionaries asked by expressions.</summary>
public sealed class DictionaryFunctionTests
{
    private static readonly FeelOptions Options = new()
    {
        Now = new DateTimeOffset(2026, 11, 30, 9, 0, 0, TimeSpan.FromHours(8)),
        Lookups = new DictionaryLookup(Places.Laid.GetValueOrDefault),
    };

    [Theory]
    [InlineData("""code name("divisions", "4206")""", "襄阳市")]
    [InlineData("""code name("divisions", "4206", date("2000-01-01"))""", "襄樊市")]
    [InlineData("""code name(code: "4206", dictionary: "divisions")""", "襄阳市")]
    [InlineData("""code parent("own-divisions", "X1")""", "420602")]
    [InlineData("""code parent("divisions", "42")""", "null")]
    [InlineData("""code path("own-divisions", "X1")""", "[\"42\", \"4206\", \"420602\", \"X1\"]")]
    [InlineData("""code attribute("own-divisions", "420602", "population") / 1000""", "480")]
    [InlineData("""code attribute("own-divisions", "420602", "colour")""", "null")]
    [InlineData("""code below("own-divisions", "X1", "42")""", "true")]
    [InlineData("""code below("own-divisions", "42", "42")""", "false")]
    [InlineData("""code offered("divisions", "4299")""", "false")]
    [InlineData("""code offered("divisions", "4299", date("2027-01-01"))""", "true")]
    [InlineData("""code offered("divisions", "4290")""", "false")]
    [InlineData("""code name("divisions", null)""", "null")]
    public void Function_gives_what_the_dictionary_says(string expression, string expected)
    {
        var (value, problems) = Evaluate(expression, Options);

        Assert.Equal(expected, value);
        Assert.Empty(problems);
    }

    [Theory]
    [InlineData("""code name("nowhere", "4206")""")]
    [InlineData("""code name("divisions", "99")""")]
    public void What_is_not_there_is_null_with_a_reason(string expression)
    {
        var (value, problems) = Evaluate(expression, Options);

        Assert.Equal("null", value);
        Assert.Equal(FeelProblemCode.FunctionFailed, Assert.Single(problems).Code);
    }

    [Fact]
    public void Where_no_dictionaries_are_known_that_is_told() =>
        Assert.Equal(FeelProblemCode.FunctionFailed, Assert.Single(Evaluate("""code name("divisions", "4206")""", new FeelOptions()).Problems).Code);

    [Theory]
    [InlineData("""code name("divisions", 4206)""")]
    [InlineData("""code name("divisions")""")]
    [InlineData("""code below("divisions", "4206", 42)""")]
    public void Arguments_of_the_wrong_type_or_number_are_found_before_anything_runs(string expression) =>
        Assert.NotEmpty(Checks.Of(FeelParser.ParseExpression(expression, BusinessLanguage.Scope)));

    private static (string Value, IReadOnlyList<FeelProblem> Problems) Evaluate(string expression, FeelOptions options)
    {
        var parsed = FeelParser.ParseExpression(expression, BusinessLanguage.Scope);
        Assert.Empty(Checks.Of(parsed));
        var (value, problems) = FeelProgram.Compile(parsed).Evaluate([], options, TestContext.Current.CancellationToken);
        return (value.ToString(), problems);
    }
}
