using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Compilation;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using LowCode.Scripting;

namespace LowCode.Engine.Bursts;

/// <summary>The data that activities read and write: variables in their scopes, inputs and outputs of the process, outputs of activities.</summary>
internal sealed class BurstData(Burst burst)
{
    private readonly InstanceState _state = burst.State;

    /// <summary>An input of the workflow that the activity belongs to, else of those around it.</summary>
    public object? WorkflowInput(ActivityExecution from, string name)
    {
        for (var host = from.Host; host is not null; host = host.Host)
        {
            var workflow = ((UsedWorkflow)host.Progress!).Workflow;
            var index = workflow.Definition.Inputs.Index().FirstOrDefault(i => i.Item.Name == name, (-1, null!)).Index;
            if (index >= 0)
            {
                return host.Variables![workflow.Variables.Length + index];
            }
        }

        return _state.Input.TryGetValue(name, out var value) ? value : null;
    }

    public object? Read(ActivityExecution from, VariableSlot slot) => Holder(from, slot)[slot.Index];

    /// <param name="from">Null where the variable is the process's own.</param>
    /// <exception cref="ActivityFaultException">The value is not of the variable's type.</exception>
    public void Write(ActivityExecution? from, VariableSlot slot, object? value)
    {
        var (_, name, typeName, isList, _) = slot.Definition;
        var conversion = StoredContent.Convert(burst, value, typeName, isList);
        if (conversion.Failure is { } misfit)
        {
            throw new ActivityFaultException("variable.type", name, misfit.TypeName, misfit.Text);
        }

        Holder(from, slot)[slot.Index] = conversion.Value;
        burst.Record.Journal(JournalKind.VariableSet, from, new JsonObject { ["name"] = name, ["value"] = DataValue.ToNode(conversion.Value) });
    }

    /// <summary>Sets an output of the nearest workflow around the activity that has one of the name, else of the instance.</summary>
    public void WriteWorkflowOutput(ActivityExecution from, string name, object? value)
    {
        for (var host = from.Host; host is not null; host = host.Host)
        {
            var used = (UsedWorkflow)host.Progress!;
            if (used.Workflow.Definition.Outputs.Any(o => o.Name == name))
            {
                used.Outputs[name] = value;
                return;
            }
        }

        _state.Outputs[name] = value;
    }

    /// <summary>An output of the nearest workflow around the activity that has one of the name, else of the instance; null: not set yet.</summary>
    public object? WorkflowOutput(ActivityExecution from, string name)
    {
        for (var host = from.Host; host is not null; host = host.Host)
        {
            var used = (UsedWorkflow)host.Progress!;
            if (used.Workflow.Definition.Outputs.Any(o => o.Name == name))
            {
                return used.Outputs.TryGetValue(name, out var inner) ? inner : null;
            }
        }

        return _state.Outputs.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>An activity gives an output: to what it is bound to, and to the register that scripts read.</summary>
    public void Give(ActivityExecution from, OutputTarget target, object? value)
    {
        burst.Record.Note(from).Output(target.Name, value);
        if (target.Slot is not null)
        {
            Write(from, target.Slot, value);
        }
        else if (target.WorkflowOutput is not null)
        {
            WriteWorkflowOutput(from, target.WorkflowOutput, value);
        }

        if (from.Node.Workflow.KeepsOutputs)
        {
            _state.ActivityOutputs[Key(from.Host, from.ActivityId, target.Name)] = value;
            _state.LastResult = value;
        }
    }

    /// <param name="from">Who asks: each run of a workflow as an activity has outputs of its own.</param>
    public object? Output(ActivityExecution from, string activityId, string output) =>
        _state.ActivityOutputs.GetValueOrDefault(Key(from.Host, activityId, output));

    /// <summary>Outputs of activities inside a workflow that has ended.</summary>
    public void Forget(ActivityExecution host)
    {
        foreach (var key in _state.ActivityOutputs.Keys.Where(k => k.StartsWith(host.Id + ":", StringComparison.Ordinal)).ToArray())
        {
            _state.ActivityOutputs.Remove(key);
        }
    }

    /// <exception cref="ActivityFaultException">The script failed.</exception>
    public object? Evaluate(ActivityExecution me, PreparedScript script, Action<IReadOnlyList<string>>? onOutcomes = null)
    {
        var result = burst.World.Scripts.Evaluate(script, new ExecutionScope(burst, me, onOutcomes));
        return result.IsValue ? result.Value : throw ActivityFaultException.Of(result.Error);
    }

    private static string Key(ActivityExecution? host, string activityId, string output) =>
        host is null ? $"{activityId}/{output.ToLowerInvariant()}" : $"{host.Id}:{activityId}/{output.ToLowerInvariant()}";

    // Scopes follow ownership: the holder is the instance or the workflow as an activity, or the nearest owner that runs the declaring activity.
    private VariableScope Holder(ActivityExecution? from, VariableSlot slot)
    {
        if (slot.Owner is null)
        {
            return from?.Host?.Variables ?? _state.Variables!;
        }

        for (var e = from; e is not null; e = e.Owner)
        {
            if (e.Node == slot.Owner)
            {
                return e.Variables!;
            }
        }

        throw new InvalidOperationException($"Expected {from?.Id} to run inside {slot.Owner.Id}, but it does not.");
    }
}
