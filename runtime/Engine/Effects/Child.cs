using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Effects;

/// <summary>How an instance and whoever started it know each other. Names of inputs and properties are Elsa's.</summary>
public static class Child
{
    public const string ParentInstanceId = "ParentInstanceId";

    internal const string WaitForCompletion = "WaitForCompletion";
    internal const string ParentBookmark = "ParentBookmark";

    /// <summary>Of the parent's bookmark that waits for the instance; null: nobody waits.</summary>
    public static string? AwaitedHash(Stimulus.Start start) => (string?)start.Properties?[ParentBookmark];

    /// <summary>What a parent is resumed with where its child may not start.</summary>
    /// <param name="reason">In each language: who reads it is not known yet.</param>
    public static JsonObject Refused(InstanceId child, LocalizedText reason) => new()
    {
        ["workflowInstanceId"] = child.Value,
        ["refused"] = new JsonObject(reason.ByLanguage.Select(t => new KeyValuePair<string, JsonNode?>(t.Key, t.Value))),
    };
}
