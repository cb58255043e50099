using System.Text.Json.Nodes;

namespace LowCode.Definitions.Values;

/// <summary>
/// A value that stands for something large that is kept beside its instance. It is a kind of value of its own: whoever reads data from JSON
/// gets none, whatever the JSON looks like, so that nobody can write one down and have it read.
/// </summary>
/// <param name="Id">32 hex digits.</param>
/// <param name="Bytes">How large the content is.</param>
public sealed record ContentReference(string Id, ContentForm Form, long Bytes)
{
    /// <summary>For people and journals. It is no way back.</summary>
    public JsonObject ToNode() => new() { ["$content"] = Id, ["form"] = Form.ToString().ToLowerInvariant(), ["bytes"] = Bytes };
}
