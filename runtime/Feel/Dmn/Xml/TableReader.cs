using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Reads decision tables.</summary>
internal static class TableReader
{
    public static DecisionTable Read(ElementCursor cursor)
    {
        var inputs = cursor.Children("input").Select(Input).ToList();
        var outputs = cursor.Children("output").Select(Output).ToList();
        if (outputs.Count == 0)
        {
            cursor.Report("dmn.missing-child", "decisionTable", "output");
        }

        return new DecisionTable
        {
            HitPolicy = Word(cursor, "hitPolicy", TableWords.HitPolicies) ?? HitPolicy.Unique,
            Aggregation = Word(cursor, "aggregation", TableWords.Aggregations),
            PreferredOrientation = cursor.Attribute("preferredOrientation"),
            OutputLabel = cursor.Attribute("outputLabel"),
            Inputs = inputs,
            Outputs = outputs,
            Annotations = [.. cursor.Children("annotation").Select(a => new AnnotationText(a.Attribute("name") ?? "", a.Notes()))],
            Rules = [.. cursor.Children("rule").Select(r => Rule(r, inputs.Count, outputs.Count))],
        };
    }

    private static InputClause Input(ElementCursor cursor)
    {
        if (cursor.CursorAt("inputExpression") is { } expression)
        {
            return new InputClause(ExpressionReader.Literal(expression), ItemDefinitionReader.Tests(cursor.CursorAt("inputValues")), cursor.Notes());
        }

        cursor.Report("dmn.missing-child", "input", "inputExpression");
        return new InputClause(new BoxedExpression.Literal((string?)null), null, cursor.Notes());
    }

    private static OutputClause Output(ElementCursor cursor) => new(
        cursor.Attribute("name"),
        cursor.Attribute("typeRef"),
        ItemDefinitionReader.Tests(cursor.CursorAt("outputValues")),
        cursor.CursorAt("defaultOutputEntry") is { } entry ? ExpressionReader.Literal(entry) : null,
        cursor.Notes());

    private static DecisionRule Rule(ElementCursor cursor, int inputs, int outputs)
    {
        var rule = new DecisionRule(
            [.. cursor.Children("inputEntry").Select(c => ItemDefinitionReader.Tests(c)!)],
            [.. cursor.Children("outputEntry").Select(ExpressionReader.Literal)],
            [.. cursor.Children("annotationEntry").Select(a => new AnnotationText(a.Text("text") ?? "", a.Notes()))],
            cursor.Notes());
        if (rule.Tests.Count != inputs)
        {
            cursor.Report("dmn.rule-inputs", inputs, rule.Tests.Count);
        }

        if (rule.Outputs.Count != outputs)
        {
            cursor.Report("dmn.rule-outputs", outputs, rule.Outputs.Count);
        }

        return rule;
    }

    private static T? Word<T>(ElementCursor cursor, string name, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (cursor.Attribute(name) is not { } written)
        {
            return null;
        }

        if (words.TryGetValue(written, out var value))
        {
            return value;
        }

        cursor.Report("dmn.not-one-of", name, string.Join(", ", words.Keys), written);
        return null;
    }
}
