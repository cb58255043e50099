using System.Text;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

internal static class PublishedRules
{
    /// <summary>A set with one rule: more packages than the limit are scanned.</summary>
    public static async Task PublishRulesAsync(this RunningHost host, string tenant, string set, int limit)
    {
        var json = $$$"""{"ruleSetId":"{{{set}}}","rules":[{"id":"R1","score":7,"action":"SCAN","when":{"f":"d.packages","op":"gt","v":{{{limit}}}}}]}""";
        var answer = await host.App.Services.GetRequiredService<PublishRelease>().HandleAsync(
            Actor.System(new TenantId(tenant)),
            new PublishReleaseCommand([Artefact.Of(ArtefactKind.RuleSet, set, Encoding.UTF8.GetBytes(json))], "test"),
            TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
    }
}
