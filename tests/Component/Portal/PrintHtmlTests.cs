using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.Portal.Prints;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>Values on paper.</summary>
public sealed class PrintHtmlTests
{
    [Theory]
    [InlineData(FieldType.Signature)]
    [InlineData(FieldType.Photo)]
    [InlineData(FieldType.File)]
    [InlineData(FieldType.Table)]
    [InlineData(FieldType.GeoPoint)]
    public void Mask_in_place_of_a_value_is_printed_as_the_text_that_it_is(FieldType type)
    {
        var field = new FormField("f_a", "a", type, LocalizedText.Of("甲", "A"), LocalizedText.Empty, [], null, FieldLimits.None, null);
        var data = new JsonObject { ["a"] = "****" };
        var html = new PrintHtml(FormContext.Empty, new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>(), new HashSet<string> { "a" });

        Assert.Empty(PrintHtml.PictureIds([field], data));
        Assert.Empty(PrintHtml.FileIds([field], data));
        Assert.Equal("****", html.Of(field, data["a"]));
    }
}
