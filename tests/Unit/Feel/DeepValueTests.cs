using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using LowCode.Tests.Unit.Feel.Dmn;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>Values from outside may lie in one another as deep as somebody likes: no walk over them takes the process down.</summary>
public sealed class DeepValueTests
{
    private const int Deep = 200_000;

    [Theory]
    [InlineData("L = M")]
    [InlineData("L in [M]")]
    [InlineData("is(L, M)")]
    [InlineData("string(L)")]
    [InlineData("flatten(L)")]
    [InlineData("distinct values([L, M])")]
    [InlineData("list contains([L], M)")]
    [InlineData("L.a")]
    [InlineData("L...a")]
    [InlineData("L instance of list<list<number>>")]
    [InlineData("{f: function(l: list<number>) l, r: f(L)}.r")]
    public void Deep_values_that_come_in_end_an_evaluation_with_a_problem(string expression)
    {
        var scope = FeelLibrary.Scope.With(new FeelVariable("L", FeelType.Any), new FeelVariable("M", FeelType.Any));

        var result = FeelProgram.Compile(FeelParser.ParseExpression(expression, scope)).Evaluate([Lists(), Lists()], null, TestContext.Current.CancellationToken);

        Assert.True(result.Value.IsNull);
        Assert.Equal(FeelProblemCode.DepthLimit, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Deep_values_end_a_decision_with_a_reason_also_where_their_type_holds_itself()
    {
        var model = Models.Sound("""
            <itemDefinition name="Tree"><itemComponent name="a"><typeRef>Tree</typeRef></itemComponent></itemDefinition>
            <inputData name="x" id="x"><variable name="x" typeRef="Tree"/></inputData>
            <decision name="d" id="d"><informationRequirement><requiredInput href="#x"/></informationRequirement><literalExpression><text>x.a = x</text></literalExpression></decision>
            """);

        Assert.Equal(nameof(FeelProblemCode.DepthLimit), Assert.Single(model.Ask("d", Models.Inputs(("x", Contexts()))).Reasons).Code);
    }

    [Fact]
    public void Deep_values_are_compared_hashed_and_written_outside_of_evaluations()
    {
        foreach (var make in (Func<FeelValue>[])[Lists, Contexts])
        {
            var (one, other) = (make(), make());

            Assert.True(Comparing.AreEqual(one, other));
            Assert.True(one.Equals(other));
            Assert.False(one.Equals((FeelValue)FeelList.Of(one)));
            Assert.Equal(one.GetHashCode(), other.GetHashCode());
            Assert.Contains("…", one.ToString(), StringComparison.Ordinal);
            Assert.InRange(one.ToText(50).Length, 1, 50);
        }
    }

    [Fact]
    public void Deep_ranges_are_equal_by_their_ends()
    {
        var (one, other) = (FeelRange.Of(RangeForm.Equal, Lists()), FeelRange.Of(RangeForm.Equal, Lists()));

        Assert.True(Comparing.AreEqual(one, other));
        Assert.False(Comparing.AreEqual(one, FeelRange.Of(RangeForm.NotEqual, Lists())));
    }

    private static FeelValue Lists() => Enumerable.Range(0, Deep).Aggregate((FeelValue)1, (inner, _) => FeelList.Of(inner));

    private static FeelValue Contexts() => Enumerable.Range(0, Deep).Aggregate((FeelValue)1, (inner, _) => FeelContext.Of(("a", inner)));
}
