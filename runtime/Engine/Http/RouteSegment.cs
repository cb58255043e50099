namespace LowCode.Engine.Http;

/// <summary>A piece of a segment of a route template.</summary>
internal abstract record RoutePart
{
    private RoutePart()
    {
    }

    public sealed record Text(string Literal) : RoutePart;

    /// <param name="IsRest">It takes all segments that are left.</param>
    /// <param name="HasMark">It ends with a question mark: a request may leave it out.</param>
    /// <param name="HasDefault">It has a value where a request leaves it out.</param>
    public sealed record Value(string Name, bool IsRest, bool HasMark, bool HasDefault) : RoutePart
    {
        public bool IsOptional => HasMark || HasDefault;
    }
}

/// <summary>Takes route templates apart.</summary>
internal static class RouteSegment
{
    private static readonly char[] _notInNames = ['/', '{', '}', '?', '*'];

    /// <summary>The segments of a template: a slash within braces belongs to a constraint.</summary>
    public static IReadOnlyList<string> Split(string path)
    {
        var segments = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i < path.Length; i++)
        {
            depth += path[i] == '{' ? 1 : path[i] == '}' ? -1 : 0;
            if (path[i] == '/' && depth <= 0)
            {
                segments.Add(path[start..i]);
                start = i + 1;
            }
        }

        if (path.Length > 0)
        {
            segments.Add(path[start..]);
        }

        return segments;
    }

    /// <summary>Key of the text that says what is wrong; null: nothing is.</summary>
    /// <param name="names">Of the parameters so far; its own are added.</param>
    public static string? Problem(string segment, bool isLast, HashSet<string> names)
    {
        if (!IsBalanced(segment))
        {
            return "http.template.braces";
        }

        var parts = Parts(segment);
        foreach (var (index, part) in parts.Index())
        {
            var problem = part switch
            {
                RoutePart.Text text => text.Literal.Contains('?', StringComparison.Ordinal) ? "http.template.query" : null,
                RoutePart.Value value => ProblemOf(value, index, parts, isLast, names),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    public static IReadOnlyList<RoutePart> Parts(string segment)
    {
        var parts = new List<RoutePart>();
        for (var at = 0; at < segment.Length;)
        {
            var isValue = segment[at] == '{' && !IsEscaped(segment, at, '{');
            var end = isValue ? EndOfValue(segment, at) : EndOfText(segment, at);
            parts.Add(isValue ? Value(segment[(at + 1)..(end - 1)]) : new RoutePart.Text(segment[at..end]));
            at = end;
        }

        return parts;
    }

    private static string? ProblemOf(RoutePart.Value value, int index, IReadOnlyList<RoutePart> parts, bool isLast, HashSet<string> names)
    {
        var isAlone = parts.Count == 1;
        var isAtEnd = isLast && index == parts.Count - 1;
        return value switch
        {
            { Name: "" } => "http.template.name",
            _ when value.Name.IndexOfAny(_notInNames) >= 0 => "http.template.name",
            _ when !names.Add(value.Name) => "http.template.twice",
            _ when index > 0 && parts[index - 1] is RoutePart.Value => "http.template.between",
            { HasMark: true, HasDefault: true } => "http.template.default",
            { IsRest: true } when value.HasMark || !isAlone || !isAtEnd => "http.template.rest",
            { HasMark: true } when !isAlone && !(index == parts.Count - 1 && parts[index - 1] is RoutePart.Text { Literal: "." }) => "http.template.optional",
            _ => null,
        };
    }

    // {*name}, {name:constraint}, {name=default}, {name?}.
    private static RoutePart.Value Value(string written)
    {
        var name = written.TrimStart('*');
        var stars = written.Length - name.Length;
        var hasMark = name.EndsWith('?');
        var end = name.AsSpan().IndexOfAny(':', '=');
        var hasDefault = end >= 0 && HasDefault(name[end..]);
        name = end >= 0 ? name[..end] : hasMark ? name[..^1] : name;
        return new RoutePart.Value(stars > 2 ? "" : name, stars > 0, hasMark, hasDefault);
    }

    // An equals sign within the parentheses of a constraint is the constraint's own.
    private static bool HasDefault(string rest)
    {
        var depth = 0;
        foreach (var c in rest)
        {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '=' && depth == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBalanced(string segment)
    {
        for (var at = 0; at < segment.Length;)
        {
            if (segment[at] == '{' && !IsEscaped(segment, at, '{'))
            {
                at = EndOfValue(segment, at);
                if (at < 0)
                {
                    return false;
                }
            }
            else if (segment[at] == '}' && !IsEscaped(segment, at, '}'))
            {
                return false;
            }
            else
            {
                at += segment[at] is '{' or '}' ? 2 : 1;
            }
        }

        return true;
    }

    /// <summary>Behind the brace that closes; -1: none does.</summary>
    private static int EndOfValue(string segment, int start)
    {
        for (var at = start + 1; at < segment.Length; at++)
        {
            if (segment[at] == '}')
            {
                if (!IsEscaped(segment, at, '}'))
                {
                    return at + 1;
                }

                at++;
            }
            else if (segment[at] == '{')
            {
                if (!IsEscaped(segment, at, '{'))
                {
                    return -1;
                }

                at++;
            }
        }

        return -1;
    }

    private static int EndOfText(string segment, int start)
    {
        var at = start;
        while (at < segment.Length && (segment[at] != '{' || IsEscaped(segment, at, '{')))
        {
            at += segment[at] is '{' or '}' ? 2 : 1;
        }

        return Math.Min(at, segment.Length);
    }

    private static bool IsEscaped(string segment, int at, char brace) => at + 1 < segment.Length && segment[at + 1] == brace;
}
