using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Functions;

/// <summary>Declares built-in functions in the standard's own notation.</summary>
internal static class Declare
{
    public static FeelFunction Function(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, [.. overloads.Select(o => (o.Signature, Strict(name, o.Signature, o.Body)))]);

    /// <summary>A function that gives one of the values that it got, or one that lies in them.</summary>
    public static FeelFunction Choice(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, [.. overloads.Select(o => (o.Signature, Strict(name, o.Signature, o.Body)))], makesNothing: true);

    /// <param name="parameters"><c>n: number, scale: number?</c>; a type with a question mark belongs to an optional parameter, <c>!</c> to one that takes null.</param>
    public static (FeelSignature Signature, FeelBody Body) Takes(string parameters, FeelType result, FeelBody body, Variadic variadic = Variadic.No) =>
        (new FeelSignature([.. parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(Parameter)], result, variadic), body);

    private static FeelParameter Parameter(string text)
    {
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        var type = text[(colon + 2)..];
        return new(text[..colon], TypeText.Names[type.TrimEnd('?', '!')], type.EndsWith('?')) { TakesNull = type[^1] is '?' or '!' };
    }

    // Nearly every function gives null for a null argument; those that do not say so in their declaration.
    private static FeelBody Strict(string name, FeelSignature signature, FeelBody body)
    {
        var parameters = signature.Parameters.ToArray();
        return (run, arguments) =>
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                if (arguments[i].IsNull && !parameters[i].TakesNull)
                {
                    return run.KeepsProblems
                        ? run.Fail(FeelProblemCode.ArgumentType, name, parameters[i].Name, Kinds.Of(parameters[i].Type), arguments[i], Kinds.Of(arguments[i]))
                        : run.Skip();
                }
            }

            return body(run, arguments);
        };
    }
}
