using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>One iterator of a loop.</summary>
/// <param name="End">Null where the source is a list or a range.</param>
internal sealed record Iteration(TextSpan Span, Executable Source, Executable? End, int Slot);

/// <summary>The values that an iterator takes, without making a list of a range.</summary>
internal readonly struct Rounds
{
    private readonly FeelList? _list;
    private readonly long _first;
    private readonly long _direction;
    private readonly bool _areDates;

    private Rounds(FeelList list) => (_list, Count) = (list, list.Count);

    private Rounds(long first, long last, bool areDates)
    {
        (_first, _areDates, _direction) = (first, areDates, first <= last ? 1 : -1);
        Count = (long)Int128.Min(long.MaxValue, Int128.One + Int128.Abs((Int128)last - first));
    }

    public long Count { get; }

    public FeelValue this[long index] =>
        _list is not null ? _list[(int)index] : _areDates ? new FeelDate(_first + (index * _direction)) : _first + (index * _direction);

    /// <summary>False, with a problem, where there is nothing to go over.</summary>
    public static bool TryOf(FeelEvaluation run, Iteration iteration, out Rounds rounds)
    {
        var source = iteration.Source.Run(run);
        if (iteration.End is null)
        {
            return TryOf(run, iteration.Span, source, out rounds);
        }

        var end = iteration.End.Run(run);
        return IsFound(Between(source, true, end, true) ?? Fail(run, iteration.Span, FeelProblemCode.RangeNotIterable, source, end), out rounds);
    }

    /// <summary>Of a list, a range or the one value; false, with a problem, where there is nothing to go over.</summary>
    public static bool TryOf(FeelEvaluation run, TextSpan span, FeelValue source, out Rounds rounds)
    {
        if (source.As<FeelList>() is { } list)
        {
            rounds = new(list);
            return true;
        }

        return IsFound(Of(run, span, source), out rounds);
    }

    private static Rounds? Of(FeelEvaluation run, TextSpan span, FeelValue source)
    {
        if (source.AsRange is { } range)
        {
            var steps = Comparing.Order(range.Start, range.End) <= 0 ? Between(range.Start, range.StartIncluded, range.End, range.EndIncluded) : null;
            return steps ?? Fail(run, span, FeelProblemCode.RangeNotIterable, range.Start, range.End);
        }

        return source.IsNull ? Fail(run, span, FeelProblemCode.NotIterable, source, source) : new(FeelList.Of(source));
    }

    private static bool IsFound(Rounds? found, out Rounds rounds)
    {
        rounds = found.GetValueOrDefault();
        return found is not null;
    }

    private static Rounds? Fail(FeelEvaluation run, TextSpan span, FeelProblemCode code, FeelValue start, FeelValue end)
    {
        run.Fail(code, span, start, end);
        return null;
    }

    private static Rounds? Between(FeelValue start, bool startIncluded, FeelValue end, bool endIncluded)
    {
        var areDates = start.AsDate is not null;
        var first = areDates ? start.AsDate!.Value.EpochDay : start.AsInt64();
        var last = areDates ? end.AsDate?.EpochDay : end.AsInt64();
        if (first is null || last is null)
        {
            return null;
        }

        // Where an end that is left out is the last of all numbers, nothing lies beyond it.
        var (from, to) = ((Int128)first.Value + (startIncluded ? 0 : 1), (Int128)last.Value - (endIncluded ? 0 : 1));
        return (!startIncluded || !endIncluded) && from > to ? new(FeelList.Empty) : new((long)from, (long)to, areDates);
    }
}

/// <param name="partialSlot">Where <c>partial</c> lies; negative where nobody reads it.</param>
/// <param name="size">Nodes of the body, the work that one round makes.</param>
internal sealed class ForCode(TextSpan span, Iteration[] iterations, Executable body, int partialSlot, int size) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var results = new ListBuilder(0);
        return Loop(run, 0, ref results) ? run.Fresh(results.ToList()) : default(FeelValue);
    }

    // Most loops of forms are short; more rounds let the list grow.
    private const int FewRounds = 8;

    private bool Loop(FeelEvaluation run, int depth, ref ListBuilder results)
    {
        var iteration = iterations[depth];
        if (!Rounds.TryOf(run, iteration, out var rounds))
        {
            return false;
        }

        var isInnermost = depth + 1 == iterations.Length;
        if (isInnermost && results.Count == 0)
        {
            results = new ListBuilder((int)Math.Min(rounds.Count, FewRounds));
        }

        for (var i = 0L; i < rounds.Count; i++)
        {
            run.Step(1);
            run.Stack[run.Base + iteration.Slot] = rounds[i];
            if (isInnermost)
            {
                AddRound(run, ref results);
            }
            else if (!Loop(run, depth + 1, ref results))
            {
                return false;
            }
        }

        return true;
    }

    private void AddRound(FeelEvaluation run, ref ListBuilder results)
    {
        run.Step(size);
        run.CheckSize(results.Count + 1);
        if (partialSlot >= 0)
        {
            run.Made(FeelEvaluation.BytesOfObject);
            run.Stack[run.Base + partialSlot] = results.ToList();
        }

        var value = body.Run(run);
        if (value.NumberTag is null)
        {
            // Long numbers and times are objects.
            run.Kept(value);
            run.Made(FeelEvaluation.BytesOfObject);
        }

        results.Add(value);
    }
}

/// <summary><c>some</c> is true when one round is, <c>every</c> false when one is; what is neither makes the whole null unless a round decides.</summary>
internal sealed class QuantifiedCode(TextSpan span, bool isEvery, Iteration[] iterations, Executable condition, int size) : Executable(span)
{
    public override FeelValue Run(FeelEvaluation run)
    {
        var (unknown, problems) = (false, run.ProblemCount);
        if (!Decides(run, 0, ref unknown))
        {
            return unknown ? default(FeelValue) : isEvery;
        }

        if (run.ProblemCount > problems)
        {
            run.Forget(problems, FeelProblemCode.NoEntry);
        }

        return !isEvery;
    }

    private bool Decides(FeelEvaluation run, int depth, ref bool unknown)
    {
        var iteration = iterations[depth];
        if (!Rounds.TryOf(run, iteration, out var rounds))
        {
            unknown = true;
            return false;
        }

        var isInnermost = depth + 1 == iterations.Length;
        for (var i = 0L; i < rounds.Count; i++)
        {
            run.Step(1);
            run.Stack[run.Base + iteration.Slot] = rounds[i];
            if (isInnermost ? RoundDecides(run, ref unknown) : Decides(run, depth + 1, ref unknown))
            {
                return true;
            }
        }

        return false;
    }

    private bool RoundDecides(FeelEvaluation run, ref bool unknown)
    {
        run.Step(size);
        var value = condition.Run(run);
        unknown |= value.Kind != FeelKind.Boolean;
        return isEvery ? value.IsFalse : value.IsTrue;
    }
}
