using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>Shortcuts to evaluate expressions in tests.</summary>
internal static class Evaluations
{
    public static readonly DateTimeOffset Now = new(2026, 3, 5, 10, 20, 30, TimeSpan.FromHours(8));

    /// <summary>The value as text, of an expression that reads the given variables.</summary>
    public static string Show(string expression, params (string Name, FeelValue Value)[] variables) => Evaluate(expression, variables).Value.ToString();

    public static FeelResult Evaluate(string expression, params (string Name, FeelValue Value)[] variables)
    {
        var scope = FeelLibrary.Scope.With(variables.Select(v => new FeelVariable(v.Name, FeelType.Any)));
        return FeelProgram.Compile(FeelParser.ParseExpression(expression, scope))
            .Evaluate([.. variables.Select(v => v.Value)], new FeelOptions { Now = Now }, TestContext.Current.CancellationToken);
    }

    /// <param name="clock">Null: one that stands still, so that how busy the machine is changes nothing.</param>
    public static FeelResult Evaluate(string expression, FeelLimits limits, TimeProvider? clock = null) =>
        FeelProgram.Compile(FeelParser.ParseExpression(expression, FeelLibrary.Scope))
            .Evaluate(Array.Empty<FeelValue>(), new FeelOptions { Limits = limits, Clock = clock ?? StoppedClock.Instance }, TestContext.Current.CancellationToken);
}
