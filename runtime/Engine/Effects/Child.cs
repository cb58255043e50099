using System.Text.Json.Nodes;
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
    public static JsonObject Refused(InstanceId child, string reason) => new() { ["workflowInstanceId"] = child.Value, ["refused"] = reason };
}
