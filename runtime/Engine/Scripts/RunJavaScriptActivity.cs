using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Scripting;

namespace LowCode.Engine.Scripts;

/// <summary>Runs a script, which may choose the ports to leave by.</summary>
internal sealed class RunJavaScriptActivity(Input script, OutputTarget result) : Activity
{
    private static readonly string[] _done = ["Done"];

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.RunJavaScript", ActivityCategory.Scripting, "code")
        {
            Inputs =
            [
                new("script", "String") { Editor = InputEditor.Code, CodeLanguage = "javascript", DefaultSyntax = "JavaScript" },
                new("possibleOutcomes", "List<String>") { Editor = InputEditor.OwnOutcomes },
            ],
            Outputs = [new("result", "Object")],
            HasOwnOutcomes = true,
        },
        Create);

    // A script may leave by what it has computed.
    public override IReadOnlyList<string>? Ports(IReadOnlyList<string> usual) => null;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var text = burst.Text(me, script) ?? "";
        IReadOnlyList<string> outcomes = _done;
        if (!burst.World.Scripts.TryPrepare(text, out var prepared, out var error))
        {
            throw ActivityFaultException.Of(error);
        }

        var value = burst.Data.Evaluate(me, prepared, chosen => outcomes = chosen);
        if (value is not null)
        {
            burst.Data.Give(me, result, value);
        }

        burst.Complete(me, outcomes);
    }

    private static RunJavaScriptActivity Create(ActivitySource source)
    {
        var script = source.Input("script");
        if (script.IsLiteral)
        {
            source.Prepare((string?)script.LiteralValue ?? "", script.Path);
        }
        else
        {
            // What it will ask for is not known before it runs.
            source.Node.Workflow.KeepsOutputs = true;
        }

        return new RunJavaScriptActivity(script, source.Output("result"));
    }
}
