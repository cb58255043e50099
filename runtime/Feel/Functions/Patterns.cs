using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.RegularExpressions;
using LowCode.Feel.Running;

namespace LowCode.Feel.Functions;

/// <summary>
/// Patterns of XPath and XQuery functions 3.1, as FEEL's functions take them (DMN 1.5, 10.3.4.3), run by .NET's engine. Patterns without
/// back references run in time that grows with the text; others have a time limit. Each use costs steps by the length of the text and the
/// weight of the pattern, before it is begun, and each match is a look at the clock: no single call keeps an evaluation beyond its limits.
/// </summary>
internal sealed class Patterns
{
    /// <summary>An automaton of more places takes long to build, however short the text.</summary>
    public const long Heaviest = 10_000;

    // The linear engine keeps what it learned of the texts that a pattern went over: far more than the pattern, and outside of any evaluation.
    private const int MostKept = 500;
    private const long MostBytesKept = 32 * 1024 * 1024;
    private const long BytesOfPlace = 500;
    private const long BytesOfMatch = 300;

    // Places times characters that are gone over in the time of a step.
    private const long WorkOfStep = 64;
    private const long BacktrackingWorkOfStep = 4;

    // The steps bound what runs in linear time; the clock is there for what they do not foresee, and a busy machine must not meet it.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _longestBacktracking = TimeSpan.FromMilliseconds(500);
    private static readonly ConcurrentDictionary<(string Pattern, string Flags), Patterns?> _known = new();

    private static long _bytesKept;

    private readonly Regex _plain;
    private readonly Regex _withSurrogates;

    private readonly long _weight;

    private Patterns(Regex plain, Regex withSurrogates, long weight) => (_plain, _withSurrogates, _weight) = (plain, withSurrogates, weight);

    public static bool AreFlags(string flags) => !flags.AsSpan().ContainsAnyExcept("smixq");

    /// <summary>See <see cref="PatternWeight"/>; to be asked before the pattern is built.</summary>
    public static long WeightOf(string pattern, string flags) => Math.Max(pattern.Length, flags.Contains('q') ? 0 : PatternWeight.Of(pattern));

    /// <summary>False when the pattern or its flags are wrong.</summary>
    public static bool TryGet(string pattern, string flags, [NotNullWhen(true)] out Patterns? found)
    {
        if (!_known.TryGetValue((pattern, flags), out found))
        {
            if (_known.Count >= MostKept)
            {
                Forget();
            }

            found = Create(pattern, flags);
            _known[(pattern, flags)] = found;
            Keep((sizeof(char) * pattern.Length) + (BytesOfPlace * (found?._weight ?? 0)));
        }

        return found is not null;
    }

    /// <summary>Null when it takes too long.</summary>
    public bool? IsMatch(FeelEvaluation run, string text)
    {
        try
        {
            var regex = Begin(run, text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                return regex.IsMatch(text);
            }
            finally
            {
                Keep(GC.GetAllocatedBytesForCurrentThread() - before);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    /// <summary>Null when it takes too long.</summary>
    public string? Replace(FeelEvaluation run, string text, Replacement parts)
    {
        try
        {
            var (result, at) = (new StringBuilder(), 0);
            foreach (var match in Matches(run, text))
            {
                result.Append(text, at, match.Index - at);
                parts.AppendTo(result, match, run.Limits.Size);
                run.CheckSize(result.Length);
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
    public IReadOnlyList<string>? Split(FeelEvaluation run, string text)
    {
        try
        {
            var (parts, at) = (new List<string>(), 0);
            foreach (var match in Matches(run, text))
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

    private Regex Begin(FeelEvaluation run, string text)
    {
        var regex = text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? _withSurrogates : _plain;
        var work = regex.Options.HasFlag(RegexOptions.NonBacktracking) ? WorkOfStep : BacktrackingWorkOfStep;
        run.Step(1 + (text.Length * _weight / work));
        run.LookAtClock();
        return regex;
    }

    // To find that a match ends where it does may take all of the text behind it, so that the matches of one text take more than its length.
    private static void Count(FeelEvaluation run, Match match)
    {
        run.Step(1 + (match.Length / WorkOfStep));
        run.LookAtClock();
    }

    // Each is counted where it is found; an empty one between the halves of a character is none.
    private IEnumerable<Match> Matches(FeelEvaluation run, string text)
    {
        var regex = Begin(run, text);
        for (var match = Next(regex, text, null); match.Success; match = Next(regex, text, match))
        {
            Count(run, match);
            if (match.Length > 0 || match.Index == 0 || match.Index == text.Length || !char.IsSurrogatePair(text, match.Index - 1))
            {
                yield return match;
            }
        }
    }

    private static Match Next(Regex regex, string text, Match? before)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            return before is null ? regex.Match(text) : before.NextMatch();
        }
        finally
        {
            Keep(GC.GetAllocatedBytesForCurrentThread() - allocated - BytesOfMatch);
        }
    }

    // What was allocated while a pattern ran is what it keeps, or more.
    private static void Keep(long bytes)
    {
        if (bytes > 0 && Interlocked.Add(ref _bytesKept, bytes) > MostBytesKept)
        {
            Forget();
        }
    }

    private static void Forget()
    {
        _known.Clear();
        Interlocked.Exchange(ref _bytesKept, 0);
    }

    private static Patterns? Create(string pattern, string flags)
    {
        if (PatternTranslation.Translate(pattern, flags, false) is not { } plain)
        {
            return null;
        }

        try
        {
            var withSurrogates = PatternTranslation.Translate(pattern, flags, true)!;
            var regex = Make(plain);
            return new(regex, withSurrogates.Text == plain.Text ? regex : Make(withSurrogates), WeightOf(pattern, flags));
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

        return new(pattern.Text, pattern.Options, _longestBacktracking);
    }
}
