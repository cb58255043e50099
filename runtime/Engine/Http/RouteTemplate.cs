using System.Text;

namespace LowCode.Engine.Http;

/// <summary>
/// Route templates as ASP.NET Core reads them: literals, <c>{parameter}</c>, <c>{parameter:constraint}</c>, <c>{optional?}</c>,
/// <c>{default=value}</c>, <c>{*rest}</c>. Constraints do not tell requests apart here.
/// </summary>
internal static class RouteTemplate
{
    private const string Parameter = "{}";
    private const string Rest = "{*}";

    /// <summary>Key of the text that says why a template is none; null: it is one.</summary>
    public static string? Problem(string template)
    {
        var path = template.Trim('/');
        if (path.Contains("//", StringComparison.Ordinal))
        {
            return "http.template.segment";
        }

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var segments = RouteSegment.Split(path);
        foreach (var (index, segment) in segments.Index())
        {
            if (RouteSegment.Problem(segment, isLast: index == segments.Count - 1, names) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>
    /// What requests the template takes, written so that two templates that take the same have a shape in common: names and constraints are
    /// gone, and what may be left out is there once with it and once without. A text that is no template is its own shape.
    /// </summary>
    public static IReadOnlyList<string> Shapes(string template)
    {
        var path = template.Trim('/').ToLowerInvariant();
        if (Problem(path) is not null)
        {
            return [path];
        }

        var segments = RouteSegment.Split(path).Select(RouteSegment.Parts).ToList();
        var shapes = new List<string> { Shape(segments) };
        while (segments.Count > 0 && segments[^1] is [RoutePart.Value { IsOptional: true }])
        {
            segments.RemoveAt(segments.Count - 1);
            shapes.Add(Shape(segments));
        }

        return shapes;
    }

    private static string Shape(IEnumerable<IReadOnlyList<RoutePart>> segments)
    {
        var shape = new StringBuilder();
        foreach (var segment in segments)
        {
            shape.Append(shape.Length > 0 ? "/" : "");
            foreach (var part in segment)
            {
                shape.Append(part switch
                {
                    RoutePart.Value { IsRest: true } => Rest,
                    RoutePart.Value => Parameter,
                    RoutePart.Text text => text.Literal,
                    _ => throw new InvalidOperationException($"Expected a known part of a route, but got {part}."),
                });
            }
        }

        return shape.ToString();
    }
}
