using LowCode.Feel;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>What a name means where it stands, before a run as in it.</summary>
public sealed class ScopeOfNamesTests
{
    private static readonly FeelScope _scope = FeelLibrary.Scope.With(
        new FeelVariable("状态", FeelType.String),
        new FeelVariable("日期", FeelType.Date),
        new FeelVariable("L", FeelType.ListOf(FeelType.Any)),
        new FeelVariable("contexts", FeelType.ListOf(FeelType.AnyContext)),
        new FeelVariable("明细", FeelType.ListOf(FeelType.ContextOf(("单价", FeelType.Number)))));

    [Theory]
    [InlineData("L[状态 = 1]")]
    [InlineData("contexts[状态 > 1]")]
    [InlineData("L[日期 + 1 > 2]")]
    [InlineData("L[count = 2]")]
    [InlineData("L[明细[状态 = 1] = []]")]
    [InlineData("[][状态 = 1]")]
    [InlineData("[{状态: 1}, 2][状态 = 1]")]
    public void A_name_that_may_be_a_field_of_the_item_is_not_checked_as_the_variable_outside(string expression) =>
        Assert.Empty(Checks.Of(FeelParser.ParseExpression(expression, _scope)));

    [Theory]
    [InlineData("明细[状态 > 1]", FeelProblemCode.NotComparable)]
    [InlineData("L[单价 > 1 and @\"P1D\" > 1]", FeelProblemCode.NotComparable)]
    [InlineData("L[item.a = 1 and (for 状态 in [\"a\"] return 状态 > 1) = []]", FeelProblemCode.NotComparable)]
    public void A_name_that_can_be_no_other_is_checked_within_a_filter_too(string expression, FeelProblemCode code) =>
        Assert.Equal(code, Assert.Single(Checks.Of(FeelParser.ParseExpression(expression, _scope))).Code);

    [Fact]
    public void A_field_of_an_open_item_hides_the_variable_outside() =>
        Assert.Equal("[{状态: 1}]", Show("L[状态 = 1]", ("L", FeelList.Of(FeelContext.Of(("状态", 1)), FeelContext.Of(("状态", 2)))), ("状态", "x")));

    [Theory]
    [InlineData("{count: function(a, b) a + b, r: count(1, 2)}.r", "3")]
    [InlineData("{not: function(a, b) a, r: not(1, 2)}.r", "1")]
    [InlineData("(function(sum) sum(\"a\"))(function(t) t)", "a")]
    [InlineData("{substring: function(n: number) n, r: substring(5)}.r", "5")]
    public void A_function_of_ones_own_is_not_checked_as_the_one_whose_name_it_has(string expression, string expected)
    {
        Assert.Empty(Checks.Of(FeelParser.ParseExpression(expression, FeelLibrary.Scope)));
        Assert.Equal(expected, Show(expression));
    }

    [Fact]
    public void A_field_that_can_be_no_function_leaves_the_check_of_the_function_alone()
    {
        var scope = FeelLibrary.Scope.With("date", FeelType.Date);

        Assert.Equal(FeelProblemCode.ArgumentCount, Assert.Single(Checks.Of(FeelParser.ParseExpression("date(1, 2)", scope))).Code);
    }

    [Theory]
    [InlineData("for first-name in [1, 2] return first-name * 2", "[2, 4]")]
    [InlineData("for check-in in [1, 2] return check-in", "[1, 2]")]
    [InlineData("some a+b in [1, 2] satisfies a+b > 1", "true")]
    [InlineData("(function(a-b: number, c/d) a-b - c/d)(5, 3)", "2")]
    [InlineData("(function(a - b) a - b)(5)", "5")]
    [InlineData("(function(a-b, a, b) a-b + (a) - (b))(a-b: 1, a: 5, b: 2)", "4")]
    [InlineData("every x.y in [1], z in [x.y] satisfies z = 1", "true")]
    public void Iterators_and_parameters_may_have_signs_in_their_names(string expression, string expected) => Assert.Equal(expected, Show(expression));

    [Theory]
    [InlineData("[][x.y > 1]")]
    [InlineData("[][x > \"a\"]")]
    [InlineData("[][金额 > 1 and 1 + \"a\" = 2]")]
    [InlineData("sum([][金额 > 1])")]
    public void Nothing_is_wrong_with_the_items_of_an_empty_list(string expression) => Assert.Empty(Evaluate(expression).Problems);

    [Fact]
    public void Problems_that_a_filter_of_nothing_did_not_make_stay()
    {
        var result = Evaluate("[1 + \"a\", [][x > \"a\"], -\"b\"]");

        Assert.Equal("[null, [], null]", result.Value.ToString());
        Assert.Equal([FeelProblemCode.NotCalculable, FeelProblemCode.NotNegatable], result.Problems.Select(p => p.Code));
    }

    [Fact]
    public void A_chain_of_computed_fields_may_be_as_long_as_it_likes()
    {
        const int Fields = 20_000;
        var names = Enumerable.Range(0, Fields + 1).Select(i => $"f{i}").ToList();
        var scope = FeelLibrary.Scope.With(names.Select(n => new FeelVariable(n, FeelType.Number)));
        var chain = names.Take(Fields).Select((n, i) => (n, Text: $"f{i + 1} + 1")).ToDictionary(f => f.n, f => FeelParser.ParseExpression(f.Text, scope));

        var order = ComputationOrder.Of(chain);
        var circle = ComputationOrder.Of(new Dictionary<string, ParsedExpression>(chain) { [names[Fields]] = FeelParser.ParseExpression("f5", scope) });

        Assert.Equal(names.Take(Fields).Reverse(), order.Names);
        Assert.Equal(names.Skip(5), circle.Cycle.OrderBy(n => int.Parse(n[1..], System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("1 ) + 状态 > 5", 2)]
    [InlineData("[1, 2]] and 状态 > 5", 6)]
    [InlineData("1 2, if 日期 then 1 else 2", 2)]
    [InlineData("状态) .length + -状态", 2)]
    public void What_stands_behind_a_sign_too_many_is_read_and_checked(string text, int start)
    {
        var parsed = FeelParser.ParseExpression(text, _scope);
        var problems = Checks.Of(parsed);

        Assert.False(parsed.IsWellFormed);
        Assert.Equal((FeelProblemCode.ExpectedEnd, start, 1), (problems[0].Code, problems[0].Span.Start, problems[0].Span.Length));
        Assert.Equal(2, problems.Count);
        Assert.NotEqual(FeelProblemCode.Expected, problems[1].Code);
        Assert.NotEmpty(parsed.Rest);
    }

    [Theory]
    [InlineData("1 ) + 明细[", "单价")]
    [InlineData("1 ) + ", "状态")]
    [InlineData("sum(1)) and 日期.", "year")]
    [InlineData("1 ] then 状", "状态")]
    public void An_editor_is_offered_names_behind_a_sign_too_many(string text, string name) =>
        Assert.Contains(Completion.At(text, text.Length, _scope).Fields, f => f.Name == name);
}
