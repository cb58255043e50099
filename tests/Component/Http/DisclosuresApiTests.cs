using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Who was given sensitive values, over the API.</summary>
[Collection<HostCollection>]
public sealed class DisclosuresApiTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Listed_for_keys_of_its_scope_and_what_is_no_period_is_told()
    {
        using var auditor = host.With(await host.KeyAsync(Scope.ReadDisclosures));
        using var other = host.With(await host.KeyAsync(Scope.ReadCases));

        var found = await auditor.GetFromJsonAsync<JsonObject>("/api/disclosures?login=nobody&from=2026-01-01T00:00:00Z&before=2026-02-01T00:00:00Z", Cancellation);
        using var forbidden = await other.GetAsync("/api/disclosures", Cancellation);
        using var backwards = await auditor.GetAsync("/api/disclosures?from=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z", Cancellation);
        using var noTime = await auditor.GetAsync("/api/disclosures?from=yesterday", Cancellation);

        Assert.Equal(0, (int)found!["total"]!);
        Assert.Empty(found["rows"]!.AsArray());
        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest], new[] { forbidden.StatusCode, backwards.StatusCode, noTime.StatusCode });
        Assert.Equal("privacy.log-period", (string)(await backwards.JsonAsync())["title"]!);
    }
}
