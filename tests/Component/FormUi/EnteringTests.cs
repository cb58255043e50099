using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Browser;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>What people enter is what the form reports, as its types say.</summary>
public sealed class EnteringTests
{
    [Theory]
    [InlineData(FieldType.Text, " 路灯 ", "\"路灯\"")]
    [InlineData(FieldType.LongText, "一\n二", "\"一\\n二\"")]
    [InlineData(FieldType.Number, "0.1", "0.1")]
    [InlineData(FieldType.Number, "1,234.50", "1234.50")]
    [InlineData(FieldType.Number, "１２．５", "12.5")]
    [InlineData(FieldType.Number, "12345678901234567890.123", "12345678901234567890.123")]
    [InlineData(FieldType.Number, "十二", "\"十二\"")]
    [InlineData(FieldType.Date, "2026-11-24", "\"2026-11-24\"")]
    [InlineData(FieldType.DateTime, "2026-11-24T16:05", "\"2026-11-24T16:05:00+08:00\"")]
    [InlineData(FieldType.Department, "D2", "\"D2\"")]
    public async Task Entered_text_is_reported_as_the_type_wants_it(FieldType type, string typed, string expected)
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", type)));

        form.Find("[data-test=field-x]").Change(typed);

        AssertJson(expected, screen.LastChange!["x"]);
        AssertJson(expected, form.Instance.Submission()["x"]);
    }

    [Fact]
    public async Task Emptied_field_is_reported_as_null_and_never_filled_one_not_at_all()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("had", FieldType.Text), FormScreen.Field("never", FieldType.Text)),
            new JsonObject { ["had"] = "旧值" });

        form.Find("[data-test=field-had]").Change("");

        var submission = form.Instance.Submission();
        Assert.True(submission.ContainsKey("had"));
        Assert.Null(submission["had"]);
        Assert.False(submission.ContainsKey("never"));
    }

    [Fact]
    public async Task Choice_is_made_by_its_button_and_can_be_taken_back()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Choice)));

        form.Find("[data-test=field-x-b]").Change("b");
        Assert.Equal("b", (string?)screen.LastChange!["x"]);

        form.Find(".lc-choices button").Click();
        Assert.Null(screen.LastChange!["x"]);
    }

    [Fact]
    public async Task Position_keeps_its_other_half_while_one_is_typed()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.GeoPoint)));

        form.Find("[data-test=field-x-lon]").Change("116.397");
        form.Find("[data-test=field-x-lat]").Change("39.909");

        AssertJson("""{"lat":39.909,"lon":116.397}""", screen.LastChange!["x"]);
    }

    [Fact]
    public async Task Place_of_another_coordinate_system_keeps_it_while_it_is_mended()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.GeoPoint), FormScreen.Field("y", FieldType.GeoLine)),
            JsonNode.Parse("""{"x":{"lon":112.006927,"lat":30.0005275,"accuracy":5,"altitude":12,"crs":"gcj02"},"y":{"points":[{"lon":112.006927,"lat":30.0005275,"crs":"gcj02"}]}}""")!.AsObject());

        form.Find("[data-test=field-x-lat]").Change("30.0005276");
        form.Find("[data-test=field-y]").Change("112.006927, 30.0005275\n112.007, 30.001");

        AssertJson("""{"lon":112.006927,"lat":30.0005276,"altitude":12,"crs":"gcj02"}""", screen.LastChange!["x"]);
        AssertJson("""{"points":[{"lon":112.006927,"lat":30.0005275,"crs":"gcj02"},{"lon":112.007,"lat":30.001,"crs":"gcj02"}]}""", screen.LastChange!["y"]);

        // Maps are of WGS 84.
        var drawn = form.FindComponents<LowCode.FormUi.Maps.MapBox>()[0].Instance.Points.Single();
        Assert.Equal((112.0012, 30.0031), (Math.Round(drawn[0], 4), Math.Round(drawn[1], 4)));
    }

    [Fact]
    public async Task Position_is_taken_from_the_browser_and_its_accuracy_said()
    {
        await using var screen = new FormScreen();
        screen.Browser.SetupModule("./_content/LowCode.FormUi/form.js")
            .Setup<FoundPosition>("currentPosition").SetResult(new FoundPosition(null, 116.39712345678m, 39.90912345678m, 17.2));
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.GeoPoint)));

        form.Find("[data-test=field-x-here]").Click();

        AssertJson("""{"lon":116.397123,"lat":39.909123,"accuracy":17.2}""", screen.LastChange!["x"]);
        Assert.Contains("误差约 18 米", form.Find("[role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Defaults_are_filled_in_where_the_case_has_no_value()
    {
        await using var screen = new FormScreen();
        var field = FormScreen.Field("x", FieldType.Choice) with { Default = System.Text.Json.JsonSerializer.SerializeToElement("a") };

        var empty = screen.Show(FormScreen.Form(FieldRight.Write, field));
        var filled = screen.Show(FormScreen.Form(FieldRight.Write, field), new JsonObject { ["x"] = "b" });

        Assert.Equal("a", (string?)empty.Instance.Submission()["x"]);
        Assert.NotNull(filled.Find("[data-test=field-x-b][checked]"));
    }

    [Theory]
    [InlineData(FieldType.Text)]
    [InlineData(FieldType.LongText)]
    [InlineData(FieldType.Number)]
    public async Task Typing_is_not_answered_key_by_key_so_that_input_methods_can_compose(FieldType type)
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", type)));
        var control = form.Find("[data-test=field-x]");

        Assert.Throws<MissingEventHandlerException>(() => control.Input("ni"));
        Assert.Throws<MissingEventHandlerException>(() => control.KeyDown("n"));
        Assert.Throws<MissingEventHandlerException>(() => control.KeyUp("n"));
    }

    [Fact]
    public async Task Rendering_again_from_outside_keeps_what_was_entered()
    {
        await using var screen = new FormScreen();
        var definition = FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text), FormScreen.Field("y", FieldType.LongText));
        var form = screen.Show(definition, new JsonObject { ["x"] = "旧值" });
        form.Find("[data-test=field-x]").Change("我写的");
        form.Find("[data-test=field-y]").Change("很长的说明");

        form.Render(p => p.Add(f => f.Data, new JsonObject { ["x"] = "别人写的", ["y"] = "别人的说明" }));

        Assert.Equal("我写的", form.Find("[data-test=field-x]").GetAttribute("value"));
        Assert.Equal("很长的说明", form.Find("[data-test=field-y]").GetAttribute("value"));
        Assert.Equal("我写的", (string?)form.Instance.Submission()["x"]);
    }

    [Fact]
    public async Task Rendering_again_sends_nothing_to_a_control_that_is_being_typed_into()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text)));

        form.Render(p => p.Add(f => f.Data, new JsonObject { ["x"] = "别人写的" }));

        // What a person has typed but not left yet is known to the browser only: a value that stays the same leaves it alone.
        Assert.Null(form.Find("[data-test=field-x]").GetAttribute("value"));
    }

    [Fact]
    public async Task Readable_field_shows_what_others_changed_meanwhile()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Read, FormScreen.Field("x", FieldType.Text)), new JsonObject { ["x"] = "旧值" });

        form.Render(p => p.Add(f => f.Data, new JsonObject { ["x"] = "新值" }));

        Assert.Equal("新值", form.Find(".lc-value").TextContent);
    }

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), $"Expected {expected}, but got {actual?.ToJsonString() ?? "null"}");
}
