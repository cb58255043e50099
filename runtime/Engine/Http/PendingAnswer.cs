using LowCode.Engine.Events;
using LowCode.Engine.State;
using LowCode.Engine.Tasks;

namespace LowCode.Engine.Http;

/// <summary>Whether a request that waits for an instance has still something to wait for.</summary>
public static class PendingAnswer
{
    /// <summary>What waits for somebody who may never come, so that no request waits with it.</summary>
    private static readonly HashSet<string> _waitsForOthers =
        [HttpEndpointActivity.TypeName, EventActivity.TypeName, UserTaskActivity.Type.Descriptor.Type, RunTaskActivity.TypeName];

    /// <summary>The request that the instance owes an answer; null: none.</summary>
    public static string? RequestOf(InstanceState state) => ReplySlot.RequestOf(state);

    /// <summary>The instance goes on by itself before the time: a call is under way, a timer falls due, a child runs.</summary>
    public static bool IsExpected(CompiledWorkflow workflow, InstanceState state, DateTimeOffset before) =>
        state.Status == InstanceStatus.Running
        && workflow.Nodes.Any(n => n.Activity is WriteHttpResponseActivity or WriteFileHttpResponseActivity)
        && (state.IsMidway || state.OpenBookmarks.Exists(b => !_waitsForOthers.Contains(b.Bookmark.Name) && (b.DueAt is not { } due || due <= before)));
}
