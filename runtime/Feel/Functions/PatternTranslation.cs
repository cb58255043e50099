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

    /// <param name="surrogates">Whether the text has characters beyond U+FFFF, which are two of .NET's.</param>
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
                    '\\' => EscapeOutside(),
                    '[' => Append(Class()),
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
            if (c == '.')
            {
                _at++;
                return Append(new CharacterClass(flags.Contains('s') ? "" : @"\n\r", new CodePoints(), IsNegated: true));
            }

            if (char.IsHighSurrogate(c) && _at + 1 < pattern.Length)
            {
                // What repeats it repeats both of its halves.
                Result.Append("(?:").Append(pattern, _at, 2).Append(')');
                _at += 2;
                return true;
            }

            _at++;
            _closedGroups += c == ')' ? 1 : 0;
            Result.Append(c switch
            {
                '$' when !flags.Contains('m') => @"\z",
                '#' => @"\#",
                ' ' => @"\x20",
                _ => c.ToString(),
            });
            return c != ']';
        }

        private bool Append(CharacterClass? found)
        {
            found?.AppendTo(Result, surrogates);
            return found is not null;
        }

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

        // From the opening bracket; null where it is none of XPath.
        private CharacterClass? Class()
        {
            _at++;
            var isNegated = _at < pattern.Length && pattern[_at] == '^';
            _at += isNegated ? 1 : 0;
            var (items, beyond, taken) = (new StringBuilder(), new CodePoints(), default(CharacterClass));
            while (_at < pattern.Length && pattern[_at] != ']')
            {
                // A bracket within is only the beginning of a class that is taken away, and that is the last in it.
                if (pattern[_at] == '[')
                {
                    if (pattern[_at - 1] != '-' || (items.Length < 2 && beyond.IsEmpty) || (taken = Class()) is null || _at >= pattern.Length || pattern[_at] != ']')
                    {
                        return null;
                    }

                    items.Length--;
                }
                else if (!(pattern[_at] == '\\' ? EscapeWithin(items, beyond) : Item(items, beyond)))
                {
                    return null;
                }
            }

            return _at++ < pattern.Length && (items.Length > 0 || pattern[_at - 2] is not ('[' or '^')) ? new(items.ToString(), beyond, isNegated, taken) : null;
        }

        private bool Item(StringBuilder items, CodePoints beyond)
        {
            var first = PointAt(_at);
            _at += first > char.MaxValue ? 2 : 1;
            var last = _at + 1 < pattern.Length && pattern[_at] == '-' && pattern[_at + 1] is not ('[' or ']' or '\\') ? PointAt(_at + 1) : first;
            if (Math.Max(first, last) <= char.MaxValue)
            {
                items.Append(first == '^' || (first == '-' && _at < pattern.Length && pattern[_at] == ']') ? $@"\{(char)first}" : ((char)first).ToString());
                return true;
            }

            if (last < first)
            {
                return false;
            }

            if (first <= char.MaxValue)
            {
                items.Append(first == '^' ? @"\^" : ((char)first).ToString()).Append(@"-\uFFFF");
            }

            _at += last == first ? 0 : 3;
            beyond.Add(first, last);
            return true;
        }

        private int PointAt(int at) => char.IsHighSurrogate(pattern[at]) && at + 1 < pattern.Length && char.IsLowSurrogate(pattern[at + 1])
            ? char.ConvertToUtf32(pattern[at], pattern[at + 1])
            : pattern[at];

        private bool EscapeWithin(StringBuilder items, CodePoints beyond)
        {
            if (_at + 1 < pattern.Length && pattern[_at + 1] is 'w' or 'W')
            {
                items.Append('\\').Append(pattern[_at + 1]);
                beyond.Add(pattern[_at + 1] == 'w' ? CodePoints.All : new CodePoints());
                _at += 2;
                return true;
            }

            var kind = _at + 1 < pattern.Length ? pattern[_at + 1] : '\0';
            if (kind is 'I' or 'C' || Escape() is not { } found)
            {
                return false;
            }

            // What is all but some characters has an escape of its own: \S, \D, \P.
            items.Append(!found.IsNegated ? found.Items : string.Concat("\\", char.ToUpperInvariant(found.Items[1]).ToString(), found.Items.AsSpan(2)));
            beyond.Add(found.IsNegated ? found.Beyond.Complement() : found.Beyond);
            return true;
        }

        private bool EscapeOutside() => _at + 1 < pattern.Length && pattern[_at + 1] is >= '1' and <= '9' ? BackReference() : AppendEscape(Escape());

        // Nothing but a character of its own needs no class.
        private bool AppendEscape(CharacterClass? found)
        {
            if (found is not { IsNegated: false, Items: ['\\', not ('p' or 'P' or 's' or 'd')] })
            {
                return Append(found);
            }

            Result.Append(found.Items);
            return true;
        }

        // What stands for a class, or for a character by itself; null where XPath has no such escape.
        private CharacterClass? Escape()
        {
            if (_at + 1 >= pattern.Length)
            {
                return null;
            }

            var c = pattern[_at + 1];
            _at += 2;
            return c switch
            {
                'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$' or 's' or 'd'
                    => new($@"\{c}", new CodePoints()),
                'S' or 'D' => new($@"\{char.ToLowerInvariant(c)}", new CodePoints(), IsNegated: true),
                'w' or 'W' => new(@"\p{P}\p{Z}\p{C}", new CodePoints(), IsNegated: c == 'w'),
                'i' or 'I' => new(NameStart, CodePoints.OfNames, IsNegated: c == 'I'),
                'c' or 'C' => new(NamePart, CodePoints.OfNames, IsNegated: c == 'C'),
                'p' or 'P' => Category(c == 'P'),
                _ => null,
            };
        }

        private CharacterClass? Category(bool isNegated)
        {
            var end = _at < pattern.Length && pattern[_at] == '{' ? pattern.IndexOf('}', _at) : -1;
            if (end < 0 || pattern.AsSpan(_at + 1, end - _at - 1).ContainsAnyExcept(_categoryName))
            {
                return null;
            }

            var name = pattern[_at..(end + 1)];
            _at = end + 1;
            return new($@"\p{name}", name is "{L}" or "{Lo}" ? CodePoints.Ideographs : new CodePoints(), isNegated);
        }

        private bool BackReference()
        {
            var group = pattern[_at + 1] - '0';
            _at += 2;
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
