using System.Globalization;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

public sealed class DataTypesTests
{
    [Theory]
    [InlineData("Int32", "\"5\"", "5")]
    [InlineData("Int64", "2.0", "2")]
    [InlineData("Decimal", "\"0.10\"", "0.10")]
    [InlineData("Double", "3", "3")]
    [InlineData("Boolean", "\"True\"", "true")]
    [InlineData("Boolean", "0", "false")]
    [InlineData("String", "12.5", "\"12.5\"")]
    [InlineData("String", "{\"a\":\"字\"}", "\"{\\\"a\\\":\\\"字\\\"}\"")]
    [InlineData("String[]", "[1,\"b\"]", "[\"1\",\"b\"]")]
    [InlineData("ICollection<Int32>", "\"[1,2]\"", "[1,2]")]
    [InlineData("Object[]", "\"one\"", "[\"one\"]")]
    [InlineData("JSON", "\"{\\\"a\\\":1}\"", "{\"a\":1}")]
    [InlineData("Object", "\"{not json\"", "\"{not json\"")]
    [InlineData("System.Int32, System.Private.CoreLib", "\"7\"", "7")]
    [InlineData("Acme.Thing", "[true]", "[true]")]
    [InlineData("DateTime", "\"2026-03-02T08:00:00Z\"", "\"2026-03-02T08:00:00Z\"")]
    [InlineData("Int32", "null", "null")]
    [InlineData("Int32", "\"\"", "null")]
    [InlineData("Boolean", "\" \"", "null")]
    [InlineData("Int32[]", "\"\"", "null")]
    [InlineData("String", "\"\"", "\"\"")]
    public void Values_become_those_of_a_type(string typeName, string json, string expected)
    {
        var conversion = DataTypes.Convert(DataValue.Parse(json), typeName);

        Assert.Null(conversion.Failure);
        Assert.Equal(expected, DataValue.ToJson(conversion.Value));
    }

    [Theory]
    [InlineData("Int32", "\"many\"")]
    [InlineData("Decimal", "[1]")]
    [InlineData("Boolean", "\"perhaps\"")]
    [InlineData("DateTime", "\"someday\"")]
    [InlineData("Int32[]", "[1,\"x\"]")]
    public void What_cannot_be_converted_is_told(string typeName, string json)
    {
        var failure = DataTypes.Convert(DataValue.Parse(json), typeName).Failure!;

        Assert.Equal(typeName.Replace("[]", "", StringComparison.Ordinal), failure.TypeName);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.StartsWith("Expected ", failure.ToString(), StringComparison.Ordinal);
    }
}
