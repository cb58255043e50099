using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.State;

namespace LowCode.Engine.Running;

/// <summary>How a run stands: the instance that was started, and the lines that it and all others wrote, in order.</summary>
/// <param name="Bookmarks">How many are open.</param>
/// <param name="Incidents">Their messages, in English as Elsa's.</param>
public sealed record RunReport(
    InstanceStatus Status,
    InstanceSubStatus SubStatus,
    int Bookmarks,
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Incidents,
    JsonObject Output)
{
    /// <summary>The same as <see cref="Incidents"/>, in the language of the current UI culture.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One line of JSON.</summary>
    public string ToJson() => new JsonObject
    {
        ["status"] = Status.ToString(),
        ["subStatus"] = SubStatus.ToString(),
        ["bookmarks"] = Bookmarks,
        ["lines"] = new JsonArray([.. Lines.Select(l => JsonValue.Create(l))]),
        ["incidents"] = new JsonArray([.. Incidents.Select(i => JsonValue.Create(i))]),
        ["output"] = Output.DeepClone(),
    }.ToJsonString(_readable);
}
