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
        var (order, done, path) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var name in fields.Keys.Order(StringComparer.Ordinal))
        {
            if (Visit(name) is { } cycle)
            {
                return new([], cycle);
            }
        }

        return new(order, []);

        List<string>? Visit(string name)
        {
            var start = path.IndexOf(name);
            if (start >= 0)
            {
                return path[start..];
            }

            if (!done.Contains(name))
            {
                path.Add(name);
                foreach (var read in reads[name])
                {
                    if (Visit(read) is { } cycle)
                    {
                        return cycle;
                    }
                }

                path.RemoveAt(path.Count - 1);
                done.Add(name);
                order.Add(name);
            }

            return null;
        }
    }
}
