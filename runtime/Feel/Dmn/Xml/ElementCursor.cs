using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Takes the known parts out of an element one by one; what nobody took is kept for writing.</summary>
internal sealed class ElementCursor
{
    private readonly HashSet<XObject> _taken = [];

    private readonly HashSet<XElement> _withNotes = [];

    private readonly List<string> _texts = [];

    private readonly IReadOnlyList<XNode> _before;

    private readonly IReadOnlyList<XNode> _behind;

    private Remarks? _around;

    private ElementCursor(XElement element, string path, List<DmnProblem> problems, IReadOnlyList<XNode> before, IReadOnlyList<XNode> behind)
    {
        Element = element;
        Path = path;
        Problems = problems;
        _before = before;
        _behind = behind;
    }

    public XElement Element { get; }

    private Remarks Around => _around ??= Remarks.Of(Element);

    public string Path { get; }

    public List<DmnProblem> Problems { get; }

    public int Line => ((IXmlLineInfo)Element).LineNumber;

    /// <summary>The root of a document. A document is written with nothing behind the root: what stood there becomes its last part.</summary>
    public static ElementCursor OfRoot(XElement root, List<DmnProblem> problems)
    {
        var around = Remarks.Of(root.Document!);
        return new ElementCursor(root, root.Name.LocalName, problems, around.Before(root), around.Last);
    }

    public string? Attribute(string name)
    {
        var attribute = Element.Attribute(name);
        if (attribute is not null)
        {
            _taken.Add(attribute);
        }

        return attribute?.Value;
    }

    /// <summary>The attribute, or an empty text and a problem where it is not there.</summary>
    public string RequiredAttribute(string name)
    {
        var value = Attribute(name);
        if (value is null)
        {
            Report("dmn.missing-attribute", Element.Name.LocalName, name);
        }

        return value ?? "";
    }

    public XElement? Child(string name)
    {
        var child = Element.Element(Element.Name.Namespace + name);
        if (child is not null)
        {
            _taken.Add(child);
        }

        return child;
    }

    /// <summary>The text of a child that is nothing but text.</summary>
    public string? Text(string name)
    {
        var child = Child(name);
        if (child is not null && (child.HasAttributes || child.Nodes().Any(n => n is not XText or XCData)))
        {
            _texts.Add(Written(child));
        }

        return child?.Value;
    }

    public IReadOnlyList<ElementCursor> Children(string name) => Children(e => e.Name.LocalName == name);

    /// <summary>Children of the DMN namespace that <paramref name="which"/> wants, in their order.</summary>
    public IReadOnlyList<ElementCursor> Children(Func<XElement, bool> which)
    {
        List<XElement> found = [.. Element.Elements().Where(e => e.Name.Namespace == Element.Name.Namespace && !_taken.Contains(e) && which(e))];
        _taken.UnionWith(found);
        if (found.Count == 0)
        {
            return [];
        }

        var (numbers, counts) = (new Dictionary<XElement, int>(), new Dictionary<XName, int>());
        foreach (var element in Element.Elements())
        {
            numbers[element] = counts[element.Name] = counts.GetValueOrDefault(element.Name) + 1;
        }

        return [.. found.Select(e => At(e, counts[e.Name] > 1 ? numbers[e] : null))];
    }

    public ElementCursor? CursorAt(string name) => Child(name) is { } child ? At(child, null) : null;

    /// <summary>All that was not taken. Call it last.</summary>
    public ElementNotes Notes()
    {
        var id = Attribute("id");
        var label = Attribute("label");
        var description = Text("description");
        var extensions = Child("extensionElements")?.ToString(SaveOptions.DisableFormatting);
        List<KeyValuePair<string, string>> attributes = [.. Element.Attributes().Where(IsKept).Select(a => KeyValuePair.Create(a.Name.ToString(), a.Value))];
        var (first, nodes) = KeptNodes();
        var kept = attributes.Count == 0 && extensions is null && nodes.Count == 0 && first.Count == 0 && _before.Count == 0 && _texts.Count == 0
            ? null
            : new KeptXml(attributes, extensions, nodes) { Before = [.. _before.Select(Written)], First = first, Texts = [.. _texts] };
        return new ElementNotes(id, label, description, kept, Line);
    }

    public void Report(string code, params object?[] values) => Problems.Add(DmnProblem.Of(Path, Line, code, values));

    private static string Written(XNode node) => node.ToString(SaveOptions.DisableFormatting);

    // The model keeps the prefixes of the root.
    private bool IsKept(XAttribute attribute) => !_taken.Contains(attribute) && !(attribute.IsNamespaceDeclaration && Element.Parent is null);

    // What stands before a part with notes is in that part's notes; a part that is nothing but text has none.
    private (List<string> First, List<string> Nodes) KeptNodes()
    {
        var (first, nodes) = (new List<string>(), new List<string>());
        foreach (var element in Element.Elements())
        {
            if (!_taken.Contains(element))
            {
                nodes.AddRange([.. Around.Before(element).Select(Written), Written(element)]);
            }
            else if (!_withNotes.Contains(element))
            {
                first.AddRange(Around.Before(element).Select(Written));
            }
        }

        nodes.AddRange(Around.Last.Concat(_behind).Select(Written));
        return (first, nodes);
    }

    // "decision[费用]" tells people more than a number; without a name the number must do where there are several.
    private ElementCursor At(XElement element, int? number)
    {
        _withNotes.Add(element);
        var mark = element.Attribute("name")?.Value ?? (number is { } n ? $"{n}" : null);
        return new ElementCursor(element, $"{Path}/{element.Name.LocalName}{(mark is null ? "" : $"[{mark}]")}", Problems, Around.Before(element), []);
    }
}
