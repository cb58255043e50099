using System.Diagnostics.CodeAnalysis;

namespace LowCode.Host.Api;

/// <summary>A word of a query string that names a case of an enum, in any spelling of upper and lower case.</summary>
internal readonly record struct Word<T>(T Value)
    where T : struct, Enum
{
    public static bool TryParse([NotNullWhen(true)] string? text, out Word<T> word)
    {
        var isName = Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _);
        word = new Word<T>(value);
        return isName;
    }
}
