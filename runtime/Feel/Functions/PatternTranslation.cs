using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Feel.Functions;

/// <summary>A pattern of XPath as one of .NET.</summary>
/// <param name="HasBackReference">Then the linear engine cannot run it.</param>
internal sealed record PatternTranslation(string Text, RegexOptions Options, bool HasBackReference)
{
    private const string NameStart = @"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD:";
    private static readonly SearchValues<char> _categoryName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private const string NamePart = NameStart + @"\-.0-9\u00B7\u0300-\u036F\u203F\u2040";

    /// <param name="surrogates">Whether a point must take both halves of a character beyond U+FFFF.</param>
    /// <returns>Null when the pattern uses what XPath does not have.</returns>
    public static PatternTranslation? Translate(string pattern, string flags, bool surrogates)
    {
        if (flags.Any(f => f is not ('s' or 'm' or 'i' or 'x' or 'q')))
        {
            return null;
        }

        var options = RegexOptions.CultureInvariant
            | (flags.Contains('m') ? RegexOptions.Multiline : RegexOptions.None)
            | (flags.Contains('i') ? RegexOptions.IgnoreCase : RegexOptions.None);
        if (flags.Contains('q'))
        {
            return new(Regex.Escape(pattern), options, false);
        }

        var translator = new Translator(flags.Contains('x') ? WithoutSpaces(pattern) : pattern, flags, surrogates);
        return translator.Run() ? new(translator.Result.ToString(), options, translator.HasBackReference) : null;
    }

    private static string WithoutSpaces(string pattern)
    {
        var (result, depth) = (new StringBuilder(), 0);
        for (var i = 0; i < pattern.Length; i++)
        {
            if (depth > 0 || pattern[i] is not (' ' or '\t' or '\n' or '\r'))
            {
                result.Append(pattern[i]);
            }

            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '[' or ']')
            {
                result.Append(pattern[++i]);
            }
            else
            {
                depth += pattern[i] == '[' ? 1 : pattern[i] == ']' && depth > 0 ? -1 : 0;
            }
        }

        return result.ToString();
    }

    private sealed class Translator(string pattern, string flags, bool surrogates)
    {
        private int _at;
        private int _closedGroups;

        public StringBuilder Result { get; } = new();

        public bool HasBackReference { get; private set; }

        public bool Run()
        {
            while (_at < pattern.Length)
            {
                var c = pattern[_at];
                var fits = c switch
                {
                    '\\' => Escape(inClass: false),
                    '[' => Class(),
                    '(' => Group(),
                    _ => Plain(c),
                };
                if (!fits)
                {
                    return false;
                }
            }

            return true;
        }

        private bool Plain(char c)
        {
            _at++;
            _closedGroups += c == ')' ? 1 : 0;
            Result.Append(c switch
            {
                '.' => Any(),
                '$' when !flags.Contains('m') => @"\z",
                '#' => @"\#",
                ' ' => @"\x20",
                _ => c.ToString(),
            });
            return c != ']';
        }

        private string Any() => (flags.Contains('s'), surrogates) switch
        {
            (true, true) => @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[\s\S])",
            (true, false) => @"[\s\S]",
            (false, true) => @"(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|[^\n\r])",
            _ => @"[^\n\r]",
        };

        // Of the groups with a question mark XPath has only the one that captures nothing.
        private bool Group()
        {
            if (_at + 1 < pattern.Length && pattern[_at + 1] == '?')
            {
                if (_at + 2 >= pattern.Length || pattern[_at + 2] != ':')
                {
                    return false;
                }

                Result.Append("(?:");
                _at += 3;
                return true;
            }

            Result.Append('(');
            _at++;
            return true;
        }

        private bool Class()
        {
            var depth = 0;
            do
            {
                if (_at >= pattern.Length)
                {
                    return false;
                }

                var c = pattern[_at];
                if (c == '\\')
                {
                    if (!Escape(inClass: true))
                    {
                        return false;
                    }

                    continue;
                }

                // A bracket within is only the beginning of a class that is taken away.
                if (c == '[' && depth > 0 && pattern[_at - 1] != '-')
                {
                    return false;
                }

                depth += c == '[' ? 1 : c == ']' ? -1 : 0;
                Result.Append(c);
                _at++;
            }
            while (depth > 0);
            return true;
        }

        private bool Escape(bool inClass)
        {
            if (_at + 1 >= pattern.Length)
            {
                return false;
            }

            var c = pattern[_at + 1];
            _at += 2;
            switch (c)
            {
                case 'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$'
                    or 's' or 'S' or 'd' or 'D':
                    Result.Append('\\').Append(c);
                    return true;
                case 'w' or 'W':
                    Result.Append(inClass ? "\\" + c : c == 'w' ? @"[^\p{P}\p{Z}\p{C}]" : @"[\p{P}\p{Z}\p{C}]");
                    return true;
                case 'i' or 'c':
                    var name = c == 'i' ? NameStart : NamePart;
                    Result.Append(inClass ? name : $"[{name}]");
                    return true;
                case 'I' or 'C' when !inClass:
                    Result.Append($"[^{(c == 'I' ? NameStart : NamePart)}]");
                    return true;
                case 'p' or 'P':
                    return Category(c);
                case >= '1' and <= '9' when !inClass:
                    return BackReference(c - '0');
                default:
                    return false;
            }
        }

        private bool Category(char kind)
        {
            var end = _at < pattern.Length && pattern[_at] == '{' ? pattern.IndexOf('}', _at) : -1;
            if (end < 0 || pattern.AsSpan(_at + 1, end - _at - 1).ContainsAnyExcept(_categoryName))
            {
                return false;
            }

            Result.Append('\\').Append(kind).Append(pattern, _at, end - _at + 1);
            _at = end + 1;
            return true;
        }

        private bool BackReference(int group)
        {
            while (_at < pattern.Length && char.IsAsciiDigit(pattern[_at]) && (group * 10) + pattern[_at] - '0' <= _closedGroups)
            {
                group = (group * 10) + pattern[_at++] - '0';
            }

            HasBackReference = true;
            Result.Append($"(?:\\{group})");
            return group <= _closedGroups;
        }
    }
}
