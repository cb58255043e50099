using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Host;
using LowCode.Work.Access;
using LowCode.Work.Releases;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>
/// Instances, journals, executions and statistics of six probes as the genuine Elsa engine wrote them, beside ours. Every difference must be in the
/// list; <c>docs/elsa.md</c> says why it is there.
/// </summary>
public sealed class GenuineHistoryTests(GenuineHistoryTests.ProbeHost probes, ITestOutputHelper output) : IClassFixture<GenuineHistoryTests.ProbeHost>
{
    private const string Root = "/elsa/api";

    private static readonly string _genuine = Path.Combine(Repository.Root, "..", "shared", "conformance", "elsa-studio", "genuine-json");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("p04-foreach-break")]
    [InlineData("p06-flowswitch-MatchAny")]
    [InlineData("p09-decision-merge")]
    [InlineData("p12-join-any-event")]
    [InlineData("p14-fault-other-branch")]
    [InlineData("p22-unknown-type")]
    public async Task Probe_is_told_as_the_genuine_engine_tells_it(string probe)
    {
        Assert.SkipUnless(Directory.Exists(_genuine), "The instances of ../shared/conformance/elsa-studio are not there.");
        using var studio = probes.Host.With(await probes.Host.KeyOfAsync(ProbeHost.Tenant, [.. Scope.All]));
        studio.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/{probe}/execute", new { }, Cancellation);
        var id = Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));

        var differences = new List<string>();
        GenuineComparison.Records(await GenuineAsync(probe, "journal"), await ItemsAsync(studio.GetAsync($"{Root}/workflow-instances/{id}/journal?take=1000", Cancellation)), differences);
        GenuineComparison.Executions(await GenuineAsync(probe, "executions"), await ItemsAsync(studio.GetAsync($"{Root}/activity-executions/list?workflowInstanceId={id}", Cancellation)), differences);
        GenuineComparison.Statistics(
            await GenuineAsync(probe, "stats"),
            await ItemsAsync(studio.PostAsJsonAsync($"{Root}/activity-executions/report", new { workflowInstanceId = id }, Cancellation), "stats"),
            differences);
        GenuineComparison.Instance(await GenuineAsync(probe, "instance"), (await studio.GetFromJsonAsync<JsonObject>($"{Root}/workflow-instances/{id}", Cancellation))!, differences);

        differences.ForEach(output.WriteLine);
        Assert.Equal(GenuineComparison.Argued(probe), differences.Distinct().Order(StringComparer.Ordinal));
    }

    private static async Task<JsonNode> GenuineAsync(string probe, string what) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(_genuine, $"{probe}.{what}.json"), Cancellation))!;

    private static async Task<JsonArray> ItemsAsync(Task<HttpResponseMessage> asked, string list = "items")
    {
        using var answer = await asked;
        return (await answer.JsonAsync())[list]!.AsArray();
    }

    /// <summary>A tenant of its own, whose release was written past the checks: an unknown type would not be published.</summary>
    public sealed class ProbeHost : IAsyncLifetime
    {
        internal const string Tenant = "probes";

        internal RunningHost Host { get; } = new(new HostSettings());

        public async ValueTask InitializeAsync()
        {
            await Host.InitializeAsync();
            await Host.TenantAsync(Tenant);
            var artefacts = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Conformance", "probes"), "*.json")
                .Select(f => Artefact.Of(ArtefactKind.Workflow, Path.GetFileNameWithoutExtension(f), File.ReadAllBytes(f)))
                .ToList();
            var release = new ReleaseWrite(
                new TenantId(Tenant), 0, TimeProvider.System.GetUtcNow(), "test", "probes", artefacts, [.. artefacts.Select(a => new ReleaseItem(a.Kind, a.Key, a.Hash))]);
            Assert.True(await Host.App.Services.GetRequiredService<IReleaseStore>().PublishAsync(release, CancellationToken.None));
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }
}
