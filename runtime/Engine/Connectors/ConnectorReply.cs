using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Definitions.Values;

namespace LowCode.Engine.Connectors;

/// <summary>What came of a call: outputs and outcomes, or a failure.</summary>
/// <param name="Outcomes">Those besides <c>Done</c>.</param>
/// <param name="Records">What the journal keeps of it.</param>
/// <param name="Failure">Null: it succeeded.</param>
public sealed record ConnectorReply(JsonObject? Outputs, IReadOnlyList<string> Outcomes, IReadOnlyList<JsonObject> Records, ConnectorFailure? Failure)
{
    public static ConnectorReply Failed(string code, string message) => new(null, [], [], new ConnectorFailure(code, message));

    /// <summary>The payload that resumes the bookmark of the call.</summary>
    public JsonObject ToPayload() => Failure is { } failure
        ? new JsonObject { ["failure"] = new JsonObject { ["code"] = failure.Code, ["message"] = failure.Message } }
        : new JsonObject
        {
            ["outputs"] = Outputs?.DeepClone(),
            ["outcomes"] = new JsonArray([.. Outcomes.Select(o => JsonValue.Create(o))]),
            ["records"] = new JsonArray([.. Records.Select(r => r.DeepClone())]),
        };

    internal static ConnectorReply Of(object? payload)
    {
        if (payload is not DataObject members)
        {
            return Failed(ConnectorErrors.Failed, "Expected the answer of a connector, but got none.");
        }

        return members.GetValueOrDefault("failure") is DataObject failure
            ? Failed(DataValue.ToText(failure.GetValueOrDefault("code")), DataValue.ToText(failure.GetValueOrDefault("message")))
            : new ConnectorReply(
                members.GetValueOrDefault("outputs") is DataObject outputs ? DataValue.ToNode(outputs) : [],
                [.. (members.GetValueOrDefault("outcomes") as object?[] ?? []).Select(DataValue.ToText)],
                [.. (members.GetValueOrDefault("records") as object?[] ?? []).OfType<DataObject>().Select(DataValue.ToNode)],
                null);
    }
}

/// <param name="Code">Of the manifest, or one of <see cref="ConnectorErrors"/>.</param>
public sealed record ConnectorFailure(string Code, string Message);
