using System.Runtime.CompilerServices;
using LowCode.Work.Endpoints;
using Microsoft.AspNetCore.Routing.Template;

namespace LowCode.Host.Endpoints;

/// <summary>The routes of one release, ready to be matched; made once a release and never changed.</summary>
internal sealed class RouteTable
{
    private static readonly ConditionalWeakTable<EndpointList, RouteTable> _tables = [];

    private readonly Dictionary<(string Method, string Path), EndpointRoute> _literal = [];
    private readonly List<(RouteMatcher Matcher, EndpointRoute Route)> _templates = [];

    private RouteTable(EndpointList list)
    {
        foreach (var route in list.Routes)
        {
            if (RouteMatcher.TryParse(route.Path) is { } matcher)
            {
                _templates.Add((matcher, route));
            }
            else
            {
                _literal.TryAdd((route.Method, Normal(route.Path)), route);
            }
        }

        _templates.Sort((a, b) => a.Matcher.Precedence.CompareTo(b.Matcher.Precedence));
    }

    public static RouteTable Of(EndpointList list) => _tables.GetValue(list, static l => new RouteTable(l));

    /// <summary>Null: no route of the release takes it.</summary>
    public (EndpointRoute Route, RouteValueDictionary Values)? Match(string method, string path)
    {
        if (_literal.TryGetValue((method, Normal(path)), out var literal))
        {
            return (literal, []);
        }

        foreach (var (matcher, route) in _templates)
        {
            if (route.Method == method && matcher.Match(path) is { } values)
            {
                return (route, values);
            }
        }

        return null;
    }

    private static string Normal(string path) => path.Trim('/').ToLowerInvariant();
}

/// <summary>A template with parameters.</summary>
internal sealed class RouteMatcher
{
    private readonly TemplateMatcher _matcher;

    private RouteMatcher(RouteTemplate template)
    {
        _matcher = new TemplateMatcher(template, []);
        Precedence = RoutePrecedence.ComputeInbound(template);
    }

    /// <summary>The smaller, the more exact: tried first.</summary>
    public decimal Precedence { get; }

    /// <summary>Null: it has no parameters, or is no template.</summary>
    public static RouteMatcher? TryParse(string path)
    {
        if (!path.Contains('{', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new RouteMatcher(TemplateParser.Parse(path));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public RouteValueDictionary? Match(string path)
    {
        var values = new RouteValueDictionary();
        return _matcher.TryMatch("/" + path.Trim('/'), values) ? values : null;
    }
}
