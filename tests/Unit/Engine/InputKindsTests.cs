using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Expressions;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

public sealed class InputKindsTests
{
    [Theory]
    [InlineData("@\"2026-03-01\"", "\"date\"")]
    [InlineData("@\"2026-03-01T10:20:30+08:00\"", "\"date and time\"")]
    [InlineData("@\"10:20:30\"", "\"time\"")]
    [InlineData("@\"P1DT2H\"", "\"days and time duration\"")]
    [InlineData("@\"P1Y2M\"", "\"years and months duration\"")]
    [InlineData("[1..5)", "\"range\"")]
    [InlineData("[@\"2026-03-01\"..@\"2026-04-01\"]", "\"range\"")]
    [InlineData("[@\"2026-03-01\", @\"2026-03-02\"]", "[\"date\"]")]
    [InlineData("[@\"2026-03-01\", \"2026-03-02\", 3]", "[\"date\",null,null]")]
    [InlineData("{a: \"x\", b: {d: @\"2026-03-01\"}, c: [{d: @\"P1D\"}, {d: @\"P2D\"}]}", "{\"b\":{\"d\":\"date\"},\"c\":[{\"d\":\"days and time duration\"}]}")]
    [InlineData("[1, \"2026-03-01\", true, null, [], {}]", "null")]
    public void Values_of_an_input_of_no_type_are_read_as_they_were(string expression, string kinds)
    {
        var value = FeelProgram.Compile(FeelParser.ParseExpression(expression, FeelLibrary.Scope)).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken).Value;

        var told = InputKinds.Of(value, FeelType.Any);
        using var journal = JsonDocument.Parse(DataValue.ToNode(FeelData.Write(value))!.ToJsonString());
        var again = InputKinds.Read(DataValue.From(journal.RootElement), FeelType.Any, told is null ? null : JsonNode.Parse(told.ToJsonString()));

        Assert.Equal(kinds, told?.ToJsonString() ?? "null");
        Assert.Equal(value, again);
    }

    [Fact]
    public void What_the_type_of_the_input_tells_is_not_told_again()
    {
        var date = FeelProgram.Compile(FeelParser.ParseExpression("@\"2026-03-01\"", FeelLibrary.Scope)).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken).Value;

        Assert.Null(InputKinds.Of(date, FeelType.Date));
        Assert.Null(InputKinds.Of(FeelList.Of(date), FeelType.ListOf(FeelType.Date)));
        Assert.Equal(date, InputKinds.Read("2026-03-01", FeelType.Date, null));
    }
}
