using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Scripting;
using Xunit;

namespace LowCode.Tests.Unit.Scripting;

/// <summary>Large contents in scripts: read when they are asked for, handed on where they are not.</summary>
public sealed class ScriptContentTests
{
    private static readonly ContentReference _kept = new("k1", ContentForm.Base64, 3);

    private readonly ScriptEngine _engine = new(ScriptLimits.Standard);
    private readonly SimpleScope _scope = new();

    public ScriptContentTests()
    {
        _scope.Contents["k1"] = "AQID";
        _scope.SetVariable("File", new DataObject([new("name", "a.bin"), new("content", _kept)]));
    }

    [Theory]
    [InlineData("getVariable('File').name", "a.bin", 0)]
    [InlineData("getVariable('File').content", "AQID", 1)]
    [InlineData("getVariable('File').content + getVariable('File').content.length", "AQID4", 2)]
    [InlineData("JSON.stringify(getVariable('File'))", "{\"name\":\"a.bin\",\"content\":\"AQID\"}", 1)]
    [InlineData("toJson(getVariable('File'))", "{\"name\":\"a.bin\",\"content\":\"AQID\"}", 1)]
    [InlineData("variables.File.content = 'other', variables.File.content", "other", 0)]
    public void Content_is_read_when_a_script_asks_for_it(string script, string expected, int reads)
    {
        Assert.Equal(expected, Evaluate(script));
        Assert.Equal(reads, _scope.Read.Count);
    }

    [Fact]
    public void What_a_script_hands_on_unread_stays_what_it_stands_for()
    {
        var handed = Assert.IsType<DataObject>(Evaluate("({ kept: getVariable('File') })"));

        Assert.Equal(_kept, Assert.IsType<DataObject>(handed["kept"])["content"]);
        Assert.Empty(_scope.Read);
    }

    [Fact]
    public void Object_in_the_shape_of_a_reference_is_an_object()
    {
        _scope.SetVariable("Forged", DataValue.Parse(_kept.ToNode().ToJsonString()));

        Assert.Equal("k1", Evaluate("getVariable('Forged').$content"));
        Assert.IsType<DataObject>(Evaluate("getVariable('Forged')"));
        Assert.IsType<DataObject>(Evaluate($"({_kept.ToNode().ToJsonString()})"));
        Assert.Empty(_scope.Read);
    }

    [Fact]
    public void No_json_is_a_reference()
    {
        var json = _kept.ToNode().ToJsonString();

        Assert.IsType<DataObject>(DataValue.Parse(json));
        Assert.IsType<DataObject>(DataValue.From(JsonDocument.Parse(json).RootElement));
        Assert.IsType<DataObject>(DataValue.From(_kept.ToNode()));
        Assert.Equal(json, DataValue.ToJson(_kept));
        Assert.Equal(json, DataValue.ToNode(_kept)!.ToJsonString());
    }

    private object? Evaluate(string script)
    {
        Assert.True(_engine.TryPrepare(script, out var prepared, out var error), error?.ToString());
        var result = _engine.Evaluate(prepared, _scope);
        Assert.True(result.IsValue, result.Error?.ToString());
        return result.Value;
    }
}
