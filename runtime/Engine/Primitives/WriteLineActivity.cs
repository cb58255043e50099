using System.Text.Json.Nodes;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;
using LowCode.Engine.Journal;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Writes a line into the journal.</summary>
internal sealed class WriteLineActivity(Input text) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.WriteLine", ActivityCategory.Primitives, "short_text") { Inputs = [new("text", "String")] },
        source => new WriteLineActivity(source.Input("text")));

    public override void Execute(Burst burst, ActivityExecution me)
    {
        burst.Record.Journal(JournalKind.LineWritten, me, new JsonObject { ["text"] = burst.Text(me, text) ?? "" });
        burst.Complete(me);
    }
}
