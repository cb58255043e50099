using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Takes the known parts out of an element one by one; what nobody took is kept for writing.</summary>
internal sealed class ElementCursor
{
    private readonly HashSet<XObject> _taken = [];

    public ElementCursor(XElement element, string path, List<DmnProblem> problems)
    {
        Element = element;
        Path = path;
        Problems = problems;
    }

    public XElement Element { get; }

    public string Path { get; }

    public List<DmnProblem> Problems { get; }

    public int Line => ((IXmlLineInfo)Element).LineNumber;

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
    public string? Text(string name) => Child(name)?.Value;

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
        List<KeyValuePair<string, string>> attributes =
            [.. Element.Attributes().Where(a => !_taken.Contains(a) && !a.IsNamespaceDeclaration).Select(a => KeyValuePair.Create(a.Name.ToString(), a.Value))];
        var comments = Element.Nodes().OfType<XComment>().Concat(Element.Parent is null ? Element.NodesBeforeSelf().OfType<XComment>() : []).Select(c => c.ToString());
        List<string> elements = [.. comments, .. Element.Elements().Where(e => !_taken.Contains(e)).Select(e => e.ToString(SaveOptions.DisableFormatting))];
        var kept = attributes.Count == 0 && extensions is null && elements.Count == 0 ? null : new KeptXml(attributes, extensions, elements);
        return new ElementNotes(id, label, description, kept, Line);
    }

    public void Report(string code, params object?[] values) => Problems.Add(DmnProblem.Of(Path, Line, code, values));

    // "decision[费用]" tells people more than a number; without a name the number must do where there are several.
    private ElementCursor At(XElement element, int? number)
    {
        var mark = element.Attribute("name")?.Value ?? (number is { } n ? $"{n}" : null);
        return new ElementCursor(element, $"{Path}/{element.Name.LocalName}{(mark is null ? "" : $"[{mark}]")}", Problems);
    }
}
