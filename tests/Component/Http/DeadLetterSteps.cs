using System.Text.Json.Nodes;
using LowCode.Work;
using LowCode.Work.DeadLetters;
using LowCode.Work.Events;
using LowCode.Work.People;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Messages of the demo tenant that become dead letters.</summary>
internal static class DeadLetterSteps
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Actor Demo => Actor.System(new("demo"));

    public static async Task SendAsync(this RunningHost host, string instance, string name)
    {
        var sent = await host.App.Services.GetRequiredService<SendEvent>().HandleAsync(
            Demo, new SendEventCommand(name, new EventAddress.Instance(instance), new JsonObject { ["n"] = 1 }, Guid.NewGuid().ToString()), Cancellation);
        Assert.True(sent.IsAccepted, sent.Rejection?.Message);
    }

    /// <summary>Sends an event for which the instance has no bookmark, and lets its time pass; answers the letter's id.</summary>
    public static async Task<string> ExpireAsync(this RunningHost host, string instance, string name)
    {
        await host.SendAsync(instance, name);
        var services = host.App.Services;
        await services.GetRequiredService<IWakeUps>().BuryExpiredAsync(services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(2), 1000, Cancellation);
        var found = await services.GetRequiredService<ReadDeadLetters>().SearchAsync(
            Demo, new DeadLetterSearch("inbox", "expired", instance), new PageRequest(0, 1), Cancellation);
        return Assert.Single(found.Value!.Rows).DeadLetterId;
    }
}
