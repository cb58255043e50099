using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Each type of field with each right that a step may have.</summary>
public sealed class FieldRightTests
{
    /// <summary>Type, value as JSON, how a reader sees it.</summary>
    public static TheoryData<FieldType, string, string> Values => new()
    {
        { FieldType.Text, "\"路灯不亮\"", "路灯不亮" },
        { FieldType.LongText, "\"第一行\\n第二行\"", "第一行\n第二行" },
        { FieldType.Number, "1234567.125", "1,234,567.125" },
        { FieldType.Date, "\"2026-11-24\"", "2026-11-24" },
        { FieldType.DateTime, "\"2026-11-24T08:05:00Z\"", "2026-11-24 16:05" },
        { FieldType.Choice, "\"b\"", "乙" },
        { FieldType.Code, "\"01-1\"", "市容环境 / 暴露垃圾" },
        { FieldType.Department, "\"D2\"", "水务局" },
        { FieldType.GeoPoint, "{\"lon\":116.397,\"lat\":39.909}", "116.397, 39.909" },
        { FieldType.Photo, "[\"p1\",\"p2\"]", "" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Readable_field_is_plain_text(FieldType type, string json, string expected)
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Read, FormScreen.Field("x", type)), Data(json));

        Assert.Empty(form.FindAll("input, select, textarea, button"));
        Assert.Contains(expected, form.Find("[data-test=reading-x] dd").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Hidden_field_is_absent(FieldType type, string json, string expected)
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Hidden, FormScreen.Field("x", type)), Data(json));

        Assert.DoesNotContain("标签x", form.Markup, StringComparison.Ordinal);
        Assert.True(expected.Length == 0 || !form.Markup.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Writable_field_has_a_labelled_control_without_mark(FieldType type, string json, string expected)
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", type)), Data(json));

        Assert.NotNull(form.Find("[data-test=field-x]"));
        Assert.True(form.FindAll("label[for=field-x]").Count == 1 || form.FindAll("fieldset#field-x > legend").Count == 1, $"no label, shown was {expected}");
        Assert.Empty(form.FindAll(".lc-required"));
    }

    [Theory]
    [MemberData(nameof(Values))]
    public async Task Required_field_is_marked(FieldType type, string json, string expected)
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Required, FormScreen.Field("x", type)), Data(json));

        Assert.Single(form.FindAll(".lc-required"));
        Assert.True(form.Markup.Contains("必填", StringComparison.Ordinal), expected);
    }

    [Fact]
    public async Task Readable_field_that_holds_nothing_is_left_out()
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Read, FormScreen.Field("x", FieldType.Text)));

        Assert.Empty(form.FindAll("[data-test=reading-x]"));
    }

    [Fact]
    public async Task Field_that_the_step_does_not_name_can_only_be_read()
    {
        await using var screen = new FormScreen();
        var form = FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text)) with
        {
            NodeRules = new Dictionary<string, IReadOnlyDictionary<string, FieldRight>>(),
        };

        var shown = screen.Show(form, Data("\"旧值\""));

        Assert.Equal("旧值", shown.Find("[data-test=reading-x] .lc-value").TextContent);
        Assert.Empty(shown.FindAll("input"));
    }

    [Fact]
    public async Task Labels_follow_the_language_of_the_screen()
    {
        await using var screen = new FormScreen("en");

        var form = screen.Show(FormScreen.Form(FieldRight.Required, FormScreen.Field("x", FieldType.Text)));

        Assert.Contains("标签x (en)", form.Find("label").TextContent, StringComparison.Ordinal);
        Assert.Contains("Required", form.Markup, StringComparison.Ordinal);
    }

    private static JsonObject Data(string json) => new() { ["x"] = JsonNode.Parse(json) };
}
