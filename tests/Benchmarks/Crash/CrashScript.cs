
namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>
/// What one caller asks for one instance, in order. Ids of its requests follow from its number, so a script that was interrupted is run
/// again from its beginning: what was answered is not asked again, what was not is repeated under its id.
/// </summary>
internal sealed record CrashScript(int Number, string Tenant, string Process)
{
    public async Task RunAsync(IScriptClient client)
    {
        switch (Process)
        {
            case CrashProcesses.Events:
                var events = await StartAsync(client);
                var isEarly = Number % 3 == 0;
                await SendAsync(client, events, isEarly ? "second" : "first");
                await SendAsync(client, events, isEarly ? "first" : "second");
                break;
            case CrashProcesses.Timers or CrashProcesses.Calls:
                await SendAsync(client, await StartAsync(client), "go");
                break;
            case CrashProcesses.Branches:
                await SendAsync(client, await StartAsync(client), "left");
                break;
            case CrashProcesses.People:
                var opened = await client.AskAsync(this, "case", CrashProcesses.CaseType, target: null, instance: null);
                var instance = (string)opened["instance"]!;
                var handled = await client.AskAsync(this, "complete", "accept", (string)opened["task"]!, instance);
                await client.AskAsync(this, "complete", "handle", (string)handled["task"]!, instance);
                break;
        }
    }

    private async Task<string> StartAsync(IScriptClient client) =>
        (string)(await client.AskAsync(this, "start", Process, target: null, instance: null))["instance"]!;

    private Task SendAsync(IScriptClient client, string instance, string name) => client.AskAsync(this, "event", name, instance, instance);
}
