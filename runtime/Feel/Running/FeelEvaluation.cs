using System.Runtime.CompilerServices;
using LowCode.Feel.Problems;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>
/// One run: its limits, its clock, the problems met so far. Several programs and functions may share one, so that the limits hold for all
/// of them together. Not for several threads at once; may be used again after <see cref="Restart"/>.
/// </summary>
public sealed class FeelEvaluation
{
    // Looking at the clock costs more than many steps.
    private const long StepsBetweenLooks = 4096;

    // Lists in lists are walked by methods that call themselves.
    private const int DeepestNesting = Payload.DeepestWalk;

    // A value may be met this many times as often as a list may be long.
    private const int WeightOfSize = 10;

    internal const int BytesOfValue = 16;

    // What an object costs beside its contents.
    internal const int BytesOfObject = 64;

    private readonly List<FeelProblem> _problems = [];
    private FeelOptions _options;
    private CancellationToken _cancellation;
    private long _steps;
    private long _made;
    private long _nextLook;
    private long _firstLook;
    private long _memory;
    private int _depth;
    private long? _started;

    /// <summary>A run with these options, the standard ones for null. Cancelling throws <see cref="OperationCanceledException"/> out of what runs, at the latest 4,096 steps later.</summary>
    public FeelEvaluation(FeelOptions? options = null, CancellationToken cancellation = default)
    {
        _options = options ?? FeelOptions.Standard;
        Take(_options);
        Restart(options, cancellation);
    }

    /// <summary>How much it may do.</summary>
    public FeelLimits Limits => _options.Limits;

    /// <summary>Why parts of the expression gave null, in the order met; at most as many as the options keep, and the limit that ended it.</summary>
    public IReadOnlyList<FeelProblem> Problems => _problems;

    /// <summary>All problems, the kept ones too.</summary>
    public int ProblemCount { get; private set; }

    /// <summary>Parts of expressions run in loops and functions so far.</summary>
    public long Steps => Math.Min(_steps, Limits.Steps);

    /// <summary>Whether more work was begun than is allowed; then the evaluation has ended.</summary>
    public bool IsBeyondSteps => _steps > Limits.Steps;

    /// <summary>Steps with those that were asked for when the limit was met: what one piece of work may cost at once lies between.</summary>
    public long StepsAskedFor => _steps;

    /// <summary>What <c>now()</c> gives, if the caller says.</summary>
    public FeelDateTime? Now => _options.Now is { } now ? FeelDateTime.From(now) : null;

    /// <summary>What functions of one's own may look things up in, if the caller says.</summary>
    public object? Lookups => _options.Lookups;

    /// <summary>Where the function that runs now was called: problems that it reports stand there.</summary>
    public TextSpan Position { get; internal set; }

    internal FeelValue[] Stack { get; private set; } = new FeelValue[32];

    internal int Base { get; private set; }

    internal int Top { get; private set; }

    internal int Depth { get; private set; }

    internal FeelValue[] Inputs { get; set; } = [];

    /// <summary>Where an explanation is kept while the run makes one.</summary>
    internal object? Trace { get; set; }

    /// <summary>Forgets what was; keeps its memory.</summary>
    public void Restart(FeelOptions? options = null, CancellationToken cancellation = default)
    {
        // Most runs have the options of the one before them: references that stay as they are are not written.
        options ??= FeelOptions.Standard;
        if (!ReferenceEquals(_options, options))
        {
            Take(options);
        }

        if (_cancellation != cancellation)
        {
            _cancellation = cancellation;
        }

        if (Trace is not null)
        {
            Trace = null;
        }

        (_steps, _made, _nextLook, _started) = (0, 0, _firstLook, null);
        (Depth, Base, Top) = (0, 0, 0);
        Position = default;
        if (ProblemCount > 0)
        {
            _problems.Clear();
            (ProblemCount, Adopted) = (0, 0);
        }
    }

