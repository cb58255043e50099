using LowCode.Definitions.Values;
using LowCode.Scripting;
using Xunit;

namespace LowCode.Tests.Unit.Scripting;

public sealed class ScriptEngineTests
{
    private readonly ScriptEngine _engine = new(ScriptLimits.Standard);
    private readonly SimpleScope _scope = new();

    [Theory]
    [InlineData("1 + 1", "2")]
    [InlineData("return 'r' + 2", "\"r2\"")]
    [InlineData("if (true) { 7 } else { 8 }", "7")]
    [InlineData("let x = 5", "null")]
    [InlineData("undefined", "null")]
    [InlineData("0.1 + 0.2", "0.30000000000000004")]
    [InlineData("({ a: 1, b: [true, null, '字'], f() {}, u: undefined })", "{\"a\":1,\"b\":[true,null,\"字\"]}")]
    [InlineData("new Date(0)", "\"1970-01-01T00:00:00Z\"")]
    [InlineData("[1, 2].map(x => x * 2)", "[2,4]")]
    [InlineData("10n", "\"10\"")]
    [InlineData("'😀'[0] + 'a'", "\"\uFFFDa\"")]
    public void Value_is_that_of_the_last_expression_or_of_a_return(string script, string json) => Assert.Equal(json, Json(script));

    [Theory]
    [InlineData("return new Date(8e14)", "script.date-range 800000000000000")]
    [InlineData("let o = {}; o.o = o; return o", "script.too-deep 64")]
    public void What_cannot_be_carried_out_of_a_script_is_its_error(string script, string message)
    {
        Assert.True(_engine.TryPrepare(script, out var prepared, out _));

        Assert.Contains(message, _engine.Evaluate(prepared, _scope).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("let o = {}; o.o = o; throw o")]
    [InlineData("throw new Date(8e14)")]
    public void What_a_script_throws_is_its_error_also_where_it_cannot_be_carried_out(string script)
    {
        var error = Error(script);

        Assert.Equal((ScriptErrorKind.Thrown, null), (error.Kind, error.Fault));
        Assert.NotEmpty(error.Message);
    }

    [Theory]
    [InlineData("getWorkflowInstanceId()", "\"i1\"")]
    [InlineData("getWorkflowDefinitionId() + getWorkflowDefinitionVersionId() + getWorkflowDefinitionVersion()", "\"dd-33\"")]
    [InlineData("setCorrelationId('c'); getCorrelationId()", "\"c\"")]
    [InlineData("setWorkflowInstanceName('n'); getWorkflowInstanceName()", "\"n\"")]
    [InlineData("getMessage() + getInput('message')", "\"hellohello\"")]
    [InlineData("getLastResult()", "\"last\"")]
    [InlineData("getOutputFrom('a') + ', ' + getOutputFrom('a', 'x') + ', ' + getFilesFromUpload()", "\"result of a, x of a, Files of Upload\"")]
    [InlineData("isNullOrWhiteSpace('  ') && !isNullOrEmpty('  ') && isNullOrEmpty(null)", "true")]
    [InlineData("toJson({ a: [1] })", "\"{\\\"a\\\":[1]}\"")]
    [InlineData("stringFromBase64(stringToBase64('汉字'))", "\"汉字\"")]
    [InlineData("newGuid().length + newShortGuid().length", "58")]
    [InlineData("parseGuid('no')", "null")]
    public void Functions_of_the_process_are_there(string script, string json) => Assert.Equal(json, Json(script));

    [Fact]
    public void Variables_are_read_and_written()
    {
        _scope.Variables["N"] = 1L;
        _scope.Variables["Items"] = new object?[] { "a" };

        Json("variables.N = variables.N + 1; setItems(getItems().concat('b')); setVariable('M', 5)");

        Assert.Equal(2L, _scope.Variables["N"]);
        Assert.Equal("""["a","b"]""", DataValue.ToJson(_scope.Variables["Items"]));
        Assert.Equal(5L, _scope.Variables["M"]);
    }

    [Fact]
    public void Variable_that_a_script_only_reads_is_not_written()
    {
        _scope.Variables["Fixed"] = 0.1m;

        Assert.Equal("true", Json("variables.Fixed < 1"));
        Assert.Equal(0.1m, _scope.Variables["Fixed"]);
    }

    [Fact]
    public void Refusal_of_the_process_is_an_error_of_the_script() =>
        Assert.Equal("variable.fixed Fixed", Error("setVariable('Fixed', 2)").Fault?.ToString());

    [Fact]
    public void Outcomes_are_chosen()
    {
        Json("setOutcomes(['A', 'B'])");

        Assert.Equal(["A", "B"], _scope.Outcomes);
    }

    [Theory]
    [InlineData("\n  nothing.x", ScriptErrorKind.Thrown, 2, 3)]
    [InlineData("throw new Error('no')", ScriptErrorKind.Thrown, 1, 7)]
    public void Script_that_throws_gives_an_error_with_its_place(string script, ScriptErrorKind kind, int line, int column)
    {
        var error = Error(script);

        Assert.Equal((kind, line, column), (error.Kind, error.Line, error.Column));
    }

    [Fact]
    public void Text_that_is_no_script_is_not_prepared()
    {
        Assert.False(_engine.TryPrepare("let x =\n ;", out _, out var error));

        Assert.Equal((ScriptErrorKind.Syntax, 2, 2), (error.Kind, error.Line, error.Column));
    }

    [Fact]
    public void One_script_leaves_nothing_behind_for_the_next()
    {
        Json("leaked = 1; Array.prototype.leaked = 2; Object.prototype.leaked = 3; 0");

        Assert.Equal("[\"undefined\",true,true]", Json("[typeof leaked, [].leaked === undefined, ({}).leaked === undefined]"));
    }

    [Fact]
    public void Promise_is_refused() => Assert.Equal("script.promise", Error("(async () => 1)()").Fault?.Code);

    private string Json(string script)
    {
        var result = Evaluate(script);
        Assert.True(result.IsValue, result.Error?.ToString());
        return DataValue.ToJson(result.Value);
    }

    private ScriptError Error(string script) => Evaluate(script).Error ?? throw new InvalidOperationException("Expected an error, but there is a value.");

    private ScriptResult Evaluate(string script)
    {
        Assert.True(_engine.TryPrepare(script, out var prepared, out var error), error?.ToString());
        return _engine.Evaluate(prepared, _scope);
    }
}
