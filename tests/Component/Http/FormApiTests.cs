using System.Net;
using LowCode.Work.Access;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Forms as programs see them.</summary>
[Collection<HostCollection>]
public sealed class FormApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Schema_of_a_published_form_says_what_a_step_sends()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases));

        using var whole = await program.GetAsync("/api/forms/report/schema", Cancellation);
        using var step = await program.GetAsync("/api/forms/report/schema?step=report", Cancellation);

        Assert.Equal("application/schema+json", whole.Content.Headers.ContentType?.MediaType);
        Assert.NotNull((await whole.JsonAsync())["properties"]!["position"]);
        Assert.Contains("title", (await step.JsonAsync())["required"]!.AsArray().Select(r => (string)r!));
    }

    [Fact]
    public async Task Schema_of_a_form_that_is_not_there_is_not_found_and_of_any_refused_without_the_scope()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases));
        using var other = host.With(await host.KeyAsync(Scope.ReadCases));

        using var missing = await program.GetAsync("/api/forms/none/schema", Cancellation);
        using var refused = await other.GetAsync("/api/forms/report/schema", Cancellation);

        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.Forbidden], new[] { missing.StatusCode, refused.StatusCode });
    }

    [Fact]
    public async Task Form_of_another_system_is_read_with_its_losses_and_published_when_asked()
    {
        using var program = host.With(await host.KeyAsync(Scope.ReadReleases, Scope.PublishReleases));
        using var sheet = new MemoryStream();
        sheet.SaveAs(
            new[] { new { c1 = "type", c2 = "name", c3 = "relevant" }, new { c1 = "integer", c2 = "age_now", c3 = "" }, new { c1 = "text", c2 = "why", c3 = "${age_now} > 5" }, new { c1 = "text", c2 = "id", c3 = "uuid() = 1" } },
            printHeader: false);

        using var read = await PostAsync("sheet_1.xlsx", sheet.ToArray(), "");
        using var before = await program.GetAsync("/api/forms/sheet_1/schema", Cancellation);
        using var published = await PostAsync("sheet_1.xlsx", sheet.ToArray(), "&publish=true");
        using var after = await program.GetAsync("/api/forms/sheet_1/schema", Cancellation);
        using var wrong = await PostAsync("x", "text"u8.ToArray(), "");

        var answer = await read.JsonAsync();
        Assert.Equal("3 2 Relevance", $"{answer["questions"]} {answer["arrived"]} {answer["losses"]![0]!["kind"]}", ignoreCase: true);
        Assert.Equal("ageNow > 5", (string?)answer["form"]!["fields"]![1]!["rules"]!["relevant"]);
        Assert.Null(answer["published"]);
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.BadRequest],
            new[] { read.StatusCode, before.StatusCode, published.StatusCode, after.StatusCode, wrong.StatusCode });

        async Task<HttpResponseMessage> PostAsync(string name, byte[] file, string more)
        {
            using var body = new ByteArrayContent(file);
            return await program.PostAsync($"/api/forms/import?name={name}{more}", body, Cancellation);
        }
    }
}
