using LowCode.FormUi.Values;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Numbers as people type them.</summary>
public sealed class NumberTextTests
{
    [Theory]
    [InlineData("12.50", "12.50")]
    [InlineData("１２．５", "12.5")]
    [InlineData(" -7 ", "-7")]
    [InlineData("1,234,567.8", "1234567.8")]
    [InlineData("1,5", "\"1,5\"")]
    [InlineData("1，5", "\"1，5\"")]
    [InlineData("1,2,3", "\"1,2,3\"")]
    [InlineData("1234567890123456789012345678", "1234567890123456789012345678")]
    [InlineData("12345678901234567890123456789.5", "\"12345678901234567890123456789.5\"")]
    [InlineData("0.12345678901234567890123456789012345", "\"0.12345678901234567890123456789012345\"")]
    [InlineData("12a", "\"12a\"")]
    public void Number_is_what_was_typed_and_what_is_none_stays_to_be_told(string typed, string json) =>
        Assert.Equal(json, NumberText.Read(typed)!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
}
