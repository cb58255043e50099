using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;

namespace LowCode.Engine.StateMachines;

/// <summary>What of a state machine leads nowhere. As in Elsa it runs, but it does not do what was meant.</summary>
internal sealed class StateMachineChecks(ActivitySource source, StateMachineDesign design)
{
    public void Check()
    {
        if (design.States.Length == 0)
        {
            Refuse("states", "workflow.machine.no-states", source.Node.Id);
            return;
        }

        CheckNames();
        CheckStart();
        foreach (var (index, transition) in design.Transitions.Index())
        {
            var json = source.Definition.Json.Items("transitions").ElementAt(index);
            CheckEnd(index, "from", json.Text("from"), transition.From);
            CheckEnd(index, "to", json.Text("to"), transition.To);
            if (transition.Trigger is null)
            {
                source.Notes.Warning(source.Path($"transitions/{index}"), "workflow.machine.no-trigger", source.Node.Id);
            }
        }
    }

    private void CheckNames()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, state) in design.States.Index())
        {
            if (string.IsNullOrWhiteSpace(state.Name))
            {
                Refuse($"states/{index}/name", "workflow.machine.no-name", source.Node.Id);
            }
            else if (!seen.Add(state.Name))
            {
                Refuse($"states/{index}/name", "workflow.machine.state-twice", source.Node.Id, state.Name);
            }
        }
    }

    private void CheckStart()
    {
        if (design.Start >= 0)
        {
            return;
        }

        var member = source.Member("currentState")?.ToString() is { Length: > 0 } ? "currentState" : "initialState";
        if (source.Member(member)?.ToString() is { Length: > 0 } unknown)
        {
            Refuse(member, "workflow.machine.unknown-state", source.Node.Id, unknown, Names);
        }
        else
        {
            Refuse(member, "workflow.machine.no-start", source.Node.Id, Names);
        }
    }

    private void CheckEnd(int transition, string end, string? name, int state)
    {
        if (state < 0)
        {
            Refuse($"transitions/{transition}/{end}", "workflow.machine.unknown-state", source.Node.Id, name, Names);
        }
    }

    private string Names => string.Join(", ", design.States.Select(s => s.Name));

    private void Refuse(string member, string code, params object?[] values) => source.Notes.Refusal(source.Path(member), code, values);
}
