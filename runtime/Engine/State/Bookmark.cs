using System.Text.Json.Nodes;

namespace LowCode.Engine.State;

/// <summary>A place where an instance waits.</summary>
/// <param name="Id">Unique within the instance (<c>b7</c>); engine ids are counted, not drawn, so that a replay gives the same.</param>
/// <param name="Name">Type of the activity that waits, e.g. <c>Elsa.Event</c>.</param>
/// <param name="Hash">Upper case hex SHA-256 of name and payload, as in Elsa: what a stimulus without an address is matched by.</param>
public sealed record Bookmark(
    string Id,
    string Name,
    string Hash,
    JsonNode? Payload,
    string ActivityId,
    string ActivityExecutionId,
    DateTimeOffset CreatedAt);
