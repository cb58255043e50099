using System.Net;
using System.Net.Http.Json;
using LowCode.Host.Elsa;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Viewers are told when an instance moves: their own tenant's alone, and with a credential alone.</summary>
[Collection<HostCollection>]
public sealed class ElsaHubTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Viewer_with_a_key_is_told_what_an_event_did()
    {
        var (studio, id) = await WaitingAsync("hub-told");
        using var viewer = await ElsaViewer.ConnectAsync(host.App, await ElsaViewer.NegotiateAsync(studio));
        var observed = await viewer.ObserveAsync(id);

        using var sent = await studio.PostAsJsonAsync("/elsa/api/events/Go/trigger", new { workflowInstanceId = id }, Cancellation);
        var stats = await viewer.MessageAsync(m => (string?)m["target"] == "ActivityExecutionLogUpdatedAsync");
        await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowExecutionLogUpdatedAsync");
        var updated = await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowInstanceUpdatedAsync");

        Assert.Null(observed["error"]);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        Assert.Contains(stats["arguments"]![0]!["stats"]!.AsArray(), s => (string)s!["activityId"]! == "wait" && (int)s["completedCount"]! == 1);
        Assert.Equal(id, (string)updated["arguments"]![0]!["workflowInstanceId"]!);
    }

    [Fact]
    public async Task Instance_of_another_tenant_cannot_be_watched()
    {
        var (_, id) = await WaitingAsync("hub-other");
        await host.TenantAsync("stranger");
        using var stranger = host.With(await host.KeyOfAsync("stranger", [.. Scope.All]));
        using var viewer = await ElsaViewer.ConnectAsync(host.App, await ElsaViewer.NegotiateAsync(stranger));

        var refused = await viewer.ObserveAsync(id);

        Assert.Contains("Access denied", (string)refused["error"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_watches_so_many_instances_and_is_told_where_the_limit_is()
    {
        var (studio, first) = await WaitingAsync("hub-many");
        using var viewer = await ElsaViewer.ConnectAsync(host.App, await ElsaViewer.NegotiateAsync(studio));
        var instances = new List<string> { first };
        for (var i = 0; i < ElsaHub.MostWatched; i++)
        {
            using var started = await studio.PostAsJsonAsync("/elsa/api/workflow-definitions/hub-many/execute", new { }, Cancellation);
            instances.Add(Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id")));
        }

        var observed = new List<string?>();
        foreach (var instance in instances.Append(first))
        {
            observed.Add((string?)(await viewer.ObserveAsync(instance))["error"]);
        }

        Assert.Equal(ElsaHub.MostWatched, observed.TakeWhile(e => e is null).Count());
        Assert.Contains("100", observed[^2], StringComparison.Ordinal);
        Assert.Null(observed[^1]);
    }

    [Fact]
    public async Task Viewer_is_told_that_an_instance_left_quarantine()
    {
        var (studio, id) = await WaitingAsync("hub-quarantine");
        await host.App.Services.GetRequiredService<IQuarantine>().AddAsync(
            new QuarantinedInstance(new("demo"), id, DateTimeOffset.UnixEpoch, "recovery", 3), Cancellation);
        using var viewer = await ElsaViewer.ConnectAsync(host.App, await ElsaViewer.NegotiateAsync(studio));
        await viewer.ObserveAsync(id);

        using var released = await studio.PostAsJsonAsync($"/api/instances/{id}/release", new { reason = "mended" }, Cancellation);
        var updated = await viewer.MessageAsync(m => (string?)m["target"] == "WorkflowInstanceUpdatedAsync");

        Assert.Equal(HttpStatusCode.OK, released.StatusCode);
        Assert.Equal(id, (string)updated["arguments"]![0]!["workflowInstanceId"]!);
    }

    [Fact]
    public async Task Socket_needs_what_was_negotiated_and_the_key_its_scope()
    {
        using var nobody = host.Browser();
        using var narrow = host.With(await host.KeyAsync(Scope.ReadCases));

        using var unknown = await nobody.PostAsync(ElsaViewer.Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        using var scoped = await narrow.PostAsync(ElsaViewer.Hub + "/negotiate?negotiateVersion=1", null, Cancellation);
        var stray = await Assert.ThrowsAnyAsync<Exception>(() => ElsaViewer.ConnectAsync(host.App, "never-given"));

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (unknown.StatusCode, scoped.StatusCode));
        Assert.Contains("401", stray.Message, StringComparison.Ordinal);
    }

    private async Task<(HttpClient Studio, string Id)> WaitingAsync(string definitionId)
    {
        var studio = host.With(await host.KeyAsync([.. Scope.All]));
        await host.PublishAsync(Sequence(definitionId, Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go")))));
        using var started = await studio.PostAsJsonAsync($"/elsa/api/workflow-definitions/{definitionId}/execute", new { }, Cancellation);
        return (studio, Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id")));
    }
}
