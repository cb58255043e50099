using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Children;
using LowCode.Engine.Expressions;
using LowCode.Engine.State;

namespace LowCode.Engine.Primitives;

/// <summary>Completes the workflow that it belongs to, other branches with it; where that is an activity of another one, by the given outcomes.</summary>
internal sealed class CompleteActivity(Input outcomes) : Activity
{
    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.Complete", ActivityCategory.Composition, "done_all")
        {
            Inputs = [new("outcomes", "Object", "Done") { Editor = InputEditor.Outcomes, DefaultSyntax = "Object" }],
            Outcomes = [],
            IsTerminal = true,
        },
        source => new CompleteActivity(source.Input("outcomes")));

    public override bool IsTerminal => true;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var names = Names(burst.Value(me, outcomes));
        for (var owner = me.Owner; owner is not null; owner = owner.Owner)
        {
            switch (owner.Node.Activity)
            {
                case WorkflowActivity workflow:
                    burst.CompleteUnheard(me);
                    workflow.End(burst, owner, names);
                    return;
                case UsedWorkflowActivity used:
                    burst.CompleteUnheard(me);
                    used.End(burst, owner, names);
                    return;
            }
        }

        burst.EndInstance(by: me);
    }

    // One name, a list of them, or such a list as JSON text.
    private static string[] Names(object? value) => value switch
    {
        object?[] names => Array.ConvertAll(names, DataValue.ToText),
        string text when text.TrimStart().StartsWith('[') => Parsed(text) is object?[] names ? Array.ConvertAll(names, DataValue.ToText) : [text],
        null => ["Done"],
        var name => [DataValue.ToText(name)],
    };

    private static object? Parsed(string text)
    {
        try
        {
            return DataValue.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
