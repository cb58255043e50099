namespace LowCode.Feel.Syntax;

/// <summary>In which order computed fields must be computed so that each sees the others' new values.</summary>
/// <param name="Names">All fields, those first that others read; empty when there is a cycle.</param>
/// <param name="Cycle">Fields of which each reads the next and the last the first; empty when there is none.</param>
public sealed record ComputationOrder(IReadOnlyList<string> Names, IReadOnlyList<string> Cycle)
{
    /// <param name="fields">Expressions by the names of the fields that they compute.</param>
    public static ComputationOrder Of(IReadOnlyDictionary<string, ParsedExpression> fields)
    {
        var reads = fields.ToDictionary(f => f.Key, f => Reads.Of(f.Value).Variables.Where(fields.ContainsKey).Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        var (order, done) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var name in fields.Keys.Order(StringComparer.Ordinal))
        {
            if (CycleFrom(name, reads, order, done) is { } cycle)
            {
                return new([], cycle);
            }
        }

        return new(order, []);
    }

    // Without calls of calls: a chain of fields may be as long as a form.
    private static List<string>? CycleFrom(string first, Dictionary<string, List<string>> reads, List<string> order, HashSet<string> done)
    {
        if (!done.Add(first))
        {
            return null;
        }

        var (open, path) = (new Stack<(string Name, int Next)>([(first, 0)]), new HashSet<string>(StringComparer.Ordinal) { first });
        while (open.TryPop(out var field))
        {
            if (field.Next == reads[field.Name].Count)
            {
                path.Remove(field.Name);
                order.Add(field.Name);
                continue;
            }

            open.Push((field.Name, field.Next + 1));
            var read = reads[field.Name][field.Next];
            if (path.Contains(read))
            {
                return [.. open.Reverse().Select(f => f.Name).SkipWhile(n => n != read)];
            }

            if (done.Add(read))
            {
                open.Push((read, 0));
                path.Add(read);
            }
        }

        return null;
    }
}
