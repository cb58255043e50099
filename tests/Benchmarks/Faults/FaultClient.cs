using System.Text.Json.Nodes;
using LowCode.Tests.Benchmarks.Crash;

namespace LowCode.Tests.Benchmarks.Faults;

/// <summary>Asks the product in this process; who is told that the store failed asks the same again.</summary>
internal sealed class FaultClient(Oracle oracle, IServiceProvider services, CancellationToken cancellation) : IScriptClient
{
    public AnswerCount Answered { get; } = new();

    public async Task<JsonObject> AskAsync(CrashScript script, string path, string name, string? target, string? instance)
    {
        var operation = $"{script.Number}-{path}-{name}";
        var request = new CrashRequest(script.Tenant, operation, name, target);
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var (isAccepted, body) = await request.HandleAsync(services, path, cancellation);
                if (!isAccepted)
                {
                    throw new InvalidOperationException($"Expected {operation} to be accepted, but: {body}");
                }

                body["tenant"] = script.Tenant;
                body["path"] = path;
                body["target"] = target;
                body["instance"] ??= instance;
                await oracle.AnswerAsync(operation, body);
                Answered.Add();
                return body;
            }
            catch (InjectedFaultException)
            {
                // Told that it failed: the same again.
            }
        }
    }
}
