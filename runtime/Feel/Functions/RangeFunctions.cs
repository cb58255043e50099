using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using static LowCode.Feel.Functions.Declare;

namespace LowCode.Feel.Functions;

/// <summary>How points and ranges lie to one another (DMN 1.5, 10.3.4.8); a point is a range that starts and ends with it.</summary>
internal static class RangeFunctions
{
    private delegate bool? Relation(FeelRange left, FeelRange right);

    public static IEnumerable<FeelFunction> All =>
    [
        Any("before", Before),
        Any("after", (a, b) => Before(b, a)),
        Both("meets", Meets),
        Both("met by", (a, b) => Meets(b, a)),
        Both("overlaps", (a, b) => Touch(a, b) & Touch(b, a)),
        Both("overlaps before", OverlapsBefore),
        Both("overlaps after", (a, b) => OverlapsBefore(b, a)),
        Inner("finishes", Finishes),
        Outer("finished by", (a, b) => Finishes(b, a)),
        Outer("includes", (a, b) => During(b, a)),
        Inner("during", During),
        Inner("starts", Starts),
        Outer("started by", (a, b) => Starts(b, a)),
        Function(
            "coincides",
            Takes("point1: Any, point2: Any", FeelType.Boolean, Body("coincides", Coincide)),
            Takes("range1: range, range2: range", FeelType.Boolean, Body("coincides", Coincide))),
    ];

    private static FeelFunction Any(string name, Relation relation)
    {
        var body = Body(name, relation);
        return Function(
            name,
            Takes("point1: Any, point2: Any", FeelType.Boolean, body),
            Takes("point: Any, range: Any", FeelType.Boolean, body),
            Takes("range1: Any, range2: Any", FeelType.Boolean, body));
    }

    private static FeelFunction Both(string name, Relation relation) =>
        Function(name, Takes("range1: range, range2: range", FeelType.Boolean, Body(name, relation)));

    private static FeelFunction Inner(string name, Relation relation) =>
        Function(
            name,
            Takes("point: Any, range: range", FeelType.Boolean, Body(name, relation)),
            Takes("range1: range, range2: range", FeelType.Boolean, Body(name, relation)));

    private static FeelFunction Outer(string name, Relation relation) =>
        Function(
            name,
            Takes("range: range, point: Any", FeelType.Boolean, Body(name, relation)),
            Takes("range1: range, range2: range", FeelType.Boolean, Body(name, relation)));

    private static FeelBody Body(string name, Relation relation) => (run, arguments) =>
        relation(AsRange(arguments[0]), AsRange(arguments[1])) is { } holds
            ? holds
            : run.Fail(FeelProblemCode.ArgumentType, name, "range", Kinds.Of(arguments[0]), arguments[1], Kinds.Of(arguments[1]));

    private static FeelRange AsRange(FeelValue value) => value.AsRange ?? FeelRange.Between(value, true, value, true);

    private static bool? Before(FeelRange a, FeelRange b) => Order(a.End, b.Start) is { } order ? order < 0 || (order == 0 && !(a.EndIncluded && b.StartIncluded)) : null;

    private static bool? Meets(FeelRange a, FeelRange b) => Order(a.End, b.Start) is { } order ? order == 0 && a.EndIncluded && b.StartIncluded : null;

    // a does not end before b starts.
    private static bool? Touch(FeelRange a, FeelRange b) => Order(a.End, b.Start) is { } order ? order > 0 || (order == 0 && a.EndIncluded && b.StartIncluded) : null;

    private static bool? OverlapsBefore(FeelRange a, FeelRange b) =>
        Order(a.Start, b.Start) is { } starts && Order(a.End, b.End) is { } ends
            ? (starts < 0 || (starts == 0 && a.StartIncluded && !b.StartIncluded))
                && (ends < 0 || (ends == 0 && (!a.EndIncluded || b.EndIncluded)))
                && Touch(a, b) == true
            : null;

    private static bool? Finishes(FeelRange a, FeelRange b) =>
        Order(a.End, b.End) is { } ends && StartsWithin(a, b) is { } within ? ends == 0 && a.EndIncluded == b.EndIncluded && within : null;

    private static bool? Starts(FeelRange a, FeelRange b) =>
        Order(a.Start, b.Start) is { } starts && EndsWithin(a, b) is { } within ? starts == 0 && a.StartIncluded == b.StartIncluded && within : null;

    private static bool? During(FeelRange a, FeelRange b) => StartsWithin(a, b) & EndsWithin(a, b);

    private static bool? StartsWithin(FeelRange a, FeelRange b) =>
        Order(a.Start, b.Start) is { } order ? order > 0 || (order == 0 && (!a.StartIncluded || b.StartIncluded)) : null;

    private static bool? EndsWithin(FeelRange a, FeelRange b) =>
        Order(a.End, b.End) is { } order ? order < 0 || (order == 0 && (!a.EndIncluded || b.EndIncluded)) : null;

    private static bool? Coincide(FeelRange a, FeelRange b) =>
        Order(a.Start, b.Start) is { } starts && Order(a.End, b.End) is { } ends
            ? starts == 0 && ends == 0 && a.StartIncluded == b.StartIncluded && a.EndIncluded == b.EndIncluded
            : null;

    private static int? Order(FeelValue left, FeelValue right) => Comparing.Order(left, right);
}
