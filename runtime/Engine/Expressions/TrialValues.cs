using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>What an expression that is tried out may read: fields with their values, from a context of FEEL. A JSON object is one.</summary>
public sealed class TrialValues
{
    private TrialValues(FeelScope scope, FeelValue[] values, IReadOnlyList<FeelProblem> problems) =>
        (Scope, Values, Problems) = (scope, values, problems);

    public FeelScope Scope { get; }

    /// <summary>What is wrong with the text; positions are in it.</summary>
    public IReadOnlyList<FeelProblem> Problems { get; }

    /// <summary>False: the text gives no fields.</summary>
    public bool AreGiven => Problems.Count == 0;

    internal FeelValue[] Values { get; }

    /// <param name="text">Such as <c>{金额: 12800.5, 提交日: @"2026-03-01"}</c>; blank: nothing may be read.</param>
    public static TrialValues Of(string text, FeelOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(FeelLibrary.Scope, [], []);
        }

        var parsed = FeelParser.ParseExpression(text, FeelLibrary.Scope);
        if (!parsed.IsWellFormed)
        {
            return new(FeelLibrary.Scope, [], parsed.Problems);
        }

        var (value, problems) = FeelProgram.Compile(parsed).Evaluate([], options, cancellation);
        if (problems.Count > 0 || value.AsContext is not { } context)
        {
            var notOne = new FeelProblem(FeelProblemCode.ResultType, parsed.Root.Span, [Kinds.Of(FeelKind.Context), value, Kinds.Of(value)]);
            return new(FeelLibrary.Scope, [], problems.Count > 0 ? problems : [notOne]);
        }

        var types = parsed.Root.Type as FeelType.ContextType;
        var fields = context.Select(f => (Variable: new FeelVariable(f.Key, types?.FieldOf(f.Key) ?? FeelType.Any), f.Value)).ToList();
        return new(FeelLibrary.Scope.With(fields.Select(f => f.Variable)), [.. fields.Select(f => f.Value)], []);
    }
}
