using System.Net;
using LowCode.Work.Access;
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
}
