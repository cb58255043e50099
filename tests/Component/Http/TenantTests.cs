using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Host;
using LowCode.Host.Demo;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>The tenant comes from the session alone: what belongs to another one is not there.</summary>
[Collection<HostCollection>]
public sealed class TenantTests(RunningHost host)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cases_tasks_and_figures_of_another_tenant_are_not_there()
    {
        await MakeNeighbourAsync();
        using var grid = await host.SignedInAsync("grid");
        using var acceptor = await host.SignedInAsync("acceptor");
        var number = await grid.ReportAsync("本单位的案件");
        var task = await acceptor.TaskOfAsync(number);
        using var neighbour = await host.SignedInAsync("admin", "neighbour");

        using var theirCase = await neighbour.GetAsync($"/api/cases/{number}", Cancellation);
        using var theirTask = await neighbour.GetAsync($"/api/tasks/{task}", Cancellation);
        using var completed = await neighbour.CompleteAsync(task, "accept", []);
        var cases = await neighbour.GetFromJsonAsync<JsonObject>("/api/cases?tenant=demo", Cancellation);
        var figures = await neighbour.GetFromJsonAsync<JsonObject>("/api/statistics", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, theirCase.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, theirTask.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, completed.StatusCode);
        Assert.Equal(0, (int)cases!["total"]!);
        Assert.Equal(0, (int)figures!["total"]!);
    }

    private async Task MakeNeighbourAsync()
    {
        var services = host.App.Services;
        var settings = services.GetRequiredService<HostSettings>();
        var package = TemplateFolder.Read(Path.Combine(settings.TemplatesFolder, DemoTenant.Template)).Value!;
        await services.GetRequiredService<CreateTenant>().HandleAsync(
            new CreateTenantCommand("neighbour", LocalizedText.Of("邻市", "Neighbour"), "Asia/Shanghai", IsDemo: true), Cancellation);
        await services.GetRequiredService<InstallTemplate>().HandleAsync(
            Actor.System(new TenantId("neighbour")), new InstallTemplateCommand(package, settings.DemoPassword), Cancellation);
    }
}
