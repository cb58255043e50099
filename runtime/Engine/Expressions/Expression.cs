using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Scripting;

namespace LowCode.Engine.Expressions;

/// <summary>Gives a value when an activity runs.</summary>
internal abstract class Expression
{
    private Expression()
    {
    }

    /// <exception cref="ActivityFaultException">There is no value.</exception>
    public abstract object? Evaluate(Burst burst, ActivityExecution me);

    public sealed class Literal(object? value) : Expression
    {
        public static Literal Null { get; } = new(null);

        public object? Value { get; } = value;

        public override object? Evaluate(Burst burst, ActivityExecution me) => Value;
    }

    public sealed class Variable(string id, VariableSlot? slot) : Expression
    {
        public override object? Evaluate(Burst burst, ActivityExecution me) => slot is null
            ? throw new ActivityFaultException("variable.missing", id)
            : burst.Data.Read(me, slot);
    }

    public sealed class WorkflowInput(string name) : Expression
    {
        public override object? Evaluate(Burst burst, ActivityExecution me) => burst.Data.WorkflowInput(me, name);
    }

    public sealed class Script(PreparedScript script) : Expression
    {
        public override object? Evaluate(Burst burst, ActivityExecution me) => burst.Data.Evaluate(me, script);
    }

    public sealed class Feel(FeelFormula formula) : Expression
    {
        public override object? Evaluate(Burst burst, ActivityExecution me) => formula.Evaluate(burst, me);
    }

    /// <summary>A language that this engine does not have: kept in the definition, an incident when run.</summary>
    public sealed class Foreign(string language) : Expression
    {
        public override object? Evaluate(Burst burst, ActivityExecution me) =>
            throw new ActivityFaultException("expression.language", language);
    }
}
