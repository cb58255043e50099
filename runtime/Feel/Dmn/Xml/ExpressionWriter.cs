using System.Diagnostics;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Writes boxed expressions and types.</summary>
internal sealed class ExpressionWriter(ElementBuilder elements)
{
    public XElement Write(BoxedExpression expression) => expression switch
    {
        BoxedExpression.Literal literal => Literal("literalExpression", literal),
        BoxedExpression.Context context => Of("context", context, context.Entries.Select(Entry)),
        BoxedExpression.List list => Row("list", list),
        BoxedExpression.Relation relation => Of("relation", relation, [.. relation.Columns.Select(c => elements.Item("column", c)), .. relation.Rows.Select(r => Row("row", r))]),
        BoxedExpression.Invocation invocation => Of("invocation", invocation, [Optional(invocation.Called), .. invocation.Bindings.Select(Binding)]),
        BoxedExpression.Function function => Function("functionDefinition", function),
        BoxedExpression.Table table => Table(table),
        BoxedExpression.Conditional c => Of("conditional", c, [Child("if", c.If), Child("then", c.Then), Child("else", c.Else)]),
        BoxedExpression.Filter filter => Of("filter", filter, [Child("in", filter.In), Child("match", filter.Match)]),
        BoxedExpression.For loop => Of("for", loop, [elements.Attribute("iteratorVariable", loop.IteratorVariable), Child("in", loop.In), Child("return", loop.Return)]),
        BoxedExpression.Some some => Of("some", some, [elements.Attribute("iteratorVariable", some.IteratorVariable), Child("in", some.In), Child("satisfies", some.Satisfies)]),
        BoxedExpression.Every every => Of("every", every, [elements.Attribute("iteratorVariable", every.IteratorVariable), Child("in", every.In), Child("satisfies", every.Satisfies)]),
        _ => throw new UnreachableException(),
    };

    public XElement Function(string name, BoxedExpression.Function function) => Of(
        name,
        function,
        [
            elements.Attribute("kind", function.Kind switch { FunctionKind.Java => "Java", FunctionKind.Pmml => "PMML", _ => null }),
            .. function.Parameters.Select(p => elements.Item("formalParameter", p)),
            Optional(function.Body),
        ]);

    public XElement Item(string name, ItemDefinition item) => elements.Of(
        name,
        item.Notes,
        [
            elements.Attribute("name", item.Name),
            elements.Attribute("typeLanguage", item.TypeLanguage),
            elements.Attribute("isCollection", item.IsCollection ? "true" : null),
            elements.Text("typeRef", item.TypeRef),
            elements.Tests("allowedValues", item.AllowedValues),
            elements.Tests("typeConstraint", item.TypeConstraint),
            .. item.Components.Select(c => Item("itemComponent", c)),
            item.Function is { } function
                ? elements.Of("functionItem", function.Notes, [elements.Attribute("outputTypeRef", function.OutputTypeRef), .. function.Parameters.Select(p => elements.Item("parameters", p))])
                : null,
        ]);

    private XElement Table(BoxedExpression.Table table)
    {
        var definition = table.Definition;
        return Of(
            "decisionTable",
            table,
            [
                elements.Attribute("hitPolicy", TableWords.Of(TableWords.HitPolicies, definition.HitPolicy)),
                elements.Attribute("aggregation", definition.Aggregation is { } a ? TableWords.Of(TableWords.Aggregations, a) : null),
                elements.Attribute("preferredOrientation", definition.PreferredOrientation),
                elements.Attribute("outputLabel", definition.OutputLabel),
                .. definition.Inputs.Select(i => elements.Of("input", i.Notes, [Literal("inputExpression", i.Expression), elements.Tests("inputValues", i.Values)])),
                .. definition.Outputs.Select(Output),
                .. definition.Annotations.Select(a => elements.Of("annotation", a.Notes, [elements.Attribute("name", a.Text)])),
                .. definition.Rules.Select(Rule),
            ]);
    }

    private XElement Output(OutputClause output) => elements.Of(
        "output",
        output.Notes,
        [
            elements.Attribute("name", output.Name),
            elements.Attribute("typeRef", output.TypeRef),
            elements.Tests("outputValues", output.Values),
            output.Default is null ? null : Literal("defaultOutputEntry", output.Default),
        ]);

    private XElement Rule(DecisionRule rule) => elements.Of(
        "rule",
        rule.Notes,
        [
            .. rule.Tests.Select(t => elements.Tests("inputEntry", t)),
            .. rule.Outputs.Select(o => Literal("outputEntry", o)),
            .. rule.Annotations.Select(a => elements.Of("annotationEntry", a.Notes, [elements.Text("text", a.Text)])),
        ]);

    private XElement Literal(string name, BoxedExpression.Literal literal) =>
        Of(name, literal, [elements.Attribute("expressionLanguage", literal.ExpressionLanguage), elements.Text("text", literal.Text)]);

    private XElement Row(string name, BoxedExpression.List list) => Of(name, list, list.Items.Select(Write));

    private XElement Entry(ContextEntry entry) =>
        elements.Of("contextEntry", entry.Notes, [entry.Variable is null ? null : elements.Item("variable", entry.Variable), Write(entry.Value)]);

    private XElement Binding(ParameterBinding binding) =>
        elements.Of("binding", binding.Notes, [elements.Item("parameter", binding.Parameter), Optional(binding.Value)]);

    private XElement Child(string name, ChildExpression child) =>
        elements.Of(name, child.Notes, [elements.Attribute("typeRef", child.TypeRef), Write(child.Expression)]);

    private XElement? Optional(BoxedExpression? expression) => expression is null ? null : Write(expression);

    private XElement Of(string name, BoxedExpression expression, IEnumerable<XObject?> parts) =>
        elements.Of(name, expression.Notes, [elements.Attribute("typeRef", expression.TypeRef), .. parts]);
}
