using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Tasks;

/// <summary>Asks somebody outside to do a task and waits until it is completed by its id.</summary>
internal sealed class RunTaskActivity(Input taskName, Input payload, OutputTarget taskId, OutputTarget result) : Activity
{
    public const string TypeName = BookmarkHash.RunTask;

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor(TypeName, ActivityCategory.Primitives, "task_alt")
        {
            Inputs = [new("taskName", "String"), new("payload", "ObjectDictionary") { Editor = InputEditor.Dictionary }],
            Outputs = [new("taskId", "String"), new("result", "Object")],
        },
        source => new RunTaskActivity(source.Input("taskName"), source.Input("payload"), source.Output("taskId"), source.Output("result")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var name = burst.Text(me, taskName) ?? "";
        var data = burst.Value(me, payload);
        var id = burst.World.NewInstance().Value;
        burst.Data.Give(me, taskId, id);

        Ask(burst, me, id, name, DataValue.ToNode(data));
    }

    // Where the instance stopped in the burst that reached the task, nobody was asked; who was asked knows the task by its id.
    public override void Reopen(Burst burst, ActivityExecution me, OpenBookmark parked)
    {
        var asked = parked.Bookmark.Payload!;
        Ask(burst, me, (string)asked["taskId"]!, (string)asked["taskName"]!, asked["payload"]);
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        burst.Data.Give(me, result, payload);
        burst.Complete(me);
    }

    // Only the id finds the bookmark; the rest is for whoever does the task.
    private static void Ask(Burst burst, ActivityExecution me, string id, string name, JsonNode? data)
    {
        var asked = new JsonObject { ["taskId"] = id, ["taskName"] = name, ["payload"] = data?.DeepClone() };
        var bookmark = burst.Wait(me, TypeName, BookmarkHash.OfTask(id), asked);
        burst.Effect(new Effect.RequestTask(bookmark, id, name, data?.DeepClone()));
    }
}
