using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Choosing a code: group, then class; or by searching.</summary>
public sealed class ChooserTests
{
    [Fact]
    public async Task Code_is_chosen_by_group_and_class()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Required, FormScreen.Field("x", FieldType.Code)));

        form.Find("[data-test=field-x]").Click();
        screen.Dialogs.WaitForElement("[data-test=chooser-group-02]").Click();
        screen.Dialogs.WaitForElement("[data-test=chooser-item-02-1]").Click();

        form.WaitForAssertion(() => Assert.Equal("街面秩序 / 占道经营", form.Find("[data-test=field-x] .lc-picker-text").TextContent));
        Assert.Equal("02-1", (string?)screen.LastChange!["x"]);
    }

    [Theory]
    [InlineData("垃圾", "01-1")]
    [InlineData("02", "02-1")]
    public async Task Code_is_found_by_part_of_its_name_or_start_of_its_code(string typed, string expected)
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Code)));
        form.Find("[data-test=field-x]").Click();

        screen.Dialogs.WaitForElement("[data-test=chooser-search]").Input(typed);

        var found = screen.Dialogs.WaitForElements("[data-test=chooser-found] button");
        Assert.Equal([$"chooser-item-{expected}"], found.Select(b => b.GetAttribute("data-test")));
    }

    [Fact]
    public async Task Search_that_finds_nothing_says_so()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Code)));
        form.Find("[data-test=field-x]").Click();

        screen.Dialogs.WaitForElement("[data-test=chooser-search]").Input("没有这个");

        Assert.Contains("没有符合的条目", screen.Dialogs.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Group_that_only_structures_the_tree_cannot_be_chosen()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Code)));

        form.Find("[data-test=field-x]").Click();
        screen.Dialogs.WaitForElement("[data-test=chooser-group-01]").Click();

        Assert.Empty(screen.Dialogs.FindAll("[data-test=chooser-item-01]"));
        Assert.Equal(2, screen.Dialogs.FindAll("[data-test^=chooser-item-01-]").Count);
    }

    [Fact]
    public async Task Chosen_code_can_be_cleared_where_it_is_not_required()
    {
        await using var screen = new FormScreen();
        var form = screen.Show(FormScreen.Form(FieldRight.Write, FormScreen.Field("x", FieldType.Code)), new JsonObject { ["x"] = "01-1" });

        form.Find("[data-test=field-x-clear]").Click();

        Assert.Null(screen.LastChange!["x"]);
        Assert.Contains("请选择", form.Find("[data-test=field-x]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_the_dictionary_no_longer_has_is_shown_as_it_is()
    {
        await using var screen = new FormScreen();

        var form = screen.Show(FormScreen.Form(FieldRight.Read, FormScreen.Field("x", FieldType.Code)), new JsonObject { ["x"] = "OLD-9" });

        Assert.Equal("OLD-9", form.Find(".lc-value").TextContent);
    }
}
