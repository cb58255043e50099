using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;
using LowCode.FormUi;
using LowCode.FormUi.Fields;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>What is entered into the controls of the types that came later, and what depends on it.</summary>
public sealed class TypeTests
{
    [Theory]
    [InlineData(FieldType.Integer, "field-x", "１２", "12")]
    [InlineData(FieldType.Money, "field-x", "1,234.5", "1234.5")]
    [InlineData(FieldType.Time, "field-x", "8:5", "\"08:05\"")]
    [InlineData(FieldType.Time, "field-x", "8时5分", "\"08:05\"")]
    [InlineData(FieldType.IdNumber, "field-x", "11010519491231002x", "\"11010519491231002X\"")]
    [InlineData(FieldType.Phone, "field-x", "138 0013 8000", "\"13800138000\"")]
    [InlineData(FieldType.Barcode, "field-x", " 6901234567892 ", "\"6901234567892\"")]
    [InlineData(FieldType.Period, "field-x-start", "2026年6月1日", """{"start":"2026-06-01","end":null}""")]
    [InlineData(FieldType.Address, "field-x-division", "110101", """{"division":"110101"}""")]
    [InlineData(FieldType.GeoLine, "field-x", "112.1, 30\n112.2，30.1", """{"points":[{"lon":112.1,"lat":30},{"lon":112.2,"lat":30.1}]}""")]
    public async Task Entered_text_is_reported_as_the_type_wants_it(FieldType type, string control, string typed, string expected)
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", type)));

