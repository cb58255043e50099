using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>What is wrong is said above the form and beside the field, by the server's words or by the same check here.</summary>
public sealed class ProblemTests
{
    [Fact]
    public async Task Problems_of_the_server_stand_above_the_form_and_beside_their_fields()
    {
        await using var screen = new FormScreen();

        var form = screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text), FormScreen.Field("y", FieldType.Text)),
            problems: [new Problem("/x", "form.pattern", "格式不对"), new Problem("", "form.other", "整体有误")]);

        var list = form.Find("[data-test=form-problems]");
        Assert.Equal("alert", list.GetAttribute("role"));
        Assert.Contains("格式不对", list.TextContent, StringComparison.Ordinal);
        Assert.Contains("整体有误", list.TextContent, StringComparison.Ordinal);
        var control = form.Find("[data-test=field-x]");
        Assert.Equal("true", control.GetAttribute("aria-invalid"));
        Assert.Equal("格式不对", form.Find($"#{control.GetAttribute("aria-describedby")}").TextContent);
        Assert.Null(form.Find("[data-test=field-y]").GetAttribute("aria-invalid"));
    }

    [Fact]
    public async Task Problem_goes_when_its_field_is_changed()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text)),
            problems: [new Problem("/x", "form.pattern", "格式不对")]);

        form.Find("[data-test=field-x]").Change("新的");

        Assert.DoesNotContain("格式不对", form.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_leads_to_its_field()
    {
        await using var screen = new FormScreen();
        var module = screen.Browser.SetupModule("./_content/LowCode.FormUi/form.js");
        module.Mode = JSRuntimeMode.Loose;
        var form = screen.Show(
            FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Text)),
            problems: [new Problem("/x", "form.pattern", "格式不对")]);

        form.Find("[data-test=form-problems] button").Click();

        Assert.Equal("field-x", Assert.Single(module.Invocations["focusOn"]).Arguments[0]);
    }

    [Fact]
    public async Task Check_finds_what_the_server_would_find()
    {
        await using var screen = new FormScreen();
        var definition = FormScreen.Form(
            FieldRight.Required,
            FormScreen.Field("empty", FieldType.Text),
            FormScreen.Field("number", FieldType.Number, new FieldLimits(Max: 10)),
            FormScreen.Field("good", FieldType.Text));
        var form = screen.Show(definition);
        form.Find("[data-test=field-number]").Change("11");
        form.Find("[data-test=field-good]").Change("好");

        var isRight = await form.InvokeAsync(() => form.Instance.CheckAsync());

        Assert.False(isRight);
        var expected = FormSubmission.Check(definition, FormScreen.Step, form.Instance.Submission(), FormScreen.Context().Lookups).Select(p => p.Message);
        Assert.Equal(expected, form.FindAll(".lc-problem").Select(p => p.TextContent));
        Assert.Equal(2, form.FindAll("[data-test=form-problems] li").Count);
    }

    [Fact]
    public async Task Required_fields_may_stay_empty_for_outcomes_that_skip_them()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Required, FormScreen.Field("x", FieldType.Text)));

        Assert.True(await form.InvokeAsync(() => form.Instance.CheckAsync(skipsRequired: true)));
        Assert.False(await form.InvokeAsync(() => form.Instance.CheckAsync()));
    }

    [Fact]
    public async Task Wrong_value_is_said_beside_its_field_as_soon_as_it_is_left()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Number)));

        form.Find("[data-test=field-x]").Change("十二");

        Assert.Equal("十二", form.Find("[data-test=field-x]").GetAttribute("value"));
        Assert.Single(form.FindAll(".lc-problem"));
        Assert.Empty(form.FindAll("[data-test=form-problems] li"));
    }
}
