using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>What an editor may offer at a place of a text.</summary>
/// <param name="Start">Where the word begins that an offered name would take the place of.</param>
/// <param name="Fields">Names with their types: variables and locals, or behind a point the properties of what stands before it.</param>
/// <param name="Functions">Names of functions; none behind a point.</param>
public sealed record Completion(int Start, IReadOnlyList<FeelField> Fields, IReadOnlyList<string> Functions)
{
    public static Completion At(string text, int position, FeelScope scope)
    {
        var start = position;
        while (start > 0 && NameTokens.WordEnd(text, start - 1) > start - 1)
        {
            start--;
        }

        Completion? found = null;
        FeelParser.Parse(text[..start], scope, static (_, expressions) => expressions.Expression(), (locals, target) => found = target is null
            ? new(start, Visible(locals, scope), [.. scope.Functions.All.Select(f => f.Name).Order(StringComparer.Ordinal)])
            : new(start, Properties.FieldsOf(target), []));
        return found ?? new(start, [], []);
    }

    // The innermost of a name hides the others.
    private static List<FeelField> Visible(LocalScope? locals, FeelScope scope)
    {
        var fields = new List<FeelField>();
        for (var at = locals; at is not null; at = at.Outer)
        {
            fields.AddRange(at.Types.Where(t => fields.TrueForAll(f => f.Name != t.Key)).Select(t => new FeelField(t.Key, t.Value)));
        }

        fields.AddRange(scope.Variables.Where(v => fields.TrueForAll(f => f.Name != v.Name)).Select(v => new FeelField(v.Name, v.Type)));
        return fields;
    }
}
