using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Engine.Tasks;

namespace LowCode.Engine.Cases;

/// <summary>Moves the case of the process on: status, due time, data, a line in the timeline.</summary>
internal sealed class UpdateCaseActivity(Input status, Input dueIn, Input dueAt, Input data, LocalizedText? note) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("LowCode.UpdateCase", ActivityCategory.Cases, "folder_open")
        {
            Inputs =
            [
                new("status", "String"),
                new("dueIn", "Decimal"),
                new("dueAt", "DateTime") { Editor = InputEditor.Time },
                new("data", "JSON") { Editor = InputEditor.Json },
                new("note", "Object", IsPlain: true) { Editor = InputEditor.Dictionary },
            ],
        },
        source => new UpdateCaseActivity(
            source.Input("status"), source.Input("dueIn"), source.Input("dueAt"), source.Input("data"), TaskMembers.Texts(source.Member("note"))));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.Effect(new Effect.UpdateCase(
            me.ActivityId, burst.Text(me, status), burst.Due(me, dueIn, dueAt), Fields(burst.Value(me, data)), note));
        burst.Complete(me);
    }

    private static JsonObject? Fields(object? value) => value switch
    {
        null => null,
        DataObject fields => DataValue.ToNode(fields),
        _ => throw new ActivityFaultException("case.data", DataValue.ToText(value)),
    };
}
