using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.Portal.Cases;
using LowCode.Portal.Prints;
using Xunit;

namespace LowCode.Tests.Component.Portal;

/// <summary>Values on paper.</summary>
public sealed class PrintHtmlTests
{
    [Fact]
    public void Pictures_files_and_people_in_rows_are_printed_as_what_they_are()
    {
        var table = Field("lines", FieldType.Table) with { Columns = [Field("shot", FieldType.Photo), Field("paper", FieldType.File), Field("who", FieldType.Person)] };
        var data = new JsonObject { ["lines"] = new JsonArray(new JsonObject { ["shot"] = new JsonArray("p1"), ["paper"] = new JsonArray("f1"), ["who"] = "anna" }) };
        Assert.Equal(["p1"], PrintHtml.PictureIds([table], data));
        Assert.Equal(["f1"], PrintHtml.FileIds([table], data));
        Assert.Equal(["anna"], PrintHtml.Logins([table], data));

        var html = new PrintHtml(
            FormContext.Empty,
            new Dictionary<string, string> { ["p1"] = "data:image/jpeg;base64,AA" },
            new Dictionary<string, string> { ["f1"] = "合同.pdf" },
            new Dictionary<string, string> { ["anna"] = "安娜" },
            new HashSet<string>());

        var printed = html.Of(table, data["lines"]);
        Assert.Contains("<td><img alt=\"\" src=\"data:image/jpeg;base64,AA\"></td><td>合同.pdf</td><td>安娜</td>", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_under_former_keys_of_fields_and_columns_are_printed()
    {
        var table = Field("lines", FieldType.Table) with { Aliases = ["rows"], Columns = [Field("price", FieldType.Text) with { Aliases = ["cost"] }, Field("shot", FieldType.Photo) with { Aliases = ["photo"] }] };
        var data = new JsonObject { ["rows"] = new JsonArray(new JsonObject { ["cost"] = "3", ["photo"] = new JsonArray("p1") }) };
        var html = new PrintHtml(FormContext.Empty, new Dictionary<string, string> { ["p1"] = "data:x" }, new Dictionary<string, string>(), new Dictionary<string, string>(), new HashSet<string>());

        Assert.Equal(["p1"], PrintHtml.PictureIds([table], data));
        Assert.Contains("<td>3</td><td><img alt=\"\" src=\"data:x\"></td>", html.Of(table, FieldValue.In(data, table)), StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_show_renamed_fields_and_those_of_forms_that_left_the_type_once()
    {
        var now = Form("now", Field("name", FieldType.Text) with { Aliases = ["title"] });
        var left = Form("left", Field("title", FieldType.Text), Field("opinion", FieldType.Text));
        var data = new JsonObject { ["title"] = "路灯", ["opinion"] = "同意" };

        Assert.Equal(["now: name=路灯", "left: opinion=同意"], CaseSections.Of([now, left], data).Select(s => $"{s.Title}: {string.Join(' ', s.Fields.Select(f => $"{f.Key}={FieldValue.In(data, f)}"))}"));
    }

    [Theory]
    [InlineData(FieldType.Signature)]
    [InlineData(FieldType.Photo)]
    [InlineData(FieldType.File)]
    [InlineData(FieldType.Table)]
    [InlineData(FieldType.GeoPoint)]
    public void Mask_in_place_of_a_value_is_printed_as_the_text_that_it_is(FieldType type)
    {
        var field = Field("a", type);
        var data = new JsonObject { ["a"] = "****" };
        var html = new PrintHtml(FormContext.Empty, new Dictionary<string, string>(), new Dictionary<string, string>(), new Dictionary<string, string>(), new HashSet<string> { "a" });

        Assert.Empty(PrintHtml.PictureIds([field], data));
        Assert.Empty(PrintHtml.FileIds([field], data));
        Assert.Equal("****", html.Of(field, data["a"]));
    }

    private static FormField Field(string key, FieldType type) => new($"f_{key}", key, type, LocalizedText.Of(key, key), LocalizedText.Empty, [], null, FieldLimits.None);

    private static FormDefinition Form(string id, params FormField[] fields) =>
        new(id, LocalizedText.Of(id, id), fields, [], new Dictionary<string, IReadOnlyDictionary<string, FieldRight>>());
}
