using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Compilation;

/// <summary>The FEEL texts of a boxed expression, those of all boxes within it, and the names that these boxes bring.</summary>
internal sealed class BoxedTexts
{
    private readonly List<string> _expressions = [];
    private readonly List<string> _tests = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private BoxedTexts()
    {
    }

    public IReadOnlyList<string> Expressions => _expressions;

    /// <summary>Unary tests.</summary>
    public IReadOnlyList<string> Tests => _tests;

    /// <summary>Entries, parameters and iterators.</summary>
    public IReadOnlySet<string> Names => _names;

    public static BoxedTexts Of(BoxedExpression expression)
    {
        var texts = new BoxedTexts();
        texts.Add(expression);
        return texts;
    }

    public bool Mention(string word) => _expressions.Concat(_tests).Any(t => t.Contains(word, StringComparison.Ordinal));

    // No deeper than the document is, and that has its own bound.
    private void Add(BoxedExpression? expression)
    {
        switch (expression)
        {
            case BoxedExpression.Literal { Text: { } text }:
                _expressions.Add(text);
                break;
            case BoxedExpression.Context context:
                _names.UnionWith(context.Entries.Select(e => e.Variable?.Name ?? ""));
                context.Entries.ToList().ForEach(e => Add(e.Value));
                break;
            case BoxedExpression.List list:
                list.Items.ToList().ForEach(Add);
                break;
            case BoxedExpression.Relation relation:
                relation.Rows.ToList().ForEach(Add);
                break;
            case BoxedExpression.Invocation invocation:
                Add(invocation.Called);
                invocation.Bindings.ToList().ForEach(b => Add(b.Value));
                break;
            case BoxedExpression.Function function:
                _names.UnionWith(function.Parameters.Select(p => p.Name));
                Add(function.Body);
                break;
            case BoxedExpression.Table table:
                Add(table.Definition);
                break;
            case BoxedExpression.Conditional conditional:
                Add(null, conditional.If, conditional.Then, conditional.Else);
                break;
            case BoxedExpression.Filter filter:
                Add(null, filter.In, filter.Match);
                break;
            case BoxedExpression.For loop:
                Add(loop.IteratorVariable, loop.In, loop.Return);
                break;
            case BoxedExpression.Some some:
                Add(some.IteratorVariable, some.In, some.Satisfies);
                break;
            case BoxedExpression.Every every:
                Add(every.IteratorVariable, every.In, every.Satisfies);
                break;
        }
    }

    private void Add(string? name, params ReadOnlySpan<ChildExpression> children)
    {
        _names.Add(name ?? "");
        foreach (var child in children)
        {
            Add(child.Expression);
        }
    }

    private void Add(DecisionTable table)
    {
        _expressions.AddRange(table.Inputs.Select(i => i.Expression).Concat(table.Outputs.Select(o => o.Default).OfType<BoxedExpression.Literal>()).Select(e => e.Text).OfType<string>());
        _expressions.AddRange(table.Rules.SelectMany(r => r.Outputs).Select(o => o.Text).OfType<string>());
        _tests.AddRange(table.Rules.SelectMany(r => r.Tests).Select(t => t.Text));
    }
}
