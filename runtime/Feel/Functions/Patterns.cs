using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;

namespace LowCode.Feel.Functions;

/// <summary>
/// Patterns of XPath and XQuery functions 3.1, as FEEL's functions take them, run by .NET's engine. Patterns without back references run in
/// linear time; others have a time limit.
/// </summary>
internal sealed class Patterns
{
    private const int MostKept = 500;
    private const int LongestPattern = 10_000;

    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(500);
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Patterns?> _known = new();

    private readonly Regex _plain;
    private readonly Regex _withSurrogates;

    private Patterns(Regex plain, Regex withSurrogates) => (_plain, _withSurrogates) = (plain, withSurrogates);

    public static bool AreFlags(string flags) => !flags.AsSpan().ContainsAnyExcept("smixq");

    /// <summary>False when the pattern or its flags are wrong.</summary>
    public static bool TryGet(string pattern, string flags, [NotNullWhen(true)] out Patterns? found)
    {
        if (!_known.TryGetValue((pattern, flags), out found))
        {
            if (_known.Count >= MostKept)
            {
                _known.Clear();
            }

            found = Create(pattern, flags);
            _known[(pattern, flags)] = found;
        }

        return found is not null;
    }

    /// <summary>Null when it takes too long.</summary>
    public bool? IsMatch(string text)
    {
        try
        {
            return For(text).IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Null when it takes too long.</summary>
    /// <param name="longest">The result may be a little longer than this and is not complete then.</param>
    public string? Replace(string text, Replacement parts, int longest)
    {
        try
        {
            var (result, at) = (new StringBuilder(), 0);
            for (var match = For(text).Match(text); match.Success && result.Length <= longest; match = match.NextMatch())
            {
                result.Append(text, at, match.Index - at);
                parts.AppendTo(result, match, longest);
                at = match.Index + match.Length;
            }

            return result.Append(text, at, text.Length - at).ToString();
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Null when it takes too long.</summary>
    public IReadOnlyList<string>? Split(string text)
    {
        try
        {
            var (parts, at) = (new List<string>(), 0);
            for (var match = For(text).Match(text); match.Success; match = match.NextMatch())
            {
                if (match.Length > 0)
                {
                    parts.Add(text[at..match.Index]);
                    at = match.Index + match.Length;
                }
            }

            parts.Add(text[at..]);
            return parts;
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static Patterns? Create(string pattern, string flags)
    {
        if (pattern.Length > LongestPattern || PatternTranslation.Translate(pattern, flags, false) is not { } plain)
        {
            return null;
        }

        try
        {
            var withSurrogates = PatternTranslation.Translate(pattern, flags, true)!;
            return new(Make(plain), withSurrogates.Text == plain.Text ? Make(plain) : Make(withSurrogates));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Regex Make(PatternTranslation pattern)
    {
        if (!pattern.HasBackReference)
        {
            try
            {
                return new(pattern.Text, pattern.Options | RegexOptions.NonBacktracking, _longest);
            }
            catch (NotSupportedException)
            {
                // Too large for the linear engine.
            }
        }

        return new(pattern.Text, pattern.Options, _longest);
    }

    private Regex For(string text) => text.Any(char.IsSurrogate) ? _withSurrogates : _plain;
}
