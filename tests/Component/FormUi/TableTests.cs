using System.Text.Json.Nodes;
using Bunit;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.FormUi.Fields;
using Xunit;

namespace LowCode.Tests.Component.FormUi;

/// <summary>Tables: rows of plain text, edited by the browser or by an editor of their own, computed by row and over all rows.</summary>
public sealed class TableTests
{
    [Fact]
    public async Task Cells_are_plain_text_and_typed_by_the_browser()
    {
        await using var screen = new FormScreen();
        var form = Show(screen);
        form.Find("[data-test=field-t-add]").Click();
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.TypeAsync(0, "n", "3"));
        await table.InvokeAsync(() => table.Instance.TypeAsync(0, "p", "1.50"));

        Assert.Empty(form.FindAll("td input, td select"));
        Assert.Equal("""[{"n":3,"p":1.50,"a":4.5}]""", Rows(screen));
        Assert.Equal("¥ 4.50", form.Find("[data-test=cell-t-0-a]").TextContent.Trim());
        Assert.Contains("4.5", form.Find("[data-test=reading-total]").TextContent, StringComparison.Ordinal);
        Assert.Equal(("text", "3"), (form.Find("[data-test=cell-t-0-n]").GetAttribute("data-edit"), form.Find("[data-test=cell-t-0-n]").GetAttribute("data-value")));
        Assert.Null(form.Find("[data-test=cell-t-0-a]").GetAttribute("data-edit"));
    }

    [Fact]
    public async Task Cell_of_a_choice_becomes_its_editor_and_text_again()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, """[{"c":"a"}]""");
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.Open(0, "c"));
        form.Find("[data-test=field-t-0-c]").Change("b");
        await table.InvokeAsync(table.Instance.Close);

        Assert.Equal("""[{"c":"b"}]""", Rows(screen));
        Assert.Equal("乙", form.Find("[data-test=cell-t-0-c]").TextContent.Trim());
        Assert.Empty(form.FindAll("td select"));
    }

    [Fact]
    public async Task Removed_row_leaves_the_others_as_they_are()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, """[{"n":1},{"n":2},{"n":3}]""");

        form.Find("[data-test=remove-t-1]").Click();

        Assert.Equal("""[{"n":1},{"n":3}]""", Rows(screen));
        Assert.Equal(["1", "3"], form.FindAll("td[data-column=n]").Select(c => c.TextContent.Trim()));
        Assert.Equal(["1", "2"], form.FindAll("tbody .lc-row-number").Select(c => c.TextContent.Trim()));
    }

    [Fact]
    public async Task Cells_of_a_spreadsheet_are_pasted_and_rows_added_for_them()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, """[{"n":1}]""");
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.PasteAsync(0, "n", [["5", "2"], ["6", "1,000"]]));

        Assert.Equal("""[{"n":5,"p":2,"a":10},{"n":6,"p":1000,"a":6000}]""", Rows(screen));
    }

    [Fact]
    public async Task Pasted_words_become_options_and_what_finds_no_place_is_told()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, """[{"n":1}]""");
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.PasteAsync(0, "n", [["5", "2", "10", "乙"], ["6", "", "", "丙"], .. Enumerable.Repeat<string[]>(["7", "", "", "A"], 210)]));

        Assert.StartsWith("""[{"n":5,"p":2,"a":10,"c":"b"},{"n":6},{"n":7,"c":"a"},""", Rows(screen), StringComparison.Ordinal);
        Assert.Equal(200, screen.LastChange!["t"]!.AsArray().Count);
        Assert.Equal(
            ["最多 200 行，有 12 行没有粘贴", "有 1 个单元格没有粘贴（没有这个选项，或不能填写）：第 2 行“标签c”：丙"],
            form.FindAll("[data-test=field-t-pasted]").Select(p => p.TextContent));
        await table.InvokeAsync(() => table.Instance.TypeAsync(0, "n", "4"));
        form.Render();
        Assert.Empty(form.FindAll("[data-test=field-t-pasted]"));
    }

    [Fact]
    public async Task Wrong_cell_is_marked_and_listed_with_its_row_and_leads_there()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, """[{"n":1},{"n":2}]""");
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.TypeAsync(1, "n", "两个"));
        Assert.False(await form.InvokeAsync(() => form.Instance.CheckAsync()));

        Assert.Equal("true", form.Find("[data-test=cell-t-1-n]").GetAttribute("aria-invalid"));
        Assert.Equal("两个", form.Find("[data-test=cell-t-1-n]").TextContent.Trim());
        Assert.Single(form.FindAll("[data-test=field-t-problems] button"));
    }

    [Fact]
    public async Task Two_hundred_rows_are_the_most_and_one_change_draws_one_row()
    {
        await using var screen = new FormScreen();
        var form = Show(screen, $"[{string.Join(',', Enumerable.Range(1, 200).Select(i => $$"""{"n":{{i}}}"""))}]");
        Assert.Equal(200, form.FindAll("tbody tr").Count);
        Assert.True(form.Find("[data-test=field-t-add]").HasAttribute("disabled"));
        var rows = form.FindComponents<TableRow>();
        var before = rows.Select(r => r.RenderCount).ToList();
        var table = form.FindComponent<TableField>();

        await table.InvokeAsync(() => table.Instance.TypeAsync(7, "n", "70"));

        Assert.Equal([7], rows.Index().Where(r => r.Item.RenderCount != before[r.Index]).Select(r => r.Index));
    }

    private static string Rows(FormScreen screen) => screen.LastChange!["t"]!.ToJsonString();

    private static IRenderedComponent<DynamicForm> Show(FormScreen screen, string? rows = null)
    {
        var table = FormScreen.Field("t", FieldType.Table) with
        {
            Columns =
            [
                FormScreen.Field("n", FieldType.Integer),
                FormScreen.Field("p", FieldType.Money),
                FormScreen.Field("a", FieldType.Computed) with { Result = FieldType.Money, Rules = new FieldRules { Calculation = "n * p" } },
                FormScreen.Field("c", FieldType.Choice),
            ],
        };
        var sum = FormScreen.Field("total", FieldType.Computed) with { Result = FieldType.Number, Rules = new FieldRules { Calculation = "sum(t.a)" } };
        return screen.Show(FormScreen.Form(FieldRight.Write, table, sum), rows is null ? [] : new JsonObject { ["t"] = JsonNode.Parse(rows) });
    }
}
