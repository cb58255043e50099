using LowCode.Tests.EndToEnd.Running;
using LowCode.Tests.EndToEnd.Screens;
using Microsoft.Playwright;
using Xunit;

namespace LowCode.Tests.EndToEnd;

public sealed class ExpressionPageTests(Product product)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Expression_is_written_with_what_is_offered_and_shows_its_result(int width)
    {
        var (person, page, editor) = await OpenAsync(width);
        await page.Test("values").Locator("textarea").FillAsync("{申请人: {姓名: \"张三\", 年龄: 34}}");
        await editor.FillAsync("");

        await editor.PressSequentiallyAsync("申");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveTextAsync(["申请人context<姓名: string, 年龄: number>"]);
        await editor.PressAsync("Enter");
        await editor.PressSequentiallyAsync(".");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(2);
        await editor.PressAsync("ArrowDown");
        await editor.PressAsync("Tab");
        await editor.PressSequentiallyAsync(" + 1");

        await Assertions.Expect(editor).ToHaveValueAsync("申请人.年龄 + 1");
        await Assertions.Expect(page.Test("value")).ToHaveTextAsync("35");
        await Assertions.Expect(page.Test("reads")).ToHaveTextAsync("申请人.年龄");
        await person.ShotAsync("expression");
    }

    [Fact]
    public async Task Problem_is_marked_where_it_stands_and_told_in_words()
    {
        var (_, page, editor) = await OpenAsync(1280);
        await page.Test("values").Locator("textarea").FillAsync("{金额: 5}");

        await editor.FillAsync("1 < 2 and 金额 > \"多\"");

        await Assertions.Expect(page.Test("expression").Locator("mark")).ToHaveTextAsync("金额 > \"多\"");
        await Assertions.Expect(page.Test("expression-problems")).ToContainTextAsync("第 1 行第 11 列");
        await Assertions.Expect(editor).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task What_was_offered_for_an_older_text_is_not_written_into_a_newer_one()
    {
        var (_, page, editor) = await OpenAsync(1280);
        await page.Test("values").Locator("textarea").FillAsync("{金额: 5000}");
        await editor.FillAsync("");
        await editor.PressSequentiallyAsync("金");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(1);

        await editor.PressSequentiallyAsync("额 >");
        await editor.PressAsync("Enter");
        await editor.PressSequentiallyAsync("4000");

        await Assertions.Expect(editor).ToHaveValueAsync("金额 >\n4000");
        await Assertions.Expect(page.Test("value")).ToHaveTextAsync("true");
    }

    [Fact]
    public async Task Marks_stay_where_a_character_is_written_and_taken_away_again()
    {
        var (_, page, editor) = await OpenAsync(1280);
        await page.Test("values").Locator("textarea").FillAsync("{金额: 5}");
        await editor.FillAsync("金额 > \"多\"");
        await Assertions.Expect(page.Test("expression").Locator("mark")).ToHaveCountAsync(1);

        await editor.PressAsync("x");
        await editor.PressAsync("Backspace");

        await Assertions.Expect(page.Test("expression").Locator("mark")).ToHaveTextAsync("金额 > \"多\"");
    }

    [Fact]
    public async Task Composition_of_Chinese_is_left_in_peace_and_counts_when_it_ends()
    {
        var (_, page, editor) = await OpenAsync(1280);
        await page.Test("values").Locator("textarea").FillAsync("{金额: 5}");
        await editor.FillAsync("");
        await editor.FocusAsync();
        var input = await page.Context.NewCDPSessionAsync(page);

        await input.SendAsync("Input.imeSetComposition", new Dictionary<string, object> { ["text"] = "jin'e", ["selectionStart"] = 5, ["selectionEnd"] = 5 });
        await Assertions.Expect(editor).ToHaveValueAsync("jin'e");
        await Assertions.Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await input.SendAsync("Input.insertText", new Dictionary<string, object> { ["text"] = "金额" });

        await Assertions.Expect(editor).ToHaveValueAsync("金额");
        await Assertions.Expect(page.Test("value")).ToHaveTextAsync("5");
    }

    [Fact]
    public async Task Only_administrators_try_expressions()
    {
        var person = await Person.SignInAsync(product, "grid", 1280);

        await person.GoAsync("/expressions");

        await Assertions.Expect(person.Page.GetByText("表达式试算仅向管理员开放")).ToBeVisibleAsync();
        await Assertions.Expect(person.Page.Test("expression")).ToHaveCountAsync(0);
    }

    private async Task<(Person Person, IPage Page, ILocator Editor)> OpenAsync(int width)
    {
        var person = await Person.SignInAsync(product, "admin", width);
        await person.GoAsync("/expressions");

        // The example is there once its script has taken the text over.
        var editor = person.Page.Test("expression").Locator("textarea");
        await Assertions.Expect(editor).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("sum"));
        await Assertions.Expect(person.Page.Test("value")).ToContainTextAsync("处长审批");
        return (person, person.Page, editor);
    }
}
