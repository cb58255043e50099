using System.Diagnostics;
using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Feel.Dmn.Compilation;

/// <summary>Makes boxed expressions ready to run; what cannot run is reported and gives null.</summary>
internal sealed class LogicCompiler(TypeBook types, string? modelLanguage, List<DmnProblem> problems)
{
    // The results of a loop so far.
    private const string Partial = "partial";

    public LogicNode Compile(BoxedExpression expression, FeelScope scope, string path)
    {
        var type = types.Of(expression.TypeRef, path, expression.Notes.Line);
        var node = expression switch
        {
            BoxedExpression.Literal literal => Literal(literal, scope, $"{path}/literalExpression", type),
            BoxedExpression.Context context => Context(context, scope, $"{path}/context", type),
            BoxedExpression.List list => List(list, scope, $"{path}/list", type),
            BoxedExpression.Relation relation => Relation(relation, scope, $"{path}/relation", type),
            BoxedExpression.Invocation invocation => Invocation(invocation, scope, $"{path}/invocation", type),
            BoxedExpression.Function function => Function(function, scope, $"{path}/functionDefinition", type),
            BoxedExpression.Table table => new TableCompiler(this, types, problems).Compile(table, scope, $"{path}/decisionTable", type),
            BoxedExpression.Conditional conditional => Conditional(conditional, scope, $"{path}/conditional", type),
            BoxedExpression.Filter filter => Filter(filter, scope, $"{path}/filter", type),
            BoxedExpression.For loop => Iteration(IterationKind.For, loop.IteratorVariable, loop.In, loop.Return, scope, $"{path}/for", type),
            BoxedExpression.Some some => Iteration(IterationKind.Some, some.IteratorVariable, some.In, some.Satisfies, scope, $"{path}/some", type),
            BoxedExpression.Every every => Iteration(IterationKind.Every, every.IteratorVariable, every.In, every.Satisfies, scope, $"{path}/every", type),
            _ => throw new UnreachableException(),
        };
        node.Yields = type.IsAny ? node.Yields : type.Feel;
        return node;
    }

    public LogicNode Literal(BoxedExpression.Literal literal, FeelScope scope, string path, DmnType type)
    {
        var language = literal.ExpressionLanguage ?? modelLanguage;
        if (!ExpressionLanguages.IsFeel(language))
        {
            problems.Add(DmnProblem.Of(path, literal.Notes.Line, "dmn.language", language));
            return new UnusableNode(path, "dmn.language", language);
        }

        if (string.IsNullOrWhiteSpace(literal.Text))
        {
            return new UnusableNode(path, "reason.no-expression");
        }

        var text = CompiledText.Compile(literal.Text, scope, path, literal.Notes.Line, problems);
        return new LiteralNode(path, text, type) { Yields = text.Type };
    }

    /// <summary>The signature of a function, the scope of its body in which parameters hide what has their names, and its body.</summary>
    public (LogicSignature Signature, LogicNode Body) Body(BoxedExpression.Function function, FeelScope scope, string path, DmnType result)
    {
        List<DmnType> parameters = [.. function.Parameters.Select(p => types.Of(p.TypeRef, $"{path}/formalParameter[{p.Name}]", p.Notes.Line))];
        var inner = scope.With(function.Parameters.Select((p, i) => new FeelVariable(p.Name, parameters[i].Feel)));
        var body = function.Kind != FunctionKind.Feel ? new UnusableNode(path, "reason.foreign-function", function.Kind.ToString())
            : function.Body is null ? new UnusableNode(path, "reason.no-expression")
            : Compile(function.Body, inner, path);
        var yields = result.IsAny ? body.Yields : result.Feel;
        var signature = new FeelSignature([.. function.Parameters.Select((p, i) => new FeelParameter(p.Name, parameters[i].Feel))], yields);
        return (new LogicSignature(signature, parameters, [.. function.Parameters.Select(p => inner.IndexOf(p.Name))], inner.Variables.Count, result), body);
    }

    private FunctionNode Function(BoxedExpression.Function function, FeelScope scope, string path, DmnType type)
    {
        var (signature, body) = Body(function, scope, path, DmnType.Any);
        return new FunctionNode(path, signature, body, type)
        {
            Yields = new FeelType.FunctionType([.. signature.Parameters.Select(p => p.Feel)], signature.Feel.Result),
        };
    }

    private ContextNode Context(BoxedExpression.Context context, FeelScope scope, string path, DmnType type)
    {
        List<ContextNode.Entry> entries = [];
        List<FeelField> fields = [];
        var yields = default(FeelType);
        foreach (var entry in context.Entries)
        {
            var name = entry.Variable is { Name.Length: > 0 } variable ? variable.Name : null;
            var entryPath = $"{path}/contextEntry[{name ?? "="}]";
            var entryType = types.Of(entry.Variable?.TypeRef, entryPath, entry.Notes.Line);
            var logic = Compile(entry.Value, scope, entryPath);
            var entryYields = entryType.IsAny ? logic.Yields : entryType.Feel;
            if (name is null)
            {
                yields = entryYields;
                entries.Add(new ContextNode.Entry(null, -1, logic, entryType));
                break;
            }

            scope = scope.With(name, entryYields);
            fields.Add(new FeelField(name, entryYields));
            entries.Add(new ContextNode.Entry(name, scope.IndexOf(name), logic, entryType));
        }

        return new ContextNode(path, entries, scope.Variables.Count, type) { Yields = yields ?? new FeelType.ContextType(fields) };
    }

