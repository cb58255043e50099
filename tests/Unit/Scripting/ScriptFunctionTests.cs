using LowCode.Definitions.Values;
using LowCode.Scripting;
using Xunit;

namespace LowCode.Tests.Unit.Scripting;

/// <summary>The functions of section 12 of the format that need nothing of the instance.</summary>
public sealed class ScriptFunctionTests
{
    private readonly ScriptEngine _engine = new(ScriptLimits.Standard);

    [Theory]
    [InlineData("isNullOrWhiteSpace(' ') + ',' + isNullOrWhiteSpace('a')", "\"true,false\"")]
    [InlineData("isNullOrEmpty('') + ',' + isNullOrEmpty(' ')", "\"true,false\"")]
    [InlineData("toJson({ a: [1, '字'] })", "\"{\\\"a\\\":[1,\\\"字\\\"]}\"")]
    [InlineData("parseGuid('{0F8FAD5B-D9CB-469F-A165-70867728950E}')", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("parseGuid('no')", "null")]
    [InlineData("getGuidString('0F8FAD5B-D9CB-469F-A165-70867728950E')", "\"0f8fad5b-d9cb-469f-a165-70867728950e\"")]
    [InlineData("getShortGuid('0f8fad5b-d9cb-469f-a165-70867728950e').length", "22")]
    [InlineData("newGuid().length + ',' + newGuidString().length + ',' + newShortGuid().length", "\"36,36,22\"")]
    [InlineData("stringToBase64('字')", "\"5a2X\"")]
    [InlineData("stringFromBase64('5a2X')", "\"字\"")]
    [InlineData("stringFromBase64('?')", "null")]
    [InlineData("bytesFromString('字').length", "3")]
    [InlineData("bytesToString(bytesFromString('字'))", "\"字\"")]
    [InlineData("bytesToBase64(bytesFromString('字'))", "\"5a2X\"")]
    [InlineData("bytesToString(bytesFromBase64('5a2X'))", "\"字\"")]
    [InlineData("bytesFromBase64('?')", "null")]
    [InlineData("bytesToString([97, 98])", "\"ab\"")]
    [InlineData("streamToBase64('5a2X')", "\"5a2X\"")]
    [InlineData("streamToBytes('5a2X')[0]", "229")]
    [InlineData("bytesFromString('字')", "\"5a2X\"")]
    public void Function_gives_what_it_is_named_for(string script, string json)
    {
        var result = Evaluate(script);

        Assert.True(result.IsValue, result.Error?.ToString());
        Assert.Equal(json, DataValue.ToJson(result.Value));
    }

    [Fact]
    public void Every_function_of_section_12_is_there()
    {
        string[] section =
        [
            "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult", "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId",
            "getWorkflowDefinitionVersion", "getWorkflowInstanceId", "getCorrelationId", "setCorrelationId", "getWorkflowInstanceName",
            "setWorkflowInstanceName", "isNullOrWhiteSpace", "isNullOrEmpty", "toJson", "parseGuid", "newGuid", "newGuidString", "newShortGuid",
            "getGuidString", "getShortGuid", "bytesToString", "bytesFromString", "bytesToBase64", "bytesFromBase64", "stringToBase64",
            "stringFromBase64", "streamToBytes", "streamToBase64", "getConfig", "getSecret", "setOutcome", "setOutcomes",
        ];

        string[] links = ["createEventTriggerUrl", "generateBookmarkTriggerUrl"];

        Assert.Equal(section.Concat(links).Order(), ScriptFunctions.Names.Order());
        Assert.All(section, name => Assert.Equal("\"function\"", DataValue.ToJson(Evaluate($"typeof {name}").Value)));
    }

    [Fact]
    public void Setting_of_the_server_is_read_by_its_name() => Assert.Equal("http://gis.test,", Evaluate("getConfig('Gis:Url') + ',' + (getConfig('other') ?? '')").Value);

    [Fact]
    public void Links_are_asked_of_the_process_with_their_lifetime() => Assert.Equal(
        "event Paid until P1D, bookmark wait until later", Evaluate("createEventTriggerUrl('Paid', 'P1D') + ', ' + generateBookmarkTriggerUrl('wait')").Value);

    [Fact]
    public void Secret_is_an_error_that_says_what_to_use() => Assert.Contains("getConfig", Evaluate("getSecret('key')").Error!.Message, StringComparison.Ordinal);

    [Fact]
    public void What_are_no_bytes_is_an_error() => Assert.Contains("bytes", Evaluate("bytesToString([300])").Error!.Message, StringComparison.Ordinal);

    private ScriptResult Evaluate(string script)
    {
        Assert.True(_engine.TryPrepare(script, out var prepared, out var error), error?.ToString());
        return _engine.Evaluate(prepared, new SimpleScope());
    }

    [Theory]
    [InlineData("ResultFromReadFromDb", "ReadFromDb", "Result", "ReadFromDb")]
    [InlineData("TakenFromStockFromRead", "Read", "TakenFromStock", "Read")]
    [InlineData("ResultFromNobodyFromHere", "", "ResultFromNobody", "Here")]
    public void Output_and_activity_may_both_have_From_in_their_names(string accessor, string known, string output, string activity) =>
        Assert.Equal((output, activity), OutputAccessor.Split(accessor, name => name == known));

    [Theory]
    [InlineData("FromHere")]
    [InlineData("ResultFrom")]
    [InlineData("Result")]
    public void Accessor_without_both_names_is_no_output(string accessor) => Assert.Null(OutputAccessor.Split(accessor, _ => true));
}
