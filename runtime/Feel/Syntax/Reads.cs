using LowCode.Feel.Types;

namespace LowCode.Feel.Syntax;

/// <summary>What an expression reads of its scope, for checks, dependency order and what must be recomputed when a field changes.</summary>
/// <param name="Paths">Variables, with the path behind them as far as the text says: <c>申请人.年龄</c>, <c>明细.单价</c>.</param>
/// <param name="Functions">Functions of the library that are called or named.</param>
public sealed record Reads(IReadOnlySet<string> Paths, IReadOnlySet<string> Functions)
{
    /// <summary>The variables without what stands behind them.</summary>
    public IReadOnlySet<string> Variables { get; private init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>What the expression reads; names of its own loops, functions and contexts are none of it.</summary>
    public static Reads Of(ParsedExpression parsed)
    {
        var walk = new Walk(parsed);
        walk.Visit(parsed.Root, []);
        return new(walk.Paths, walk.Functions) { Variables = walk.Variables };
    }

    private sealed class Walk(ParsedExpression parsed)
    {
        public HashSet<string> Paths { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

        public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

        public void Visit(FeelNode node, IReadOnlyList<string> locals)
        {
            switch (node)
            {
                case NameNode name:
                    Read(name.Name, "", locals);
                    break;
                case PathNode path when Root(path) is { } read:
                    Read(read.Name, read.Path, locals);
                    break;
                case FilterNode filter:
                    Visit(filter.Target, locals);
                    VisitCondition(filter, locals);
                    break;
                case ContextNode context:
                    foreach (var entry in context.Entries)
                    {
                        Visit(entry.Value, entry.Value is FunctionNode ? [.. locals, entry.Name] : locals);
                        locals = [.. locals, entry.Name];
                    }

                    break;
                case FunctionNode function:
                    Visit(function.Body, [.. locals, .. function.Parameters.Select(p => p.Name)]);
                    break;
                case ForNode loop:
                    Visit(loop.Body, [.. Iterators(loop.Iterators, locals), "partial"]);
                    break;
                case QuantifiedNode quantified:
                    Visit(quantified.Condition, Iterators(quantified.Iterators, locals));
                    break;
                default:
                    foreach (var child in Tree.Children(node))
                    {
                        Visit(child, locals);
                    }

                    break;
            }
        }

        // A field of the filtered items is read of what is filtered.
        private void VisitCondition(FilterNode filter, IReadOnlyList<string> locals)
        {
            var item = filter.Target.Type is FeelType.ListType list ? list.Items : filter.Target.Type;
            var fields = item is FeelType.ContextType context ? context.Fields.Select(f => f.Name).ToList() : [];
            foreach (var name in Tree.All(filter.Condition).OfType<NameNode>().Where(n => fields.Contains(n.Name)))
            {
                if (Root(new PathNode(name.Span, filter.Target, name.Name)) is { } read)
                {
                    Read(read.Name, read.Path, locals);
                }
            }

            Visit(filter.Condition, [.. locals, "item", .. fields]);
        }

        private IReadOnlyList<string> Iterators(IReadOnlyList<IteratorNode> iterators, IReadOnlyList<string> locals)
        {
            foreach (var iterator in iterators)
            {
                Visit(iterator.Source, locals);
                if (iterator.RangeEnd is not null)
                {
                    Visit(iterator.RangeEnd, locals);
                }

                locals = [.. locals, iterator.Name];
            }

            return locals;
        }

        private static (string Name, string Path)? Root(PathNode path) => path.Target switch
        {
            NameNode name => (name.Name, "." + path.Name),
            PathNode inner when Root(inner) is { } read => (read.Name, $"{read.Path}.{path.Name}"),
            _ => null,
        };

        private void Read(string name, string path, IReadOnlyList<string> locals)
        {
            if (locals.Contains(name))
            {
                return;
            }

            if (parsed.Scope.IndexOf(name) >= 0)
            {
                Paths.Add(name + path);
                Variables.Add(name);
            }
            else if (parsed.Scope.Functions.Find(name) is not null)
            {
                Functions.Add(name);
            }
        }
    }
}
