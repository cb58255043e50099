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
    public static async Task PublishRulesAsync(this RunningHost host, string tenant, string set, int limit, string changes = "direct", string seenBy = "")
    {
        var json = $$$"""{"ruleSetId":"{{{set}}}","changes":"{{{changes}}}","seenBy":[{{{seenBy}}}],"lists":{"watched":["0101","0102"]},"rules":[{"id":"R1","score":7,"action":"SCAN","when":{"f":"d.packages","op":"gt","v":{{{limit}}}}}]}""";
        var answer = await host.App.Services.GetRequiredService<PublishRelease>().HandleAsync(
            Actor.System(new TenantId(tenant)),
            new PublishReleaseCommand([Artefact.Of(ArtefactKind.RuleSet, set, Encoding.UTF8.GetBytes(json))], "test"),
            TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, answer.Rejection?.Message);
    }

    /// <summary>A model with one table: over 10, the fee is 5.</summary>
    public static async Task PublishFeesAsync(this RunningHost host, string model)
    {
        var xml = $"""
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="{model}" namespace="urn:{model}">
              <inputData name="weight" id="i1"><variable name="weight" typeRef="number" /></inputData>
              <decision name="fee" id="d1"><variable name="fee" typeRef="number" />
                <informationRequirement><requiredInput href="#i1" /></informationRequirement>
                <decisionTable>
                  <input><inputExpression typeRef="number"><text>weight</text></inputExpression></input><output typeRef="number" />
                  <rule id="r1"><inputEntry><text>&gt; 10</text></inputEntry><outputEntry><text>5</text></outputEntry></rule>
                  <rule id="r2"><inputEntry><text>&lt;= 10</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>
                </decisionTable></decision>
            </definitions>
            """;
        var answer = await host.App.Services.GetRequiredService<PublishRelease>().HandleAsync(
            Actor.System(new TenantId("demo")),
            new PublishReleaseCommand([Artefact.Of(ArtefactKind.Decision, model, Encoding.UTF8.GetBytes(xml))], "test"),
            TestContext.Current.CancellationToken);
        Assert.True(answer.IsAccepted, string.Join("; ", answer.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? []));
    }
}
