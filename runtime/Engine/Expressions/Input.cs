using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Expressions;

/// <summary>An input of an activity, ready to be evaluated. Literals are converted once.</summary>
internal sealed class Input
{
    private readonly InputDescriptor _descriptor;
    private readonly Expression _expression;
    private readonly bool _isConverted;

    // Parts of an input, as the conditions of a switch, are not told each.
    private readonly bool _isNoted;
    private readonly object? _literal;

    public Input(InputDescriptor descriptor, Expression expression, string path)
    {
        _descriptor = descriptor;
        _expression = expression;
        Path = path;
        _isNoted = !descriptor.Name.Contains('/', StringComparison.Ordinal);
        if (expression is Expression.Literal literal)
        {
            var conversion = DataTypes.Convert(literal.Value ?? descriptor.Default, descriptor.TypeName);
            _isConverted = conversion.Failure is null;
            _literal = _descriptor.Spelled(conversion.Value);
            Unfit = _isConverted ? null : literal.Value ?? descriptor.Default;
        }
    }

    /// <summary>JSON pointer, for problems.</summary>
    public string Path { get; }

    /// <summary>A literal that cannot be of the type; null: it can, or there is none.</summary>
    public object? Unfit { get; }

    /// <summary>The value is known before anything runs.</summary>
    public bool IsLiteral => _isConverted;

    public object? LiteralValue => _literal;

    /// <exception cref="ActivityFaultException">There is no value, or it is of another type.</exception>
    public object? Evaluate(Burst burst, ActivityExecution me) =>
        _isConverted ? _literal : Told(burst, me, StoredContent.Resolve(burst, _expression.Evaluate(burst, me)));

    /// <summary>The value for an activity that only hands it on: what stands for kept contents goes on standing for them.</summary>
    /// <exception cref="ActivityFaultException">There is no value, or it is of another type.</exception>
    public object? EvaluateKept(Burst burst, ActivityExecution me) => _isConverted ? _literal : Told(burst, me, _expression.Evaluate(burst, me));

    private object? Told(Burst burst, ActivityExecution me, object? given)
    {
        var conversion = StoredContent.Convert(burst, given ?? _descriptor.Default, _descriptor.TypeName);
        if (conversion.Failure is { } misfit)
        {
            throw new ActivityFaultException("input.type", _descriptor.Name, misfit.TypeName, misfit.Text);
        }

        var value = _descriptor.Spelled(conversion.Value);
        if (_isNoted)
        {
            burst.Record.Note(me).Input(_descriptor.Name, _descriptor.IsSensitive && value is not null ? "***" : value);
        }

        return value;
    }
}
