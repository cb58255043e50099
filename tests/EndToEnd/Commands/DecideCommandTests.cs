using System.Text;
using System.Text.Json;
using Xunit;

namespace LowCode.Tests.EndToEnd.Commands;

/// <summary><c>./run decide</c>, as people and programs meet it. Exit codes: 0 decided, 1 failed, 2 asked wrongly.</summary>
public sealed class DecideCommandTests : IDisposable
{
    private const string Model = """
        <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="补助" namespace="urn:subsidy">
          <inputData name="金额" id="amount"><variable name="金额" typeRef="number"/></inputData>
          <inputData name="类型" id="kind"><variable name="类型" typeRef="string"/></inputData>
          <decision name="审批人" id="approver">
            <informationRequirement><requiredInput href="#amount"/></informationRequirement>
            <informationRequirement><requiredInput href="#kind"/></informationRequirement>
            <decisionTable hitPolicy="FIRST">
              <input><inputExpression typeRef="number"><text>金额</text></inputExpression></input>
              <input><inputExpression typeRef="string"><text>类型</text></inputExpression></input>
              <output typeRef="string"/>
              <rule><inputEntry><text>&gt; 10000</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"局长"</text></outputEntry></rule>
              <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>"紧急"</text></inputEntry><outputEntry><text>"处长"</text></outputEntry></rule>
              <rule><inputEntry><text>&lt;= 10000</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"科长"</text></outputEntry></rule>
            </decisionTable>
          </decision>
          <decision name="加倍" id="double">
            <variable name="加倍" typeRef="number"/>
            <informationRequirement><requiredInput href="#amount"/></informationRequirement>
            <literalExpression><text>金额 * 2</text></literalExpression>
          </decision>
        </definitions>
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-decide-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_decision_is_made_and_printed()
    {
        var made = await DecideAsync(Model, "审批人", """{ "金额": 12800.50, "类型": "一般" }""");

        Assert.Equal((0, "\"局长\"", ""), (made.ExitCode, made.Output, made.Errors));
    }

    [Fact]
    public async Task Its_explanation_says_of_each_row_whether_it_holds()
    {
        var made = await DecideAsync(Model, "approver", """{ "金额": 800, "类型": "紧急" }""", "--explain", "--json");

        var table = JsonDocument.Parse(made.Output).RootElement.GetProperty("explanation")[0].GetProperty("parts")[0];
        var rules = table.GetProperty("rules").EnumerateArray();
        Assert.Equal([false, true, true], rules.Select(r => r.GetProperty("matches").GetBoolean()));
    }

    [Fact]
    public async Task An_explanation_that_would_be_too_deep_ends_and_says_so()
    {
        var deep = Model.Replace("金额 * 2", "{f: function(n) if n = 0 then 0 else n + f(n - 1), r: f(90)}.r", StringComparison.Ordinal);

        var json = await DecideAsync(deep, "加倍", """{ "金额": 1 }""", "--explain", "--json");
        var plain = await DecideAsync(deep, "加倍", """{ "金额": 1 }""", "--explain");

        Assert.Equal((0, 4095), (json.ExitCode, JsonDocument.Parse(json.Output, new JsonDocumentOptions { MaxDepth = 1000 }).RootElement.GetProperty("value").GetInt32()));
        Assert.Contains("\"leftOut\":", json.Output, StringComparison.Ordinal);
        Assert.Contains("more parts below are not told", plain.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_input_counts_as_null_and_is_told()
    {
        var made = await DecideAsync(Model, "审批人", """{ "类型": "紧急" }""");

        Assert.Equal((0, "\"处长\""), (made.ExitCode, made.Output.Split('\n')[0]));
        Assert.Equal("inputs.json: the input \"金额\" is not given and counts as null.", made.Errors);
    }

    [Fact]
    public async Task An_input_that_the_decision_does_not_have_is_refused_with_those_it_has()
    {
        var made = await DecideAsync(Model, "审批人", """{ "金额": 1, "类型": "一般", "类別": "一般" }""");

        Assert.Equal((1, ""), (made.ExitCode, made.Output));
        Assert.Equal("inputs.json: expected the inputs of \"审批人\" (金额, 类型), but there is \"类別\".", made.Errors);
    }

    [Fact]
    public async Task A_value_of_another_type_gives_null_and_the_reason()
    {
        var made = await DecideAsync(Model, "加倍", """{ "金额": "很多" }""");

        Assert.Equal("null", made.Output.Split('\n')[0]);
        Assert.Contains("很多", made.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_decision_is_refused_with_those_of_the_model()
    {
        var made = await DecideAsync(Model, "没有", "{}");

        Assert.Equal((1, ""), (made.ExitCode, made.Output));
        Assert.Equal("Expected one of the decisions of the model (审批人, 加倍), but there is no \"没有\".", made.Errors);
    }

    [Theory]
    [InlineData("{ \"金额\": 1,", "line 1")]
    [InlineData("{\n\"金额\": 1 2 }", "line 2")]
    [InlineData("{ \"金额\": 1, \"金额\": 2 }", "twice")]
    [InlineData("", "line 1")]
    [InlineData("[1]", "Expected a JSON object")]
    [InlineData("{ \"金额\": 1, \"类型\": \"\\ud800\" }", "whole characters")]
    public async Task Inputs_that_are_no_object_are_refused_with_their_place(string inputs, string said)
    {
        var made = await DecideAsync(Model, "审批人", inputs);

        Assert.Equal((1, ""), (made.ExitCode, made.Output));
        Assert.Contains(said, made.Errors, StringComparison.Ordinal);
        Assert.Contains("inputs.json", made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_in_another_encoding_are_refused_and_a_byte_order_mark_is_none_of_them()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await DecideAsync(Model, "审批人", "{}");
        var path = Path.Combine(_folder, "inputs.json");
        string[] command = ["decide", "model.dmn", "审批人", "inputs.json"];

        await File.WriteAllBytesAsync(path, [.. "{ \"金额\": 1, \"类型\": \""u8, 0xBD, 0xF4, .. "\" }"u8], cancellation);
        var refused = await ProductCommand.RunAsync(_folder, cancellation, command);
        await File.WriteAllTextAsync(path, """{ "金额": 1, "类型": "一般" }""", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), cancellation);
        var made = await ProductCommand.RunAsync(_folder, cancellation, command);

        Assert.Equal((1, "", "Expected text in UTF-8 in \"inputs.json\", but it is none."), (refused.ExitCode, refused.Output, refused.Errors));
        Assert.Equal((0, "\"科长\""), (made.ExitCode, made.Output));
    }

    [Theory]
    [InlineData("no XML")]
    [InlineData("")]
    [InlineData("<html/>")]
    [InlineData("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\"><decision></definitions>")]
    public async Task What_is_no_model_is_refused(string model)
    {
        var made = await DecideAsync(model, "审批人", "{}");

        Assert.Equal((1, ""), (made.ExitCode, made.Output));
        Assert.StartsWith("model.dmn", made.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_expression_is_told_with_its_place_and_the_other_decisions_are_made()
    {
        var made = await DecideAsync(Model.Replace("金额 * 2", "金额 * * 2", StringComparison.Ordinal), "审批人", """{ "金额": 1, "类型": "一般" }""");

        Assert.Equal((0, "\"科长\""), (made.ExitCode, made.Output));
        Assert.Contains("加倍", made.Errors, StringComparison.Ordinal);
        Assert.Contains(":19", made.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_asked_wrongly()
    {
        var made = await ProductCommand.RunAsync(_folder, TestContext.Current.CancellationToken, "decide", "missing.dmn", "d", "missing.json");

        Assert.Equal((2, ""), (made.ExitCode, made.Output));
        Assert.Contains("missing.dmn", made.Errors, StringComparison.Ordinal);
        Assert.Contains("missing.json", made.Errors, StringComparison.Ordinal);
    }

    private async Task<ProductCommand> DecideAsync(string model, string decision, string inputs, params string[] options)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(Path.Combine(_folder, "model.dmn"), model, cancellation);
        await File.WriteAllTextAsync(Path.Combine(_folder, "inputs.json"), inputs, cancellation);
        return await ProductCommand.RunAsync(_folder, cancellation, ["decide", "model.dmn", decision, "inputs.json", .. options]);
    }
}
