using LowCode.Feel.Running;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Functions;

/// <summary>
/// Declares built-in functions in the standard's own notation. Nearly every one gives null for a null argument; those that do not say so in
/// their declaration.
/// </summary>
internal static class Declare
{
    public static FeelFunction Function(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, overloads, isStrict: true);

    /// <summary>A function that makes a small value of texts and parts, at little cost: with constants it is called once, when compiled.</summary>
    public static FeelFunction Literal(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, overloads, isStrict: true) { IsFoldable = true };

    /// <summary>A function that costs the same however much lies in its arguments.</summary>
    public static FeelFunction Glance(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, overloads, isStrict: true) { OnlyGlances = true };

    /// <summary>A function that gives one of the values that it got, or one that lies in them.</summary>
    public static FeelFunction Choice(string name, params (FeelSignature Signature, FeelBody Body)[] overloads) =>
        new NativeFunction(name, overloads, isStrict: true) { MakesNothing = true };

    /// <param name="only">Kinds that parameters of any type, or the items of lists, must have for a result other than null.</param>
    /// <param name="infers">The result's type by those of the arguments, where it depends on them.</param>
    /// <param name="parameters"><c>n: number, scale: number?</c>; a type with a question mark belongs to an optional parameter, <c>!</c> to one that takes null.</param>
    public static (FeelSignature Signature, FeelBody Body) Takes(string parameters, FeelType result, FeelBody body, Variadic variadic = Variadic.No, FeelKind[]? only = null, Func<IReadOnlyList<FeelType>, FeelType>? infers = null) =>
        (new FeelSignature([.. parameters.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(p => Parameter(p, only ?? []))], result, variadic) { Infers = infers }, body);

    /// <summary>The type of a list with the items of an argument; a value that is no list counts as a list of it.</summary>
    public static FeelType ListLike(FeelType argument) => FeelType.ListOf(ItemsOf(argument));

    public static FeelType ItemsOf(FeelType argument) => argument is FeelType.ListType list ? list.Items : argument.Kind == FeelKind.Null ? FeelType.Any : argument;

    private static FeelParameter Parameter(string text, FeelKind[] only)
    {
        var colon = text.LastIndexOf(": ", StringComparison.Ordinal);
        var type = text[(colon + 2)..];
        var named = TypeText.Names[type.TrimEnd('?', '!')];
        return new(text[..colon], named, type.EndsWith('?')) { TakesNull = type[^1] is '?' or '!', Only = named.Kind is null or FeelKind.List ? only : [] };
    }
}