        form.Find($"[data-test={control}]").Change(typed);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), screen.LastChange!["x"]), screen.LastChange!["x"]?.ToJsonString());
    }

    [Fact]
    public async Task What_is_typed_stays_as_it_is_typed_until_the_field_is_left()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Number), FormScreen.Field("y", FieldType.Text)));

        form.Find("[data-test=field-x]").Change("1,200.");
        Assert.Equal("1,200.", form.Find("[data-test=field-x]").GetAttribute("value"));
        form.Find("[data-test=field-y]").Change("两个词 ");
        Assert.Equal("两个词 ", form.Find("[data-test=field-y]").GetAttribute("value"));

        form.Find("[data-test=field-x]").Blur();
        form.Find("[data-test=field-y]").Blur();

        Assert.Equal("1200", form.Find("[data-test=field-x]").GetAttribute("value"));
        Assert.Equal("两个词", form.Find("[data-test=field-y]").GetAttribute("value"));
    }

    [Fact]
    public async Task Half_a_date_is_not_called_wrong_while_it_is_typed()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Date)));
        var cell = form.Find("[data-field=x]");

        cell.FocusIn();
        form.Find("[data-test=field-x]").Change("2026-0");
        Assert.Empty(form.FindAll(".lc-problem"));
        cell.FocusOut();

        Assert.Single(form.FindAll(".lc-problem"));
    }

    [Fact]
    public async Task Yes_and_no_are_told_from_no_answer()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Boolean)));

        form.Find("[data-test=field-x-false]").Change("false");
        Assert.False((bool?)screen.LastChange!["x"]);
        form.Find(".lc-choices button").Click();

        Assert.Null(screen.LastChange!["x"]);
    }

    [Fact]
    public async Task Several_options_are_kept_in_their_order()
    {
        await using var screen = new FormScreen();
        var field = FormScreen.Field("x", FieldType.MultiChoice) with { Options = [.. "abc".Select(c => new FormOption($"{c}", FormScreen.Text($"{c}")))] };
        var form = screen.Show(FormScreen.Form(FieldRight.Write, field));

        form.Find("[data-test=field-x-c]").Change(true);
        form.Find("[data-test=field-x-a]").Change(true);
        Assert.Equal("""["a","c"]""", screen.LastChange!["x"]!.ToJsonString());
        form.Find("[data-test=field-x-c]").Change(false);

        Assert.Equal("""["a"]""", screen.LastChange!["x"]!.ToJsonString());
    }

    [Fact]
    public async Task Field_that_depends_on_another_comes_and_goes_and_computed_ones_follow()
    {
        await using var screen = new FormScreen();
        var fine = FormScreen.Field("fine", FieldType.Number) with { Rules = new FieldRules { Relevant = "result = \"b\"", Required = "true" } };
        var twice = FormScreen.Field("twice", FieldType.Computed) with { Result = FieldType.Number, Rules = new FieldRules { Calculation = "fine * 2" } };
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("result", FieldType.Choice), fine, twice));
        Assert.Empty(form.FindAll("[data-test=field-fine]"));

        form.Find("[data-test=field-result-b]").Change("b");
        form.Find("[data-test=field-fine]").Change("1500");

        Assert.Contains("3,000", form.Find("[data-test=reading-twice]").TextContent, StringComparison.Ordinal);
        Assert.Single(form.FindAll("[data-field=fine] .lc-required"));
        form.Find("[data-test=field-result-a]").Change("a");
        Assert.Empty(form.FindAll("[data-test=field-fine]"));
        Assert.Null(screen.LastChange!["fine"]);
    }

    [Fact]
    public async Task Only_what_a_change_concerns_is_drawn_again()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text), FormScreen.Field("y", FieldType.Text)));
        var other = form.FindComponents<FieldCell>().Single(c => c.Instance.Field.Key == "y");
        var before = other.RenderCount;

        form.Find("[data-test=field-x]").Change("一");
        form.Find("[data-test=field-x]").Change("二");

        Assert.Equal(before, other.RenderCount);
    }

    [Fact]
    public async Task Pages_are_turned_and_a_problem_leads_to_its_page()
    {
        await using var screen = new FormScreen();
        var definition = FormScreen.Form(FieldRight.Required, FormScreen.Field("x", FieldType.Text), FormScreen.Field("y", FieldType.Text)) with
        {
            Sections = [new FormSection("s1", FormScreen.Text("一"), ["x"]), new FormSection("s2", FormScreen.Text("二"), ["y"])],
            Pages = [new FormPage("p1", FormScreen.Text("甲页"), ["s1"]), new FormPage("p2", FormScreen.Text("乙页"), ["s2"])],
        };
        var form = screen.Show(definition);
        Assert.Equal([false, true], form.FindAll(".lc-section").Select(s => s.HasAttribute("hidden")));

        form.Find("[data-test=page-next]").Click();
        Assert.Equal([true, false], form.FindAll(".lc-section").Select(s => s.HasAttribute("hidden")));
        form.Find("[data-test=field-y]").Change("好");
        await form.InvokeAsync(() => form.Instance.CheckAsync());

        Assert.Equal([false, true], form.FindAll(".lc-section").Select(s => s.HasAttribute("hidden")));
        Assert.Equal("1", form.Find("[data-test=page-p1] .lc-page-problems").TextContent);
    }

    [Fact]
    public async Task Rich_text_keeps_what_only_formats()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.RichText)));
        var editor = form.FindComponent<RichTextField>();

        await editor.InvokeAsync(() => editor.Instance.WriteAsync(
            """<p onclick="x()">甲<strong>乙</strong><img src="x"><script>alert(1)</script><a href="https://example.org" target="_blank">丙</a><a href="javascript:x">丁</a></p>"""));

        Assert.Equal("""<p>甲<strong>乙</strong><a href="https://example.org">丙</a><a>丁</a></p>""", (string?)screen.LastChange!["x"]);
        Assert.Empty(FormSubmission.Check(form.Instance.Form, FormScreen.Step, screen.LastChange, FormScreen.Context().Lookups));
        await editor.InvokeAsync(() => editor.Instance.WriteAsync("<p><br></p>"));
        Assert.Null(screen.LastChange!["x"]);
    }

    [Fact]
    public async Task Signature_says_when_what_it_signs_was_changed()
    {
        await using var screen = new FormScreen();
        var definition = FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text), FormScreen.Field("sign", FieldType.Signature));
        var data = new JsonObject { ["x"] = "甲" };
        data["sign"] = new JsonObject
        {
            ["image"] = "i1",
            ["signer"] = "王小梅",
            ["signedAt"] = "2026-11-30T10:00:00+08:00",
            ["hash"] = SignedContent.HashOf(definition, definition.Fields[1], data),
        };
        var form = screen.Show(definition, data, context: FormScreen.Context(AttachmentFieldTests.Place()));
        Assert.Empty(form.FindAll("[data-test=field-sign-changed]"));

        form.Find("[data-test=field-x]").Change("乙");

        Assert.Single(form.FindAll("[data-test=field-sign-changed]"));
        form.Find("[data-test=field-x]").Change("甲");
        Assert.Empty(form.FindAll("[data-test=field-sign-changed]"));
    }
}
