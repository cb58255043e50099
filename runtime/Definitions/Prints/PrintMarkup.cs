using System.Text.RegularExpressions;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;
using LowCode.Feel.Syntax;

namespace LowCode.Definitions.Prints;

/// <summary>
/// HTML with places that are filled in: <c>{{FEEL}}</c> a value, <c>{{#if FEEL}} .. {{else}} .. {{/if}}</c>, <c>{{#each FEEL}} .. {{/each}}</c> for the rows of
/// a table (columns by their keys, <c>rowNumber</c>) or the items of a list (<c>item</c>), <c>{{>fields}}</c> a block that the product writes.
/// </summary>
public sealed class PrintMarkup
{
    private const int Deepest = 20;

    // In linear time whatever is written: a template may be long and its braces open.
    private static readonly Regex _place = new(@"\{\{\s*([#/>]?)\s*([A-Za-z]*)(.*?)\}\}", RegexOptions.Singleline | RegexOptions.NonBacktracking);

    private PrintMarkup(IReadOnlyList<PrintNode> nodes, IReadOnlyList<Problem> problems) => (Nodes, Problems) = (nodes, problems);

    /// <summary>Names of the blocks.</summary>
    public static IReadOnlyList<string> Blocks { get; } = ["fields", "timeline", "cases"];

    public IReadOnlyList<Problem> Problems { get; }

    internal IReadOnlyList<PrintNode> Nodes { get; }

    /// <summary>What of it cannot be read is told with its line, and printed as it stands.</summary>
    public static PrintMarkup Read(string text)
    {
        var (root, problems) = (new List<PrintNode>(), new List<Problem>());
        var open = new Stack<(PrintNode Node, List<PrintNode> Into, int At)>();
        var (into, at) = (root, 0);
        foreach (Match place in _place.Matches(text))
        {
            into.Add(new PrintNode.Html(text[at..place.Index]));
            at = place.Index + place.Length;
            var (sign, word, rest) = (place.Groups[1].Value, place.Groups[2].Value, place.Groups[3].Value.Trim());
            switch (sign, word)
            {
                case ("#", "if" or "each") when open.Count < Deepest:
                    Check(rest, text, place.Index, problems);
                    PrintNode node = word == "if" ? new PrintNode.If(rest) : new PrintNode.Each(rest);
                    into.Add(node);
                    open.Push((node, into, place.Index));
                    into = node is PrintNode.If condition ? condition.Then : ((PrintNode.Each)node).Body;
                    break;
                case ("", "else") when rest.Length == 0 && open.TryPeek(out var top) && top.Node is PrintNode.If choice:
                    into = choice.Otherwise;
                    break;
                case ("/", "if" or "each") when open.TryPeek(out var ended) && word == (ended.Node is PrintNode.If ? "if" : "each"):
                    into = open.Pop().Into;
                    break;
                case (">", _) when Blocks.Contains(word) && rest.Length == 0:
                    into.Add(new PrintNode.Block(word));
                    break;
                case ("", _):
                    var expression = $"{word}{place.Groups[3].Value}".Trim();
                    Check(expression, text, place.Index, problems);
                    into.Add(new PrintNode.Value(expression));
                    break;
                default:
                    Add(problems, text, place.Index, "print.bad-place", place.Value, string.Join(", ", Blocks));
                    break;
            }
        }

        into.Add(new PrintNode.Html(text[at..]));
        foreach (var (_, _, begun) in open)
        {
            Add(problems, text, begun, "print.not-ended");
        }

        return new PrintMarkup(root, problems);
    }

    // Names are known only where it is printed: what is not there prints nothing.
    private static void Check(string expression, string text, int at, List<Problem> problems)
    {
        if (FeelParser.ParseExpression(expression, BusinessLanguage.Scope).AgainstGrammar is { } wrong)
        {
            Add(problems, text, at, "print.expression", wrong.Text, expression);
        }
    }

    private static void Add(List<Problem> problems, string text, int at, string code, params object?[] values) =>
        problems.Add(new Problem("", code, ProblemTexts.Of(code, [text.AsSpan(0, at).Count('\n') + 1, .. values])));

}

/// <summary>A piece of a template.</summary>
internal abstract record PrintNode
{
    private PrintNode()
    {
    }

    public sealed record Html(string Text) : PrintNode;

    public sealed record Value(string Expression) : PrintNode;

    public sealed record If(string Expression) : PrintNode
    {
        public List<PrintNode> Then { get; } = [];

        public List<PrintNode> Otherwise { get; } = [];
    }

    public sealed record Each(string Expression) : PrintNode
    {
        public List<PrintNode> Body { get; } = [];
    }

    public sealed record Block(string Name) : PrintNode;
}
