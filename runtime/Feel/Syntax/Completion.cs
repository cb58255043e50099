using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>What an editor may offer at a place of a text.</summary>
/// <param name="Start">Where the name begins that an offered one would take the place of: at its first word, where it has several.</param>
/// <param name="Fields">Names with their types: variables and locals, or behind a point the properties of what stands before it.</param>
/// <param name="Functions">Names of functions; none behind a point.</param>
/// <param name="Types">Names of types, where one is wanted.</param>
public sealed record Completion(int Start, IReadOnlyList<FeelField> Fields, IReadOnlyList<string> Functions, IReadOnlyList<string> Types)
{
    // Names of more words than these are completed word by word.
    private const int MostWords = 8;

    /// <summary>What may stand at a UTF-16 index of the text, however broken the text is; nothing within a text or a comment, or in a text longer than <see cref="FeelParser.LongestText"/>.</summary>
    public static Completion At(string text, int position, FeelScope scope)
    {
        var start = NameTokens.WordStart(text, position);
        if (text.Length > FeelParser.LongestText || IsWithinTextOrComment(text.AsSpan(0, position)))
        {
            return new(start, [], [], []);
        }

        // "monthly inc" is the beginning of one name.
        var starts = new List<int> { start };
        while (starts.Count < MostWords && Before(text, starts[^1]) is { } before)
        {
            starts.Add(before);
        }

        foreach (var longer in starts.Skip(1).Reverse())
        {
            var written = string.Join(' ', NameTokens.Split(text[longer..position]));
            if (Expected(text, longer, scope) is { } found && found.Names.Any(n => n.StartsWith(written, StringComparison.Ordinal)))
            {
                return found;
            }
        }

        return Expected(text, start, scope) ?? new(start, [], [], []);
    }

    private IEnumerable<string> Names => Fields.Select(f => f.Name).Concat(Functions).Concat(Types);

    private static Completion? Expected(string text, int start, FeelScope scope)
    {
        // What is missing further on is none of what stands here.
        Completion? found = null;
        FeelParser.Parse(text[..start], scope, static (_, expressions) => expressions.Expression(), e => found ??= e switch
        {
            { IsType: true } => new(start, [], [], [.. scope.Types.Keys.Concat(TypeText.Names.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            { Target: { } target } => new(start, Properties.FieldsOf(target), [], []),
            _ => new(start, Visible(e.Locals, scope), [.. scope.Functions.All.Select(f => f.Name).Order(StringComparer.Ordinal)], []),
        });
        return found;
    }

    // The word before, where only blanks lie between.
    private static int? Before(string text, int start)
    {
        var end = start;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        var before = NameTokens.WordStart(text, end);
        return end < start && before < end ? before : null;
    }

    private static bool IsWithinTextOrComment(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            var rest = text[at..];
            if (rest[0] == '"')
            {
                for (at++; at < text.Length && text[at] != '"'; at++)
                {
                    at += text[at] == '\\' ? 1 : 0;
                }

                if (at >= text.Length)
                {
                    return true;
                }
            }
            else if (rest.StartsWith("//") || rest.StartsWith("/*"))
            {
                var end = rest[1] == '/' ? rest.IndexOf('\n') : rest[2..].IndexOf("*/") is >= 0 and var found ? found + 3 : -1;
                if (end < 0)
                {
                    return true;
                }

                at += end;
            }
        }

        return false;
    }

    // The innermost of a name hides the others.
    private static List<FeelField> Visible(LocalScope? locals, FeelScope scope)
    {
        var (fields, names) = (new List<FeelField>(), new HashSet<string>(StringComparer.Ordinal));
        for (var at = locals; at is not null; at = at.Outer)
        {
            fields.AddRange(at.Types.Where(t => names.Add(t.Key)).Select(t => new FeelField(t.Key, t.Value)));
        }

        fields.AddRange(scope.Variables.Where(v => names.Add(v.Name)).Select(v => new FeelField(v.Name, v.Type)));
        return fields;
    }
}
