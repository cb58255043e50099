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

    public object? WorkflowInput(string name) => _state.Input.TryGetValue(name, out var value) ? value : null;

    public object? Read(ActivityExecution from, VariableSlot slot) => Holder(from, slot)[slot.Index];

    /// <param name="from">Null where the variable is the process's own.</param>
    /// <exception cref="ActivityFaultException">The value is not of the variable's type.</exception>
    public void Write(ActivityExecution? from, VariableSlot slot, object? value)
    {
        var (_, name, typeName, isList, _) = slot.Definition;
        var conversion = DataTypes.Convert(value, typeName, isList);
        if (conversion.Failure is not null)
        {
            throw new ActivityFaultException($"Variable '{name}': {conversion.Failure}");
        }

        Holder(from, slot)[slot.Index] = conversion.Value;
        burst.Record.Journal(JournalKind.VariableSet, from, new JsonObject { ["name"] = name, ["value"] = DataValue.ToNode(conversion.Value) });
    }

    public void WriteWorkflowOutput(string name, object? value) => _state.Outputs[name] = value;

    /// <summary>An activity gives an output: to what it is bound to, and to the register that scripts read.</summary>
    public void Give(ActivityExecution from, OutputTarget target, object? value)
    {
        if (target.Slot is not null)
        {
            Write(from, target.Slot, value);
        }
        else if (target.WorkflowOutput is not null)
        {
            WriteWorkflowOutput(target.WorkflowOutput, value);
        }

        if (burst.Workflow.KeepsOutputs)
        {
            _state.ActivityOutputs[Key(from.ActivityId, target.Name)] = value;
            _state.LastResult = value;
        }
    }

    public object? Output(string activityId, string output) => _state.ActivityOutputs.GetValueOrDefault(Key(activityId, output));

    /// <exception cref="ActivityFaultException">The script failed.</exception>
    public object? Evaluate(ActivityExecution me, PreparedScript script, Action<IReadOnlyList<string>>? onOutcomes = null)
    {
        var result = burst.World.Scripts.Evaluate(script, new ExecutionScope(burst, me, onOutcomes));
        return result.IsValue ? result.Value : throw new ActivityFaultException(result.Error.ToString());
    }

    private static string Key(string activityId, string output) => $"{activityId}/{output.ToLowerInvariant()}";

    // Scopes follow ownership: the holder is the instance, or the nearest owner that runs the declaring activity.
    private VariableScope Holder(ActivityExecution? from, VariableSlot slot)
    {
        if (slot.Owner is null)
        {
            return _state.Variables!;
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
