using LowCode.Feel.Problems;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Running;

/// <summary>How the arguments of a call go to the parameters of one of the function's signatures.</summary>
/// <param name="Sources">For each parameter the index of its argument; -1 where it is left out.</param>
/// <param name="Packs">All arguments go, as one list, to the only parameter.</param>
internal sealed record Binding(int Signature, IReadOnlyList<int> Sources, bool Packs)
{
    /// <summary>The first signature that takes these arguments; null when none does.</summary>
    /// <param name="names">The arguments' names; null in place of a name for positional ones.</param>
    public static Binding? Of(FeelFunction function, IReadOnlyList<string?> names)
    {
        for (var i = 0; i < function.Signatures.Count; i++)
        {
            if (Of(function.Signatures[i], i, names) is { } binding)
            {
                return binding;
            }
        }

        return null;
    }

    /// <summary>Why no signature takes them.</summary>
    public static (FeelProblemCode Code, object?[] Arguments) Problem(FeelFunction function, IReadOnlyList<string?> names)
    {
        var parameters = function.Signatures.SelectMany(s => s.Parameters).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        if (names.FirstOrDefault(n => n is not null && !parameters.Contains(n)) is { } unknown)
        {
            return (FeelProblemCode.ArgumentUnknown, [function.Title, unknown]);
        }

        var first = function.Signatures[0];
        if (names.Any(n => n is not null) && first.Parameters.FirstOrDefault(p => !p.IsOptional && !names.Contains(p.Name)) is { } missing)
        {
            return (FeelProblemCode.ArgumentMissing, [function.Title, missing.Name]);
        }

        var counts = function.Signatures.SelectMany(s => Enumerable.Range(s.RequiredCount, s.Parameters.Count - s.RequiredCount + 1)).Distinct().Order();
        return (FeelProblemCode.ArgumentCount, [function.Title, string.Join(" / ", counts), names.Count]);
    }

    /// <summary>
    /// The value as the parameter wants it; false, with the problem kept, where it is of another kind. Null passes: what it means is the
    /// function's to say.
    /// </summary>
    internal static bool Accept(FeelEvaluation run, FeelFunction function, FeelParameter parameter, ref FeelValue value, bool deep)
    {
        if (value.IsNull || parameter.Type.Kind is not { } wanted || (!deep && value.Kind == wanted))
        {
            return true;
        }

        var converted = TypeTest.Convert(value, deep ? parameter.Type : Shallow(parameter.Type), out var fits);
        if (!fits)
        {
            run.Fail(FeelProblemCode.ArgumentType, function.Title, parameter.Name, Kinds.Of(parameter.Type), value, Kinds.Of(value));
            return false;
        }

        value = converted;
        return true;
    }

    // What is in a list a built-in function sees for itself.
    private static FeelType Shallow(FeelType type) => type.Kind == FeelKind.List ? FeelType.AnyList : type;

    private static Binding? Of(FeelSignature signature, int index, IReadOnlyList<string?> names)
    {
        var parameters = signature.Parameters;
        if (IsPacked(signature.Variadic, names.Count) && names.All(n => n is null))
        {
            return new(index, [0], true);
        }

        if (names.Count > parameters.Count)
        {
            return null;
        }

        var sources = new int[parameters.Count];
        Array.Fill(sources, -1);
        for (var i = 0; i < names.Count; i++)
        {
            var at = names[i] is { } name ? IndexOf(parameters, name) : i;
            if (at < 0 || sources[at] >= 0)
            {
                return null;
            }

            sources[at] = i;
        }

        for (var i = 0; i < sources.Length; i++)
        {
            if (sources[i] < 0 && !parameters[i].IsOptional)
            {
                return null;
            }
        }

        return new(index, sources, false);
    }

    private static bool IsPacked(Variadic variadic, int count) => variadic switch
    {
        Variadic.FromTwo => count > 1,
        Variadic.Always => count > 0,
        _ => false,
    };

    private static int IndexOf(IReadOnlyList<FeelParameter> parameters, string name)
    {
        for (var i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
