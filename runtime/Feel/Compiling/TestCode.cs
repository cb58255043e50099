using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A value against tests, of which one must hold.</summary>
/// <param name="ownVerdict">Which of the tests name the tested value themselves, so that a boolean result is their verdict.</param>
internal sealed class InCode(TextSpan span, FeelNode tested, Executable value, Executable[] tests, bool[] ownVerdict, bool negated) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var input = value.Run(run);
        var known = true;
        for (var i = 0; i < tests.Length; i++)
        {
            var test = tests[i].Run(run);
            if (test.Nested is { } list)
            {
                run.Step(list.Weight >> 1);
            }

            var holds = TestRules.Holds(input, test, ownVerdict[i]);
            if (holds == true)
            {
                return !negated;
            }

            if (holds is null)
            {
                known = false;
                Conditions.NotComparable(run, tests[i].Span, tested, input, input.Kind != FeelKind.Range && test.AsRange is { } range ? range.Start.IsNull ? range.End : range.Start : test);
            }
        }

        return known ? negated : default(FeelValue);
    }
}

internal sealed class InstanceCode(TextSpan span, Executable value, FeelType? type, string name) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var tested = value.Run(run);
        if (tested.Weight > 1)
        {
            run.Step(tested.Weight);
        }

        return type is null ? run.Fail(FeelProblemCode.UnknownType, Span, name) : TypeTest.IsInstance(tested, type);
    }
}

internal sealed class RangeCode(TextSpan span, RangeNode range, Executable start, Executable end) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (a, b) = (start.Run(run), end.Run(run));
        if (!a.IsNull && !b.IsNull && Comparing.Order(a, b) is null)
        {
            return run.Fail(FeelProblemCode.RangeOfMixed, Span, Kinds.Of(a), Kinds.Of(b));
        }

        return FeelRange.Between(a, range.StartIncluded, b, range.EndIncluded);
    }
}

internal sealed class UnaryRangeCode(TextSpan span, RangeForm form, Executable end) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run) => FeelRange.Of(form, end.Run(run));
}

internal static class TestRules
{
    /// <summary>Null when the two cannot be compared.</summary>
    public static bool? Holds(FeelValue tested, FeelValue test, bool ownVerdict)
    {
        if (ownVerdict && test.Kind is FeelKind.Boolean or FeelKind.Null)
        {
            return test.AsBoolean;
        }

        if (test.AsRange is { } range)
        {
            return range.Contains(tested);
        }

        if (test.AsList is { } list)
        {
            return InList(tested, list);
        }

        return test.Kind == FeelKind.Boolean && tested.Kind is not (FeelKind.Boolean or FeelKind.Null) && !ownVerdict
            ? null
            : Comparing.AreEqual(tested, test);
    }

    private static bool InList(FeelValue tested, FeelList list)
    {
        if (tested.Kind == FeelKind.List && Comparing.AreEqual(tested, list) == true)
        {
            return true;
        }

        // What cannot be compared with the value is no item that equals it.
        foreach (var item in list.AsSpan())
        {
            if ((item.AsRange is { } range && tested.Kind != FeelKind.Range ? range.Contains(tested) : Comparing.AreEqual(tested, item)) == true)
            {
                return true;
            }
        }

        return false;
    }
}
