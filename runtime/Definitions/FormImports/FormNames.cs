using System.Globalization;
using System.Text;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Expressions;

namespace LowCode.Definitions.FormImports;

/// <summary>Spells names of other systems as our documents allow them: keys of fields, values of options, ids.</summary>
internal sealed class FormNames
{
    private const int LongestKey = 50;
    private const int LongestId = 70;

    // What expressions read as something else.
    private static readonly HashSet<string> _reserved = new(StringComparer.Ordinal)
    {
        "if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "instance", "of", "function", "external",
        "null", "true", "false", "not", "item", "partial", "option", "rowNumber", "list", "date", "time",
    };

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>A key that no other field has: <c>first_name</c> becomes <c>firstName</c>; what has no Latin letters is numbered.</summary>
    public string Key(string name)
    {
        var key = Camel(name);
        if (key.Length == 0 || !char.IsAsciiLetter(key[0]))
        {
            key = $"q{key}";
        }

        key = char.ToLowerInvariant(key[0]) + key[1..Math.Min(key.Length, LongestKey)];
        return Free(_reserved.Contains(key) || BusinessLanguage.Functions.Find(key) is not null ? $"{key}Value" : key, "");
    }

    /// <summary>An option's value or an id that no other has; one that is fit stays as it is.</summary>
    public string Id(string name, string begin = "o")
    {
        if (Names.IsId(name))
        {
            return Free(name, "-");
        }

        var text = new StringBuilder();
        foreach (var c in name.Trim())
        {
            text.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-');
        }

        var id = text.ToString().Trim('-', '.', '_');
        return Free(id.Length == 0 ? $"{begin}1" : id[..Math.Min(id.Length, LongestId)], "-");
    }

    private static string Camel(string name)
    {
        var (text, upper) = (new StringBuilder(), false);
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                upper = text.Length > 0;
                continue;
            }

            text.Append(upper ? char.ToUpperInvariant(c) : c);
            upper = false;
        }

        return text.ToString();
    }

    private string Free(string name, string before)
    {
        for (var n = 1; ; n++)
        {
            var tried = n == 1 ? name : $"{name}{before}{n.ToString(CultureInfo.InvariantCulture)}";
            if (_taken.Add(tried))
            {
                return tried;
            }
        }
    }
}
