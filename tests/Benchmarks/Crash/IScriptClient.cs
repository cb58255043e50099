using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Crash;

/// <summary>Asks the product until it is answered, and tells the oracle.</summary>
internal interface IScriptClient
{
    /// <param name="target">Instance or task that the request is for.</param>
    Task<JsonObject> AskAsync(CrashScript script, string path, string name, string? target, string? instance);
}
