using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <param name="Name">What named arguments say.</param>
/// <param name="IsOptional">Left out, the function gets null.</param>
public sealed record FeelParameter(string Name, FeelType Type, bool IsOptional = false)
{
    /// <summary>Whether the function wants to see null; a built-in one is else null for it without being run.</summary>
    internal bool TakesNull { get; init; }

    /// <summary>Kinds of values that it can do something with, where its type says less: for a list those of its items. Empty: any.</summary>
    internal IReadOnlyList<FeelKind> Only { get; init; } = [];
}

/// <summary>How many arguments become the list that a function's only parameter is.</summary>
public enum Variadic
{
    /// <summary>None: each argument is one parameter's.</summary>
    No,

    /// <summary>Two or more; one is the list itself: <c>max([1, 2])</c>, <c>max(1, 2)</c>.</summary>
    FromTwo,

    /// <summary>Any number of them: <c>concatenate([1])</c> gets a list of one list.</summary>
    Always,
}

/// <summary>One way to call a function.</summary>
/// <param name="Variadic">Whether positional arguments may come as one list.</param>
public sealed record FeelSignature(IReadOnlyList<FeelParameter> Parameters, FeelType Result, Variadic Variadic = Variadic.No)
{
    /// <summary>What it yields for arguments of certain types, in the order of the parameters; null: always its result type.</summary>
    internal Func<IReadOnlyList<FeelType>, FeelType>? Infers { get; init; }

    /// <summary>Arguments that must be given.</summary>
    public int RequiredCount => Parameters.Count(p => !p.IsOptional);

    /// <summary>As FEEL writes it: <c>(n: number, scale: number): number</c>.</summary>
    public override string ToString() => $"({string.Join(", ", Parameters.Select(p => $"{p.Name}: {p.Type}"))}): {Result}";
}

/// <summary>Computes a result; the arguments are as many as the signature has parameters, and of their types or null.</summary>
public delegate FeelValue FeelBody(FeelEvaluation run, ReadOnlySpan<FeelValue> arguments);

/// <summary>A function as a value: built in, an integrator's own, or written in FEEL.</summary>
public abstract class FeelFunction(string name) : FunctionPayload
{
    private FeelType? _type;

    /// <summary>Empty for a function without a name.</summary>
    public string Name { get; } = name;

    /// <summary>The ways to call it; the first that takes the arguments of a call is taken.</summary>
    public abstract IReadOnlyList<FeelSignature> Signatures { get; }

    /// <summary>Its type; of one with several signatures only that it is a function.</summary>
    public FeelType Type => _type ??= Signatures is [var only]
        ? new FeelType.FunctionType([.. only.Parameters.Select(p => p.Type)], only.Result)
        : FeelType.AnyFunction;

    /// <summary>What problems call it.</summary>
    internal object Title => Name.Length > 0 ? Name : new TextKey("function.unnamed");

    /// <summary>A pure function of one's own: same arguments, same result; no I/O. Where it throws, its result is null with a problem.</summary>
    public static FeelFunction Native(string name, IReadOnlyList<FeelParameter> parameters, FeelType result, FeelBody body) =>
        new NativeFunction(name, [(new FeelSignature(parameters, result), Guarded(name, body))], isStrict: false);

    /// <summary>Calls one of its signatures. Arguments must have been bound to it: <see cref="FunctionCalls"/> does that.</summary>
    public abstract FeelValue Invoke(FeelEvaluation run, int signature, ReadOnlySpan<FeelValue> arguments);

    /// <summary>Its name, or its signature where it has none.</summary>
    public override string ToString() => Name.Length > 0 ? Name : $"function{Signatures[0]}";

    private static FeelBody Guarded(string name, FeelBody body) => (run, arguments) =>
    {
        var mark = run.Mark();
        try
        {
            return body(run, arguments);
        }
        catch (Exception broken) when (broken is not (LimitException or OperationCanceledException))
        {
            run.Return(mark);
            return run.Fail(FeelProblemCode.FunctionBroken, name, broken.Message);
        }
    };
}

/// <summary>A function written in C#.</summary>
internal sealed class NativeFunction : FeelFunction
{
    private readonly FeelBody[] _bodies;

    // For each signature which parameters take no null; null where the function sees to that itself.
    private readonly bool[]?[] _strict;

    /// <param name="isStrict">Whether null for a parameter that does not take it is a problem and gives null.</param>
    public NativeFunction(string name, IReadOnlyList<(FeelSignature Signature, FeelBody Body)> overloads, bool isStrict)
        : base(name)
    {
        Signatures = [.. overloads.Select(o => o.Signature)];
        _bodies = [.. overloads.Select(o => o.Body)];
        _strict = [.. overloads.Select(o => isStrict ? o.Signature.Parameters.Select(p => !p.TakesNull).ToArray() : null)];
    }

    public override IReadOnlyList<FeelSignature> Signatures { get; }

    /// <summary>Whether its result may be a value that was there before, of which nothing is made.</summary>
    public bool MakesNothing { get; init; }

    /// <summary>Whether it looks at none of what lies in its arguments: how long a list is says the list itself.</summary>
    public bool OnlyGlances { get; init; }

    /// <summary>Whether a call with known arguments may be run when it is compiled: it costs little and its result is small.</summary>
    public bool IsFoldable { get; init; }

    public override FeelValue Invoke(FeelEvaluation run, int signature, ReadOnlySpan<FeelValue> arguments)
    {
        if (_strict[signature] is { } strict)
        {
            for (var i = 0; i < strict.Length; i++)
            {
                if (arguments[i].IsNull && strict[i])
                {
                    return Refuse(run, Signatures[signature].Parameters[i], arguments[i]);
                }
            }
        }

        var result = _bodies[signature](run, arguments);
        if (result.IsNull)
        {
            run.NameFunction(Title);
        }

        return result;
    }

    private FeelValue Refuse(FeelEvaluation run, FeelParameter parameter, FeelValue value) =>
        run.KeepsProblems
            ? run.Fail(FeelProblemCode.ArgumentType, Name, parameter.Name, Kinds.Of(parameter.Type), value, Kinds.Of(value))
            : run.Skip();
}
