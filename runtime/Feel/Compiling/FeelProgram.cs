using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Compiling;

/// <summary>A value, and the reasons where it or a part of it is null.</summary>
public readonly record struct FeelResult(FeelValue Value, IReadOnlyList<FeelProblem> Problems);

/// <summary>A compiled expression. Immutable; runs on any number of threads at once, each with its own <see cref="FeelEvaluation"/>.</summary>
public sealed class FeelProgram
{
    private const int FewNodes = 32;

    [ThreadStatic]
    private static FeelEvaluation? _evaluation;

    private readonly Executable _code;
    private readonly int _size;
    private readonly int _inputs;
    private readonly bool _isShallow;

    private FeelProgram(FeelNode root, FeelScope scope, Executable code, int size, IReadOnlyList<FeelProblem> problems)
    {
        (Root, Scope, _code, _size, Problems) = (root, scope, code, size, problems);
        (_inputs, _isShallow) = (scope.Variables.Count, root.Size <= FewNodes);
    }

    /// <summary>The tree that was compiled.</summary>
    public FeelNode Root { get; }

    /// <summary>What the expression was read against; its variables, in their order, are the inputs.</summary>
    public FeelScope Scope { get; }

    /// <summary>What is wrong with the text. A program of a text that does not follow the grammar gives null and these problems.</summary>
    public IReadOnlyList<FeelProblem> Problems { get; }

    /// <summary>What it yields, as far as known.</summary>
    public FeelType Type => Root.Type;

    /// <summary>Compiles what the parser read; never fails: a text that does not follow the grammar gives null and its problems when it is run.</summary>
    public static FeelProgram Compile(ParsedExpression parsed) => Compile(parsed, false);

    /// <summary>Compiles a tree that was put together from parsed parts, all read against the scope.</summary>
    public static FeelProgram Compile(FeelNode root, FeelScope scope) => Make(root, scope, [], false);

    internal static FeelProgram Compile(ParsedExpression parsed, bool explains) =>
        parsed.IsWellFormed
            ? Make(parsed.Root, parsed.Scope, parsed.Problems, explains)
            : new(parsed.Root, parsed.Scope, new WrongTextCode(parsed), 0, parsed.Problems);

    /// <summary>Runs with a value for each variable of the scope, in their order.</summary>
    public FeelResult Evaluate(FeelValue[] inputs, FeelOptions? options = null, CancellationToken cancellation = default)
    {
        var run = _evaluation ?? new FeelEvaluation();
        _evaluation = null;
        run.Restart(options, cancellation);
        var value = Run(run, inputs);
        var result = new FeelResult(value, run.ProblemCount == 0 ? [] : [.. run.Problems]);
        _evaluation = run;
        return result;
    }

    /// <summary>Runs with the entries of a context as variables; those that it lacks are null.</summary>
    public FeelResult Evaluate(FeelContext inputs, FeelOptions? options = null, CancellationToken cancellation = default)
    {
        var values = new FeelValue[Scope.Variables.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = inputs[Scope.Variables[i].Name];
        }

        return Evaluate(values, options, cancellation);
    }

    /// <summary>Runs within an evaluation that others share: its limits and problems go on. A limit that is met gives null and its problem.</summary>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public FeelValue Run(FeelEvaluation run, FeelValue[] inputs)
    {
        if (inputs.Length < _inputs)
        {
            throw new ArgumentException($"Expected {_inputs} inputs, but {inputs.Length} came.", nameof(inputs));
        }

        var outer = run.Inputs;
        var mark = run.Mark();
        try
        {
            var before = run.Enter(_size, _isShallow);
            run.Inputs = inputs;
            var value = _code.Run(run);
            run.Leave(before);
            run.Inputs = outer;
            return value;
        }
        catch (LimitException limit) when (mark.Depth == 0)
        {
            Unwind(run, mark, outer);
            return run.Fail(limit.Code, Root.Span, limit.Limit);
        }
        catch
        {
            Unwind(run, mark, outer);
            throw;
        }
    }

    private static void Unwind(FeelEvaluation run, (int Base, int Top, int Depth) mark, FeelValue[] outer)
    {
        run.Inputs = outer;
        run.Return(mark);
    }

    private static FeelProgram Make(FeelNode root, FeelScope scope, IReadOnlyList<FeelProblem> problems, bool explains)
    {
        var frame = new Frame(null, null);
        var code = new Compiler(scope, explains).Compile(root, frame, null);
        return new(root, scope, code, frame.Size, problems);
    }

    private sealed class WrongTextCode(ParsedExpression parsed) : Executable(parsed.Root.Span)
    {
        public override FeelValue Run(FeelEvaluation run)
        {
            foreach (var problem in parsed.Problems)
            {
                run.Fail(problem.Code, problem.Span, [.. problem.Arguments]);
            }

            return default;
        }
    }
}