    private ListNode List(BoxedExpression.List list, FeelScope scope, string path, DmnType type)
    {
        List<LogicNode> items = [.. list.Items.Select((item, i) => Compile(item, scope, $"{path}[{i + 1}]"))];
        return new ListNode(path, items, type) { Yields = FeelType.ListOf(FeelType.Common(items.Select(i => i.Yields))) };
    }

    private RelationNode Relation(BoxedExpression.Relation relation, FeelScope scope, string path, DmnType type)
    {
        List<(string Name, DmnType Type)> columns = [.. relation.Columns.Select(c => (c.Name, types.Of(c.TypeRef, $"{path}/column[{c.Name}]", c.Notes.Line)))];
        List<IReadOnlyList<LogicNode>> rows =
            [.. relation.Rows.Select((row, r) => Row(row, columns.Count, scope, $"{path}/row[{r + 1}]"))];
        var fields = columns.Select((c, i) => new FeelField(c.Name, !c.Type.IsAny ? c.Type.Feel : FeelType.Common(rows.Select(r => r[i].Yields))));
        return new RelationNode(path, columns, rows, type) { Yields = FeelType.ListOf(new FeelType.ContextType([.. fields])) };
    }

    private List<LogicNode> Row(BoxedExpression.List row, int columns, FeelScope scope, string path)
    {
        if (row.Items.Count != columns)
        {
            problems.Add(DmnProblem.Of(path, row.Notes.Line, "dmn.row-length", columns, row.Items.Count));
        }

        return
        [
            .. Enumerable.Range(0, columns).Select(c =>
                c < row.Items.Count ? Compile(row.Items[c], scope, $"{path}/cell[{c + 1}]") : new UnusableNode($"{path}/cell[{c + 1}]", "reason.no-expression")),
        ];
    }

    private LogicNode Invocation(BoxedExpression.Invocation invocation, FeelScope scope, string path, DmnType type)
    {
        if (invocation.Called is null)
        {
            return new UnusableNode(path, "reason.no-expression");
        }

        var called = Compile(invocation.Called, scope, path);
        List<InvocationNode.Argument> arguments = [];
        foreach (var binding in invocation.Bindings)
        {
            var at = $"{path}/binding[{binding.Parameter.Name}]";
            var value = binding.Value is null ? new UnusableNode(at, "reason.no-expression") : Compile(binding.Value, scope, at);
            arguments.Add(new InvocationNode.Argument(binding.Parameter.Name, value, types.Of(binding.Parameter.TypeRef, at, binding.Parameter.Notes.Line)));
        }

        return new InvocationNode(path, called, arguments, type) { Yields = called.Yields is FeelType.FunctionType function ? function.Result : FeelType.Any };
    }

    private ConditionalNode Conditional(BoxedExpression.Conditional conditional, FeelScope scope, string path, DmnType type)
    {
        var then = Child(conditional.Then, scope, $"{path}/then");
        var otherwise = Child(conditional.Else, scope, $"{path}/else");
        return new ConditionalNode(path, Child(conditional.If, scope, $"{path}/if"), then, otherwise, type) { Yields = FeelType.Common(then.Yields, otherwise.Yields) };
    }

    private FilteringNode Filter(BoxedExpression.Filter filter, FeelScope scope, string path, DmnType type)
    {
        var source = Child(filter.In, scope, $"{path}/in");
        var item = source.Yields is FeelType.ListType list ? list.Items : source.Yields;
        var (inner, fields) = ItemFields.Of(item, filter.Match.Expression, scope);
        var match = Child(filter.Match, inner, $"{path}/match");
        return new FilteringNode(path, source, match, inner.IndexOf(ItemFields.Item), fields, inner.Variables.Count, type) { Yields = FeelType.ListOf(item) };
    }

    private IterationNode Iteration(IterationKind kind, string variable, ChildExpression list, ChildExpression body, FeelScope scope, string path, DmnType type)
    {
        var source = Child(list, scope, $"{path}/in");
        var readsPartial = kind == IterationKind.For && BoxedTexts.Of(body.Expression).Mention(Partial);
        var inner = scope.With(variable, Syntax.Inference.ItemOf(source.Yields));
        inner = readsPartial ? inner.With(Partial, FeelType.AnyList) : inner;
        var logic = Child(body, inner, $"{path}/{(kind == IterationKind.For ? "return" : "satisfies")}");
        return new IterationNode(path, kind, source, logic, inner.IndexOf(variable), readsPartial ? inner.IndexOf(Partial) : -1, inner.Variables.Count, type)
        {
            Yields = kind == IterationKind.For ? FeelType.ListOf(logic.Yields) : FeelType.Boolean,
        };
    }

    private LogicNode Child(ChildExpression child, FeelScope scope, string path) =>
        Compile(child.TypeRef is null || child.Expression.TypeRef is not null ? child.Expression : child.Expression with { TypeRef = child.TypeRef }, scope, path);
}
