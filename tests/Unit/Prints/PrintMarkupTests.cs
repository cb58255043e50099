using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Texts;
using LowCode.Tests.Unit.Forms;
using Xunit;

namespace LowCode.Tests.Unit.Prints;

/// <summary>Templates of pages: what stands in braces is filled in, and no value becomes HTML.</summary>
public sealed class PrintMarkupTests
{
    private const string Fields = "{'key': 'name', 'type': 'text'}, {'key': 'amount', 'type': 'number'}, {'key': 'day', 'type': 'date'}, {'key': 'lines', 'type': 'table', 'columns': [{'key': 'item1', 'type': 'text'}, {'key': 'price', 'type': 'number'}]}";

    private const string Data = "{'name': '<b>张三</b>', 'amount': 12.5, 'day': '2026-03-01', 'lines': [{'item1': 'a&b', 'price': 3}, {'item1': 'c', 'price': 4.5}]}";

    [Theory]
    [InlineData("<p>{{name}}</p>", "<p>[&lt;b&gt;张三&lt;/b&gt;]</p>")]
    [InlineData("{{ \"<i>\" + name }}", "&lt;i&gt;&lt;b&gt;张三&lt;/b&gt;")]
    [InlineData("{{amount * 2}} {{sum(lines.price)}} {{string(day + duration(\"P1D\"))}}", "25 7.5 2026-03-02")]
    [InlineData("{{case.number}}{{case.nothing}}{{nobody}}|", "SJ1|")]
    [InlineData("{{#if amount > 10}}much{{else}}little{{/if}}", "much")]
    [InlineData("{{#if amount > 100}}much{{else}}little{{/if}}", "little")]
    [InlineData("{{#if nobody = 1}}x{{/if}}.", ".")]
    [InlineData("{{#each lines}}{{rowNumber}} {{item1}} {{price * 2}} {{amount}};{{/each}}", "1 [a&amp;b] 6 [12.5];2 [c] 9 [12.5];")]
    [InlineData("{{#each lines[price > 3]}}{{item.item1}};{{/each}}{{#each nobody}}x{{/each}}", "c;")]
    [InlineData("{{#each lines}}{{#if price > 3}}{{item1}}{{/if}}{{/each}}", "[c]")]
    [InlineData("{{>fields}}{{>timeline}}", "<dl></dl>")]
    [InlineData("{ {a} } {{day}}", "{ {a} } [2026-03-01]")]
    public void Places_are_filled_in(string template, string expected) => Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("{{#if amount}}", "print.not-ended 1")]
    [InlineData("\n{{/if}}", "print.bad-place 2")]
    [InlineData("{{#if a}}\n{{/each}}{{/if}}", "print.bad-place 2")]
    [InlineData("{{nobody +}}", "print.expression 1")]
    [InlineData("{{>secrets}}", "print.bad-place 1")]
    [InlineData("{{#unless a}}", "print.bad-place 1")]
    public void Mistake_is_told_with_its_line(string template, string expected)
    {
        var problem = PrintMarkup.Read(template).Problems[0];

        Assert.Equal(expected, $"{problem.Code} {new string([.. problem.Message.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)])}");
    }

    [Theory]
    [InlineData("{{former}} {{amount + former}}", "[7] 14")]
    [InlineData("{{#each rows}}{{price}} {{was}};{{/each}}", "[3] [3];[4] [4];")]
    [InlineData("{{sum(lines.price)}}", "7")]
    public void Renamed_fields_are_found_by_what_data_and_template_call_them(string template, string expected)
    {
        var form = TestForm.Of("{'key': 'amount', 'type': 'number', 'aliases': ['former']}, {'key': 'lines', 'type': 'table', 'aliases': ['rows'], 'columns': [{'key': 'price', 'type': 'number', 'aliases': ['was']}]}");
        var data = TestForm.Json("{'former': 7, 'rows': [{'was': 3}, {'price': 4, 'was': 9}]}");
        var renderer = new PrintRenderer(new PrintData(form.Fields, data, new Dictionary<string, JsonNode?>()), (_, value) => $"[{value}]", _ => null, DateTimeOffset.UnixEpoch);

        Assert.Equal(expected, renderer.Render(template, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Open_braces_of_a_long_template_are_read_in_one_pass()
    {
        var open = "{{" + new string(' ', 190_000);

        Assert.Equal(open, Render(open));
    }

    [Fact]
    public void What_would_be_too_long_or_never_end_is_given_up()
    {
        var nested = string.Concat(Enumerable.Repeat("{{#each many}}", 6)) + new string('x', 10_000) + string.Concat(Enumerable.Repeat("{{/each}}", 6));

        Assert.Null(Renderer("{'many': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]}").Render(nested, TestContext.Current.CancellationToken));
        Assert.Null(Renderer("{'many': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]}").Render(nested.Replace(new string('x', 10_000), "", StringComparison.Ordinal), TestContext.Current.CancellationToken));
        Assert.Equal("", Render("{{count(for x in 1..100000, y in 1..100000 return x)}}"));
    }

    [Fact]
    public void Template_is_written_and_read_and_its_mistakes_are_told()
    {
        var template = new PrintTemplate("event", LocalizedText.Of("事件", "Event"), PrintSubject.Case, "<h1>{{case.title}}</h1>") { Orientation = PrintOrientation.Landscape, Watermark = "{{print.by}}" };

        Assert.Equal(template with { Title = LocalizedText.Empty }, PrintTemplateJson.Read(PrintTemplateJson.Write(template)).Value! with { Title = LocalizedText.Empty });
        PrintTemplateJson.Read(PrintTemplateJson.Write(template with { Body = "{{/if}}", Watermark = "{{", TemplateId = "a b" })).Problems.MustBe("document.bad-id /templateId", "print.bad-place /body");
    }

    private static string? Render(string template) => Renderer("{'case': {'number': 'SJ1'}}").Render(template, TestContext.Current.CancellationToken);

    private static PrintRenderer Renderer(string facts)
    {
        var data = new PrintData(TestForm.Of(Fields).Fields, TestForm.Json(Data), TestForm.Json(facts).ToDictionary(f => f.Key, f => f.Value));
        return new PrintRenderer(data, (_, value) => $"[{WebUtility.HtmlEncode(value?.ToString())}]", name => name == "fields" ? "<dl></dl>" : null, DateTimeOffset.UnixEpoch);
    }
}