    /// <summary>Null, with the reason kept. Functions of one's own report with it what was wrong with their arguments.</summary>
    public FeelValue Fail(FeelProblemCode code, params object?[] arguments) => Fail(code, Position, arguments);

    /// <summary>Null, with a problem that stands somewhere else than <see cref="Position"/>.</summary>
    public FeelValue Fail(FeelProblemCode code, TextSpan span, params object?[] arguments)
    {
        var isKept = ProblemCount++ < _options.KeptProblems;
        if (isKept || code >= FeelProblemCode.StepLimit)
        {
            _problems.Add(new(code, span, arguments));
        }

        return default;
    }

    /// <summary>Null, with a problem of an own function in words of its own.</summary>
    public FeelValue FailWith(string sentence) => Fail(FeelProblemCode.FunctionFailed, sentence);

    /// <summary>How many of the kept problems somebody took for reasons of his own; these are not forgotten any more.</summary>
    internal int Adopted { get; set; }

    internal FeelProblem? LastProblem => _problems.Count > 0 ? _problems[^1] : null;

    internal void MoveLastProblem(TextSpan span) => _problems[^1] = _problems[^1] with { Span = span };

    /// <summary>Where the last problem is an argument's value: says of which function. The functions share what checks their arguments.</summary>
    internal void NameFunction(object title)
    {
        if (_problems.Count > 0 && _problems[^1] is { Code: FeelProblemCode.ArgumentValue, Arguments.Count: 2 or 3 } last)
        {
            var expected = last.Arguments.Count > 2 ? last.Arguments[2] : new TextKey("expects.other");
            _problems[^1] = last with { Arguments = [last.Arguments[0], last.Arguments[1], title, expected] };
        }
    }

    /// <summary>Forgets problems met since the count was that, but for those that somebody took.</summary>
    /// <param name="only">Those of one kind; null: all.</param>
    internal void Forget(int since, FeelProblemCode? only = null)
    {
        var kept = Math.Max(Adopted, Math.Min(since, _problems.Count));
        List<FeelProblem> others = [.. _problems.Skip(kept).Where(p => only is not null && p.Code != only)];
        ProblemCount = only is null ? Math.Max(since, kept) : ProblemCount - (_problems.Count - kept - others.Count);
        _problems.RemoveRange(kept, _problems.Count - kept);
        _problems.AddRange(others);
    }

    internal bool KeepsProblems => ProblemCount < _options.KeptProblems;

    internal FeelValue Skip()
    {
        ProblemCount++;
        return default;
    }

    /// <summary>Counts work; ends the evaluation where it is too much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Step(long count)
    {
        _steps += count;
        if (_steps >= _nextLook)
        {
            Look();
        }
    }

    /// <summary>Counts what takes memory; ends the evaluation where it is too much.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Made(long bytes)
    {
        _made += bytes;
        if (_made > _memory)
        {
            throw new LimitException(FeelProblemCode.MemoryLimit, Limits.Memory / (1024 * 1024));
        }
    }

    /// <summary>A list, a context or a text that was made just now, counted, and checked as <see cref="Kept"/> does.</summary>
    internal FeelValue Fresh(FeelValue value)
    {
        if (value.AsString is { } text)
        {
            CheckSize(text.Length);
            Made(BytesOfObject + (2L * text.Length));
            Step(text.Length >> 4);
            return value;
        }

        return value.Reference switch
        {
            FeelList list => Fresh(list),
            FeelContext context => Fresh(context),
            _ => Kept(value),
        };
    }

    /// <summary>A list made just now; as <see cref="Fresh(FeelValue)"/>.</summary>
    internal FeelValue Fresh(FeelList list)
    {
        Made(BytesOfObject + (BytesOfValue * (long)list.Count));
        CheckSize(list.Count);
        CheckShape(list);
        return list;
    }

    /// <summary>A context made just now; as <see cref="Fresh(FeelValue)"/>.</summary>
    internal FeelValue Fresh(FeelContext context)
    {
        Made(BytesOfObject + (BytesOfValue * (long)context.Count));
        CheckShape(context);
        return context;
    }

