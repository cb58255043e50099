using System.Numerics;
using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>Arithmetic between all kinds of values (DMN 1.5, 10.3.2.6).</summary>
internal static class Operations
{
    // Months that two calendars' ends are apart; more is no duration between dates.
    private const long MostMonths = 1_000_000_000_000;

    // Far beyond the calendar, and the sum of two still fits.
    private static readonly Int128 _mostNanoseconds = (Int128)PowersOfTen.Wide(37);

    public static FeelValue Add(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return InRange(run, node, Arithmetic.Add(left, right));
            case (FeelKind.String, FeelKind.String):
                var (a, b) = (left.AsString!, right.AsString!);
                run.CheckSize((long)a.Length + b.Length);
                return run.Fresh(a + b);
            case (FeelKind.DaysDuration, FeelKind.DaysDuration):
                return Nanoseconds(run, node, Clamped(left) + Clamped(right));
            case (FeelKind.YearsDuration, FeelKind.YearsDuration):
                return Months(run, node, (Int128)left.AsMonths!.Value + right.AsMonths!.Value);
            case (FeelKind.Date or FeelKind.DateTime or FeelKind.Time, FeelKind.DaysDuration or FeelKind.YearsDuration):
                return Move(run, node, left, right, 1);
            case (FeelKind.DaysDuration or FeelKind.YearsDuration, FeelKind.Date or FeelKind.DateTime or FeelKind.Time):
                return Move(run, node, right, left, 1);
            default:
                return Wrong(run, node, left, right);
        }
    }

    public static FeelValue Subtract(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return InRange(run, node, Arithmetic.Subtract(left, right));
            case (FeelKind.DaysDuration, FeelKind.DaysDuration):
                return Nanoseconds(run, node, Clamped(left) - Clamped(right));
            case (FeelKind.YearsDuration, FeelKind.YearsDuration):
                return Months(run, node, (Int128)left.AsMonths!.Value - right.AsMonths!.Value);
            case (FeelKind.Date or FeelKind.DateTime or FeelKind.Time, FeelKind.DaysDuration or FeelKind.YearsDuration):
                return Move(run, node, left, right, -1);
            case (FeelKind.Time, FeelKind.Time) when (left.AsTime!.Zone is null) == (right.AsTime!.Zone is null):
                return FeelValue.Nanoseconds(left.AsTime.UtcNanosecond - right.AsTime.UtcNanosecond);
            case (FeelKind.Date or FeelKind.DateTime, FeelKind.Date or FeelKind.DateTime):
                var (from, to) = (Moment(right), Moment(left));
                return (from.Zone is null) == (to.Zone is null)
                    ? FeelValue.Nanoseconds(to.EpochNanosecond - from.EpochNanosecond)
                    : Wrong(run, node, left, right);
            default:
                return Wrong(run, node, left, right);
        }
    }

    public static FeelValue Multiply(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right) => (left.Kind, right.Kind) switch
    {
        (FeelKind.Number, FeelKind.Number) => InRange(run, node, Arithmetic.Multiply(left, right)),
        (FeelKind.Number, FeelKind.DaysDuration or FeelKind.YearsDuration) => Scale(run, node, right, left, FeelNumber.Multiply),
        (FeelKind.DaysDuration or FeelKind.YearsDuration, FeelKind.Number) => Scale(run, node, left, right, FeelNumber.Multiply),
        _ => Wrong(run, node, left, right),
    };

    public static FeelValue Divide(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right)
    {
        switch (left.Kind, right.Kind)
        {
            case (FeelKind.Number, FeelKind.Number):
                return right.AsNumber!.Value.Sign == 0 ? run.Fail(FeelProblemCode.DividedByZero, node.Span) : InRange(run, node, Arithmetic.Divide(left, right));
            case (FeelKind.DaysDuration or FeelKind.YearsDuration, FeelKind.Number):
                return right.AsNumber!.Value.Sign == 0 ? run.Fail(FeelProblemCode.DividedByZero, node.Span) : Scale(run, node, left, right, FeelNumber.Divide);
            case (FeelKind.DaysDuration, FeelKind.DaysDuration):
            case (FeelKind.YearsDuration, FeelKind.YearsDuration):
                var divisor = Length(right);
                return divisor.Sign == 0 ? run.Fail(FeelProblemCode.DividedByZero, node.Span) : FeelValue.From(FeelNumber.Divide(Length(left), divisor));
            default:
                return Wrong(run, node, left, right);
        }
    }

    public static FeelValue Power(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right)
    {
        if (!left.TryNumber(out var value) || !right.TryNumber(out var exponent))
        {
            return Wrong(run, node, left, right);
        }

        if (!NumberMath.IsQuickPower(value, exponent))
        {
            run.Step(NumberMath.StepsOfSlow);
        }

        return InRange(run, node, FeelValue.From(NumberMath.Power(value, exponent)));
    }

    private static FeelValue Move(FeelEvaluation run, BinaryNode node, FeelValue moment, FeelValue duration, int sign)
    {
        var (moved, fits) = (moment.Kind, duration.Kind) switch
        {
            (FeelKind.Date, FeelKind.YearsDuration) => (Of(moment.AsDate!.Value.AddMonths(sign * duration.AsMonths!.Value)), true),
            (FeelKind.DateTime, FeelKind.YearsDuration) => (Of(moment.AsDateTime!.AddMonths(sign * duration.AsMonths!.Value)), true),
            (FeelKind.Date, FeelKind.DaysDuration) => (Of(Moment(moment).Add(sign * Clamped(duration))?.Date), true),
            (FeelKind.DateTime, FeelKind.DaysDuration) => (Of(moment.AsDateTime!.Add(sign * Clamped(duration))), true),
            (FeelKind.Time, FeelKind.DaysDuration) => (moment.AsTime!.Add(sign * duration.AsNanoseconds!.Value), true),
            _ => (FeelValue.Null, false),
        };
        return !moved.IsNull ? moved : fits ? run.Fail(FeelProblemCode.BeyondRange, node.Span) : sign < 0 || node.Left.Type.Kind == moment.Kind ? Wrong(run, node, moment, duration) : Wrong(run, node, duration, moment);
    }

    private static FeelValue Of(FeelDate? date) => date is { } known ? known : FeelValue.Null;

    private static FeelValue Of(FeelDateTime? dateTime) => dateTime is not null ? dateTime : FeelValue.Null;

    // A date stands for its midnight in Greenwich.
    private static FeelDateTime Moment(FeelValue value) => value.AsDateTime ?? new FeelDateTime(value.AsDate!.Value, 0, FeelZone.Utc);

    private static FeelNumber Length(FeelValue duration) =>
        duration.AsMonths is { } months ? months : FeelNumber.From((BigInteger)duration.AsNanoseconds!.Value, 0)!.Value;

    private static FeelValue Scale(FeelEvaluation run, BinaryNode node, FeelValue duration, FeelValue factor, Func<FeelNumber, FeelNumber, FeelNumber?> scale)
    {
        if (scale(Length(duration), factor.AsNumber!.Value) is not { } scaled || scaled.Abs() > FeelNumber.From((BigInteger)_mostNanoseconds, 0)!.Value)
        {
            return run.Fail(FeelProblemCode.BeyondRange, node.Span);
        }

        return duration.Kind == FeelKind.YearsDuration ? Months(run, node, (Int128)scaled.Truncated()) : FeelValue.Nanoseconds((Int128)scaled.Truncated());
    }

    private static FeelValue Months(FeelEvaluation run, BinaryNode node, Int128 months) =>
        Int128.Abs(months) > MostMonths ? run.Fail(FeelProblemCode.BeyondRange, node.Span) : FeelValue.Months((long)months);

    private static FeelValue Nanoseconds(FeelEvaluation run, BinaryNode node, Int128 nanoseconds) =>
        Int128.Abs(nanoseconds) > _mostNanoseconds ? run.Fail(FeelProblemCode.BeyondRange, node.Span) : FeelValue.Nanoseconds(nanoseconds);

    // Durations from outside may be any; one more than the most is beyond the range, whatever it is added to.
    private static Int128 Clamped(FeelValue duration) => Int128.Clamp(duration.AsNanoseconds!.Value, -3 * _mostNanoseconds, 3 * _mostNanoseconds);

    private static FeelValue InRange(FeelEvaluation run, BinaryNode node, FeelValue result) =>
        result.IsNull ? run.Fail(FeelProblemCode.BeyondRange, node.Span) : result;

    private static FeelValue Wrong(FeelEvaluation run, BinaryNode node, FeelValue left, FeelValue right) =>
        run.KeepsProblems
            ? run.Fail(
                FeelProblemCode.NotCalculable,
                node.Span,
                Printer.Print(node.Left),
                Kinds.Of(left),
                Printer.Sign(node.Operator),
                Printer.Print(node.Right),
                Kinds.Of(right))
            : run.Skip();
}
