using LowCode.Definitions.Expressions;
using LowCode.Definitions.Texts;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;

namespace LowCode.Definitions.FormImports.FormJs;

/// <summary>What names mean in the expressions of a schema, and how they are spelled in ours: FEEL it is already.</summary>
internal sealed class FormJsScope
{
    private static readonly string[] _local = ["this", "parent", "_this_", "_parent_", "i", "_i_"];

    // By the path in the data, joined by points.
    private readonly Dictionary<string, FormJsName> _byPath = new(StringComparer.Ordinal);
    private FeelScope? _scope;

    public void Add(IReadOnlyList<string> path, FormJsName name)
    {
        _byPath.TryAdd(string.Join('.', path), name);
        _scope = null;
    }

    /// <summary>The expression in our names; null where its text is no FEEL.</summary>
    /// <param name="around">The path of the group or list in which it stands.</param>
    /// <param name="table">Key of the list's table; null: it stands in none.</param>
    public string? Translate(string text, IReadOnlyList<string> around, string? table, out string reason)
    {
        reason = "";
        var parsed = FeelParser.ParseExpression(text, Scope(around));
        if (!parsed.IsWellFormed)
        {
            reason = ProblemTexts.Of("form-import.not-an-expression", parsed.Problems[0].Span.Start + 1);
            return null;
        }

        var changes = new List<(TextSpan Span, string Text)>();
        Collect(parsed.Root, around, table, changes);
        foreach (var (span, changed) in changes.OrderByDescending(c => c.Span.Start))
        {
            text = text[..span.Start] + changed + text[span.End..];
        }

        return text;
    }

    private FeelScope Scope(IReadOnlyList<string> around)
    {
        _scope ??= BusinessLanguage.Scope.With(_byPath.Keys.SelectMany(p => p.Split('.')).Concat(_local).Distinct().Select(n => new FeelVariable(n, FeelType.Any)));
        return around.Count == 0 ? _scope : _scope.With(around.Select(n => new FeelVariable(n, FeelType.Any)));
    }

    private void Collect(FeelNode node, IReadOnlyList<string> around, string? table, List<(TextSpan, string)> changes)
    {
        if (node is NameNode or PathNode && Resolve(node, around, table) is { } found)
        {
            changes.Add((node.Span, found.Spelled));
            return;
        }

        if (node is BinaryNode { Left: var left, Right: var right })
        {
            Respell(left, right, around, table, changes);
            Respell(right, left, around, table, changes);
        }

        foreach (var child in Tree.Children(node))
        {
            Collect(child, around, table, changes);
        }
    }

    // A choice whose value had to be spelled otherwise is compared with that.
    private void Respell(FeelNode named, FeelNode literal, IReadOnlyList<string> around, string? table, List<(TextSpan, string)> changes)
    {
        if (named is NameNode or PathNode && literal is LiteralNode { Value.AsString: { } value } && Resolve(named, around, table)?.Name.Values.GetValueOrDefault(value) is { } ours && ours != value)
        {
            changes.Add((literal.Span, FeelText.Quote(ours)));
        }
    }

    private (FormJsName Name, string Spelled)? Resolve(FeelNode node, IReadOnlyList<string> around, string? table)
    {
        if (Segments(node) is not { } written)
        {
            return null;
        }

        List<string> path = written[0] is "this" or "_this_" && written.Count > 1 ? written[1..] : written;
        for (var depth = around.Count; depth >= 0; depth--)
        {
            if (_byPath.TryGetValue(string.Join('.', around.Take(depth).Concat(path)), out var name))
            {
                return (name, name.Table is null || name.Table == table ? name.Key : $"{name.Table}.{name.Key}");
            }
        }

        return null;
    }

    private static List<string>? Segments(FeelNode node) => node switch
    {
        NameNode name => [name.Name],
        PathNode path when Segments(path.Target) is { } segments => [.. segments, path.Name],
        _ => null,
    };
}

/// <param name="Table">Key of the table whose column it is; null: it is a field.</param>
/// <param name="Values">Ours by theirs, for choices.</param>
internal sealed record FormJsName(string Key, string? Table, IReadOnlyDictionary<string, string> Values);
