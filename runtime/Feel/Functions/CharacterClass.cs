using System.Text;

namespace LowCode.Feel.Functions;

/// <summary>A set of characters in a pattern: <c>[...]</c>, or a point or an escape that stands for one.</summary>
/// <param name="Items">The characters up to U+FFFF as .NET writes them between brackets.</param>
/// <param name="Beyond">Those beyond.</param>
/// <param name="Taken">What is taken away: <c>[a-z-[aeiou]]</c>.</param>
internal sealed record CharacterClass(string Items, CodePoints Beyond, bool IsNegated = false, CharacterClass? Taken = null)
{
    private const string Halves = @"\uD800-\uDFFF";

    private CodePoints AllBeyond
    {
        get
        {
            var own = IsNegated ? Beyond.Complement() : Beyond;
            return Taken is null ? own : own.Without(Taken.AllBeyond);
        }
    }

    /// <param name="surrogates">Whether the text has characters beyond U+FFFF: each counts as one, and a half of it as none.</param>
    public void AppendTo(StringBuilder pattern, bool surrogates)
    {
        if (!surrogates)
        {
            pattern.Append(Bracketed(""));
            return;
        }

        pattern.Append("(?:");
        AllBeyond.AppendTo(pattern);
        pattern.Append(Bracketed(Halves)).Append(')');
    }

    private string Bracketed(string without)
    {
        var taken = Taken?.BracketedWith(without) ?? (without.Length > 0 ? $"[{without}]" : "");
        var (open, items) = Items.Length > 0 ? (IsNegated ? "[^" : "[", Items) : (IsNegated ? "[" : "[^", @"\s\S");
        return taken.Length > 0 ? $"{open}{items}-{taken}]" : $"{open}{items}]";
    }

    // Taken away as well: of a class that is all but some characters the others are in it already.
    private string BracketedWith(string more) => IsNegated || Taken is not null ? Bracketed("") : (this with { Items = Items + more }).Bracketed("");
}
