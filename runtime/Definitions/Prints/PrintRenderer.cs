using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Forms;
using LowCode.Feel.Compiling;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Prints;

/// <summary>Fills a template in. Values are texts: whatever they hold, they are no HTML.</summary>
/// <param name="format">A field's value as HTML, as a person reads it.</param>
/// <param name="block">A block as HTML; null: the subject has none of that name.</param>
public sealed class PrintRenderer(PrintData data, Func<FormField, JsonNode?, string> format, Func<string, string?> block, DateTimeOffset now)
{
    /// <summary>Characters of a page's HTML.</summary>
    public const int Longest = 16 * 1024 * 1024;

    private const int MostItems = 2_000;
    private const int MostNodes = 500_000;

    private static readonly TimeSpan _longestTime = TimeSpan.FromSeconds(10);
    private static readonly FeelLimits _limits = new() { Steps = 500_000, Time = TimeSpan.FromSeconds(1), Size = 100_000, Memory = 32L * 1024 * 1024 };

    private int _left;

    /// <returns>Null: it would be longer than <see cref="Longest"/>, or take too long.</returns>
    public string? Render(string template, CancellationToken cancellation)
    {
        _left = MostNodes;
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(_longestTime);
        try
        {
            return RenderWithin(template, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private string? RenderWithin(string template, CancellationToken cancellation)
    {
        var fields = ByName(data.Fields.Where(f => f.Type != FieldType.Display || f.IsCalculated), data.Data).Where(f => !data.Facts.ContainsKey(f.Key)).ToDictionary(StringComparer.Ordinal);
        var named = fields.Select(f => (f.Key, PrintData.TypeOf(f.Value.Field), PrintData.ValueOf(f.Value.Field, f.Value.Value)))
            .Concat(data.Facts.Select(f => (f.Key, FeelType.Any, PrintData.FactOf(f.Value))));
        var output = new StringBuilder();
        return Write(PrintMarkup.Read(template).Nodes, new Frame(BusinessLanguage.Scope, new FeelValue[BusinessLanguage.Scope.Variables.Count], fields).With(named), output, cancellation) ? output.ToString() : null;
    }

    private bool Write(IReadOnlyList<PrintNode> nodes, Frame frame, StringBuilder output, CancellationToken cancellation)
    {
        foreach (var node in nodes)
        {
            cancellation.ThrowIfCancellationRequested();
            if (--_left < 0)
            {
                return false;
            }

            var good = node switch
            {
                PrintNode.Html html => Append(output, html.Text),
                PrintNode.Value value => Append(output, ValueOf(value.Expression, frame, cancellation)),
                PrintNode.If condition => Write(Evaluate(condition.Expression, frame, cancellation).IsTrue ? condition.Then : condition.Otherwise, frame, output, cancellation),
                PrintNode.Each each => WriteEach(each, frame, output, cancellation),
                PrintNode.Block named => Append(output, block(named.Name) ?? ""),
                _ => throw new InvalidOperationException($"Expected a known node, but {node.GetType().Name} came."),
            };
            if (!good)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Append(StringBuilder output, string text)
    {
        output.Append(text);
        return output.Length <= Longest;
    }

    // A field alone is shown as people read it: labels instead of codes.
    private string ValueOf(string expression, Frame frame, CancellationToken cancellation)
    {
        if (frame.Fields.TryGetValue(expression, out var named))
        {
            return FieldValue.IsEmpty(named.Value) ? "" : format(named.Field, named.Value);
        }

        var value = Evaluate(expression, frame, cancellation);
        return value.IsNull ? "" : WebUtility.HtmlEncode(value.AsString ?? value.ToText(10_000));
    }

    private bool WriteEach(PrintNode.Each each, Frame frame, StringBuilder output, CancellationToken cancellation)
    {
        if (frame.Fields.TryGetValue(each.Expression, out var named) && named.Field is { Type: FieldType.Table } table)
        {
            return (named.Value as JsonArray ?? []).OfType<JsonObject>().Take(MostItems).Index().All(r => Write(each.Body, frame.In(table, r.Item, r.Index), output, cancellation));
        }

        var list = Evaluate(each.Expression, frame, cancellation).AsList;
        return list is null || list.Take(MostItems).Index().All(i => Write(each.Body, frame.In(i.Item, i.Index), output, cancellation));
    }

    private FeelValue Evaluate(string expression, Frame frame, CancellationToken cancellation)
    {
        var parsed = FeelParser.ParseExpression(expression, frame.Scope);
        return parsed.IsWellFormed ? FeelProgram.Compile(parsed).Evaluate(frame.Values, new FeelOptions { Limits = _limits, Now = now }, cancellation).Value : FeelValue.Null;
    }

    /// <summary>Fields with their values by their keys, and by those that they had: a template may be older than a field's name.</summary>
    private static IEnumerable<KeyValuePair<string, NamedValue>> ByName(IEnumerable<FormField> fields, JsonObject row)
    {
        var distinct = fields.DistinctBy(f => f.Key).ToList();
        var names = distinct.Select(f => f.Key).ToHashSet(StringComparer.Ordinal);
        return distinct.SelectMany(f => f.Aliases.Where(names.Add).Prepend(f.Key).Select(name => KeyValuePair.Create(name, new NamedValue(f, FieldValue.In(row, f)))));
    }

    private sealed record NamedValue(FormField Field, JsonNode? Value);

    /// <summary>What may be named at a place.</summary>
    private sealed record Frame(FeelScope Scope, FeelValue[] Values, IReadOnlyDictionary<string, NamedValue> Fields)
    {
        public Frame In(FormField table, JsonObject row, int index)
        {
            var fields = new Dictionary<string, NamedValue>(Fields, StringComparer.Ordinal);
            var columns = ByName(table.Columns, row).ToList();
            columns.ForEach(c => fields[c.Key] = c.Value);
            var named = columns.Select(c => (c.Key, PrintData.TypeOf(c.Value.Field), PrintData.ValueOf(c.Value.Field, c.Value.Value))).Append(("rowNumber", FeelType.Number, index + 1));
            return With(named) with { Fields = fields };
        }

        public Frame In(FeelValue item, int index) => With([("item", FeelType.Any, item), ("rowNumber", FeelType.Number, index + 1)]);

        public Frame With(IEnumerable<(string Name, FeelType Type, FeelValue Value)> more)
        {
            var added = more.ToList();
            var scope = Scope.With([.. added.Select(a => new FeelVariable(a.Name, a.Type))]);
            var values = new FeelValue[scope.Variables.Count];
            Values.CopyTo(values, 0);
            foreach (var (name, _, value) in added)
            {
                values[scope.IndexOf(name)] = value;
            }

            return this with { Scope = scope, Values = values };
        }
    }
}
