using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Prints;
using LowCode.Host;
using LowCode.Printing;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Prints;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Cases, lists and forms as PDF, by a real Chromium.</summary>
[Collection<HostCollection>]
public sealed class PrintApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("portrait", 595, 842)]
    [InlineData("landscape", 842, 595)]
    public async Task Case_is_printed_in_Chinese_with_page_numbers_both_ways(string orientation, int width, int height)
    {
        using var browser = await host.SignedInAsync("admin");
        var first = (await (await browser.GetAsync("/api/cases?size=1", Cancellation)).JsonAsync())["rows"]![0]!;

        using var answer = await browser.GetAsync($"/api/cases/{first["number"]}/print?orientation={orientation}", Cancellation);

        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var pdf = PdfText.Of(await answer.Content.ReadAsByteArrayAsync(Cancellation));
        // Browsers round paper to their own units.
        Assert.InRange(pdf.Size.Width, width, width + 1);
        Assert.InRange(pdf.Size.Height, height, height + 1);
        // Characters of some fonts come out of a PDF as their radicals: Chinese titles cannot be compared.
        Assert.Contains((string)first["number"]!, pdf.Text, StringComparison.Ordinal);
        Assert.Contains("第1/", pdf.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_and_empty_form_are_printed_and_an_edited_template_takes_effect()
    {
        using var browser = await host.SignedInAsync("admin");
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases, Scope.ReadCases));

        using var list = await browser.GetAsync("/api/cases/print?text=%E4%BA%95%E7%9B%96", Cancellation);
        using var form = await browser.GetAsync("/api/forms/report/print", Cancellation);
        var template = new JsonObject { ["$format"] = "lowcode.print/1", ["templateId"] = "list", ["title"] = new JsonObject { ["zh-CN"] = "清单" }, ["subject"] = "list", ["body"] = "<h1>街道办事处清单 {{list.total}} {{\"<b>\"}}</h1><img src=\"http://127.0.0.1/x.png\"><iframe src=\"file:///etc/passwd\"></iframe><script>document.body.textContent = 'script ran'</script>" };
        using var published = await program.PostAsJsonAsync("/api/releases", new JsonObject { ["artefacts"] = new JsonArray(new JsonObject { ["kind"] = "PrintTemplate", ["key"] = "list", ["content"] = template }) }, Cancellation);
        using var edited = await browser.GetAsync("/api/cases/print", Cancellation);
        using var wrong = await program.PostAsJsonAsync("/api/releases", new JsonObject { ["artefacts"] = new JsonArray(new JsonObject { ["kind"] = "PrintTemplate", ["key"] = "list", ["content"] = With(template, "body", "{{#if a}}") }) }, Cancellation);
        using var withdrawn = await program.DeleteAsync("/api/artefacts/PrintTemplate/list", Cancellation);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], new[] { list.StatusCode, form.StatusCode, edited.StatusCode });
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.BadRequest, HttpStatusCode.OK], new[] { published.StatusCode, wrong.StatusCode, withdrawn.StatusCode });
        Assert.Contains("井盖", (await TextOf(list)).Text, StringComparison.Ordinal);
        Assert.Contains("☐", (await TextOf(form)).Text, StringComparison.Ordinal);
        var page = (await TextOf(edited)).Text;
        var total = (int)(await (await browser.GetAsync("/api/cases?size=1", Cancellation)).JsonAsync())["total"]!;
        Assert.Contains($"街道办事处清单{total}<b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("scriptran", page, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_not_printed_and_nobody_prints_without_a_session()
    {
        using var browser = await host.SignedInAsync("admin");
        using var stranger = host.Browser();

        using var noCase = await browser.GetAsync("/api/cases/SJ000/print", Cancellation);
        using var noForm = await browser.GetAsync("/api/forms/none/print", Cancellation);
        using var refused = await stranger.GetAsync("/api/cases/print", Cancellation);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], new[] { noCase.StatusCode, noForm.StatusCode, refused.StatusCode });
    }

    [Fact]
    public async Task Without_a_browser_printing_says_how_to_install_one_and_all_else_works()
    {
        await using var without = new RunningHost(new HostSettings { Chromium = "/nowhere/chromium", SignInsPerMinute = 1000 });
        await without.InitializeAsync();
        await without.InstallAsync();
        using var browser = await without.SignedInAsync("admin");

        using var printed = await browser.GetAsync("/api/cases/print", Cancellation);
        using var listed = await browser.GetAsync("/api/cases", Cancellation);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (printed.StatusCode, listed.StatusCode));
        var said = await printed.JsonAsync();
        Assert.Equal("print.no-browser", (string?)said["title"]);
        Assert.Contains("apt-get install chromium", (string?)said["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_that_takes_too_long_is_ended_and_the_next_one_is_printed()
    {
        using var slow = new ChromiumPrinter(new PrintingOptions { Longest = TimeSpan.FromMilliseconds(1) }, NullLogger<ChromiumPrinter>.Instance);
        var page = new PageContent("<p>页</p>", PrintOrientation.Portrait, "", "");

        var ended = await slow.PrintAsync(new TenantId("demo"), page, Cancellation);
        var printed = await host.App.Services.GetRequiredService<IPagePrinter>().PrintAsync(new TenantId("demo"), page, Cancellation);

        Assert.Equal("print.too-slow", ended.Rejection?.Code);
        Assert.True(printed.IsAccepted);
    }

    [Fact]
    public async Task Records_that_a_search_finds_are_printed_in_its_order()
    {
        using var browser = await host.SignedInAsync("admin");
        var rows = (await (await browser.GetAsync("/api/records/event?where=channel:eq:hotline&sort=handleCost&descending=false&size=3", Cancellation)).JsonAsync())["rows"]!.AsArray();

        using var printed = await browser.GetAsync("/api/records/event/print?where=channel:eq:hotline&sort=handleCost&descending=false", Cancellation);
        using var wrong = await browser.GetAsync("/api/records/event/print?where=handleCost:from:much", Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest), (printed.StatusCode, wrong.StatusCode));
        var text = (await TextOf(printed)).Text;
        var places = rows.Select(r => text.IndexOf((string)r!["number"]!, StringComparison.Ordinal)).ToList();
        Assert.All(places, p => Assert.True(p >= 0));
        Assert.Equal(places.Order(), places);
        Assert.Equal("record.invalid-search", (string?)(await wrong.JsonAsync())["title"]);
    }

    [Fact]
    public async Task Browser_opens_no_port_and_leaves_no_profile()
    {
        var page = new PageContent(string.Concat(Enumerable.Repeat("<p>页</p>", 500)), PrintOrientation.Portrait, "", "");

        var printing = host.App.Services.GetRequiredService<IPagePrinter>().PrintAsync(new TenantId("demo"), page, Cancellation);
        var seen = new HashSet<string>();
        while (!printing.IsCompleted)
        {
            seen.UnionWith(Browsers());
            await Task.Yield();
        }

        Assert.True((await printing).IsAccepted);
        Assert.NotEmpty(seen);
        Assert.All(seen, arguments => Assert.Contains("--remote-debugging-pipe", arguments, StringComparison.Ordinal));
        Assert.All(seen, arguments => Assert.DoesNotContain("--remote-debugging-port", arguments, StringComparison.Ordinal));
        Assert.Empty(Directory.EnumerateDirectories(Path.GetTempPath(), $"lowcode-print-{Environment.ProcessId}-*"));
    }

    // Those that print for this process: their profiles are named after it. Processes that it starts of itself are no browsers.
    private static IEnumerable<string> Browsers()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => int.TryParse(Path.GetFileName(p), out _)))
        {
            string arguments;
            try
            {
                arguments = File.ReadAllText(Path.Combine(process, "cmdline"));
            }
            catch (IOException)
            {
                continue;
            }

            if (arguments.Contains($"lowcode-print-{Environment.ProcessId}-", StringComparison.Ordinal) && arguments.Contains("--headless", StringComparison.Ordinal) && !arguments.Contains("--type=", StringComparison.Ordinal))
            {
                yield return arguments;
            }
        }
    }

    private static JsonObject With(JsonObject json, string member, string value)
    {
        var changed = json.DeepClone().AsObject();
        changed[member] = value;
        return changed;
    }

    private static async Task<PdfText> TextOf(HttpResponseMessage answer) => PdfText.Of(await answer.Content.ReadAsByteArrayAsync(Cancellation));
}
