using LowCode.Feel.Syntax;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>
/// Which columns an expression reads of a table that it names: <c>lines.amount</c> and <c>lines[kind = "a"].amount</c> read what they say,
/// <c>count(lines)</c> none, anything else all. So a column may use what is computed of its neighbours without a cycle.
/// </summary>
internal static class TableReads
{
    public static IEnumerable<FieldSlot> Of(FeelNode root, FieldSlot table)
    {
        var (columns, known) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<FeelNode>(ReferenceEqualityComparer.Instance));
        foreach (var node in Tree.All(root))
        {
            if (node is PathNode path && Named(path.Target, table) is { } rows)
            {
                columns.Add(path.Name);
                known.Add(rows);
            }
            else if (node is CallNode { Function: NameNode { Name: "count" }, Arguments: [var counted] } && Named(counted.Value, table) is { } all)
            {
                known.Add(all);
            }
            else if (node is FilterNode { Target: NameNode } filter && Named(filter, table) is not null)
            {
                columns.UnionWith(Tree.All(filter.Condition).OfType<NameNode>().Select(n => n.Name));
            }
        }

        return Tree.All(root).Any(n => n is NameNode name && name.Name == table.Field.Key && !known.Contains(n))
            ? table.Columns
            : table.Columns.Where(c => columns.Contains(c.Field.Key));
    }

    // The table itself, or what a condition leaves of it.
    private static NameNode? Named(FeelNode node, FieldSlot table) => node switch
    {
        NameNode name when name.Name == table.Field.Key => name,
        FilterNode { Target: NameNode name } when name.Name == table.Field.Key => name,
        _ => null,
    };
}