    /// <summary>Looks at the clock now: what comes or came takes longer than its steps say.</summary>
    internal void LookAtClock()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (_started is not { } started)
        {
            _started = _options.Clock.GetTimestamp();
        }
        else if (_options.Clock.GetElapsedTime(started) > Limits.Time)
        {
            throw new LimitException(FeelProblemCode.TimeLimit, Limits.Time.TotalSeconds);
        }
    }

    /// <summary>Ends the evaluation when a list or a text gets longer than allowed.</summary>
    internal void CheckSize(long size)
    {
        if (size > Limits.Size)
        {
            throw new LimitException(FeelProblemCode.SizeLimit, Limits.Size);
        }
    }

    /// <summary>Ends the evaluation when a list or a context gets longer, heavier or deeper than allowed.</summary>
    internal FeelValue Kept(FeelValue value)
    {
        if (value.Nested is { } payload)
        {
            CheckSize(payload is FeelList list ? list.Count : 0);
            CheckShape(payload);
        }

        return value;
    }

    /// <summary>Ends the evaluation where lists and contexts that come from outside lie too deep in one another.</summary>
    internal void CheckDepth(FeelValue value)
    {
        if (value.Nested is { Nesting: > DeepestNesting })
        {
            throw new LimitException(FeelProblemCode.DepthLimit, DeepestNesting);
        }
    }

    /// <summary>Makes room for a function's variables; the caller gives the value back to <see cref="Leave"/>.</summary>
    /// <param name="isShallow">What the outermost call runs is no deeper than any method is: there is stack for it, as for its caller.</param>
    internal int Enter(int size, bool isShallow = false)
    {
        if (++Depth > _depth || ((Depth > 1 || !isShallow) && !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            throw new LimitException(FeelProblemCode.DepthLimit, Depth - 1);
        }

        var before = Base;
        (Base, Top) = (Top, Top + size);
        if (Top > Stack.Length)
        {
            var larger = new FeelValue[Math.Max(Top, Stack.Length * 2)];
            Stack.AsSpan(0, Base).CopyTo(larger);
            Stack = larger;
        }

        return before;
    }

    internal void Leave(int before)
    {
        // Nothing of what the function held stays reachable.
        if (Top > Base)
        {
            Stack.AsSpan(Base, Top - Base).Clear();
        }

        (Top, Base) = (Base, before);
        Depth--;
    }

    /// <summary>Another run with the same options and the whole of their limits, below a call: a limit that it meets is thrown.</summary>
    internal FeelEvaluation Beside() => new(_options, _cancellation) { Depth = 1 };

    /// <summary>Where the run is, to come back to when it was unwound.</summary>
    internal (int Base, int Top, int Depth) Mark() => (Base, Top, Depth);

    internal void Return((int Base, int Top, int Depth) mark)
    {
        if (Top > mark.Top)
        {
            Stack.AsSpan(mark.Top, Top - mark.Top).Clear();
        }

        (Base, Top, Depth) = mark;
    }

    private void Take(FeelOptions options)
    {
        _options = options;
        _firstLook = Math.Min(StepsBetweenLooks, Limits.Steps);
        (_memory, _depth) = (Limits.Memory, Limits.Depth);
    }

    private void CheckShape(Payload payload)
    {
        CheckSize(payload.Weight / WeightOfSize);
        if (payload.Nesting > DeepestNesting)
        {
            throw new LimitException(FeelProblemCode.DepthLimit, DeepestNesting);
        }
    }

    private void Look()
    {
        _nextLook = Math.Min(_steps + StepsBetweenLooks, Math.Max(_steps, Limits.Steps) + 1);
        if (_steps > Limits.Steps)
        {
            throw new LimitException(FeelProblemCode.StepLimit, Limits.Steps);
        }

        LookAtClock();
    }
}
