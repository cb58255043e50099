using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

internal static class NumberFunctions
{
    private const long SmallestScale = -6111;
    private const long LargestScale = 6176;

    public static IEnumerable<FeelFunction> All =>
    [
        Rounding("decimal", RoundingMode.HalfEven),
        Function("floor", Takes("n: number", FeelType.Number, Round(RoundingMode.Floor)), Takes("n: number, scale: number", FeelType.Number, Round(RoundingMode.Floor))),
        Function("ceiling", Takes("n: number", FeelType.Number, Round(RoundingMode.Ceiling)), Takes("n: number, scale: number", FeelType.Number, Round(RoundingMode.Ceiling))),
        Rounding("round up", RoundingMode.Up),
        Rounding("round down", RoundingMode.Down),
        Rounding("round half up", RoundingMode.HalfUp),
        Rounding("round half down", RoundingMode.HalfDown),
        // Durations have one too; where a function from numbers to numbers is wanted, the second says that it is one.
        Function("abs", Takes("n: Any", FeelType.Any, Abs, only: [FeelKind.Number, FeelKind.DaysDuration, FeelKind.YearsDuration], infers: t => t[0].Kind == FeelKind.List ? FeelType.Any : t[0]), Takes("n: number", FeelType.Number, Abs)),
        Function("modulo", Takes("dividend: number, divisor: number", FeelType.Number, Modulo)),
        Function("sqrt", Takes("number: number", FeelType.Number, (run, a) => Of(run, a[0], NumberMath.Sqrt(a[0].AsNumber!.Value)))),
        Function("log", Takes("number: number", FeelType.Number, (run, a) => Slow(run, a[0], NumberMath.Log))),
        Function("exp", Takes("number: number", FeelType.Number, (run, a) => Slow(run, a[0], NumberMath.Exp))),
        Function("odd", Takes("number: number", FeelType.Boolean, (_, a) => Parity(a[0]) is { } rest ? rest != 0 : default(FeelValue))),
        Function("even", Takes("number: number", FeelType.Boolean, (_, a) => Parity(a[0]) is { } rest ? rest == 0 : default(FeelValue))),
    ];

    private static FeelFunction Rounding(string name, RoundingMode mode) => Function(name, Takes("n: number, scale: number", FeelType.Number, Round(mode)));

    private static FeelBody Round(RoundingMode mode) => (run, arguments) =>
    {
        var scale = arguments.Length > 1 ? (long?)ScaleOf(arguments[1]) : 0;
        if (scale is null or < SmallestScale or > LargestScale)
        {
            return run.Fail(FeelProblemCode.ArgumentValue, "scale", arguments[1], new TextKey("expects.scale"));
        }

        return arguments[0].NumberTag is { } tag && tag.Scale <= scale
            ? arguments[0]
            : Of(run, arguments[0], arguments[0].AsNumber!.Value.Round((int)scale.Value, mode));
    };

    private static long? ScaleOf(FeelValue value) => value.AsInt64() ?? value.AsNumber!.Value.Round(0, RoundingMode.Down)?.ToInt64();

    private static FeelValue Abs(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var value = arguments[0].AsList is { Count: 1 } list ? list[0] : arguments[0];
        return value.Kind switch
        {
            FeelKind.Number => FeelValue.From(value.AsNumber!.Value.Abs()),
            FeelKind.DaysDuration => FeelValue.Nanoseconds(Int128.Abs(value.AsNanoseconds!.Value)),
            FeelKind.YearsDuration => FeelValue.Months(Math.Abs(value.AsMonths!.Value)),
            _ => run.Fail(FeelProblemCode.ArgumentType, "abs", "n", Kinds.Of(FeelKind.Number), value, Kinds.Of(value)),
        };
    }

    private static FeelValue Modulo(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments)
    {
        var (dividend, divisor) = (arguments[0].AsNumber!.Value, arguments[1].AsNumber!.Value);
        if (Math.Abs(dividend.Exponent - divisor.Exponent) > NumberMath.QuickDigits)
        {
            run.Step(NumberMath.StepsOfSlow);
        }

        return divisor.Sign == 0 ? run.Fail(FeelProblemCode.DividedByZero) : Of(run, arguments[0], NumberMath.Modulo(dividend, divisor));
    }

    private static FeelValue Slow(FeelEvaluation run, FeelValue argument, Func<FeelNumber, FeelNumber?> compute)
    {
        run.Step(NumberMath.StepsOfSlow);
        return Of(run, argument, compute(argument.AsNumber!.Value));
    }

    private static FeelValue Of(FeelEvaluation run, FeelValue argument, FeelNumber? result) =>
        result is { } number ? number : run.Fail(FeelProblemCode.ArgumentValue, "n", argument, new TextKey("expects.result"));

    private static long? Parity(FeelValue value) => NumberMath.Modulo(value.AsNumber!.Value, 2)?.ToInt64();
}
