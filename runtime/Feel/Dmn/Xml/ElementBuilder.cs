using System.Xml;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Makes elements with their notes around their own parts.</summary>
internal sealed class ElementBuilder(XNamespace dmn)
{
    private const int LongestShown = 80;

    /// <summary>What was kept and cannot be written: models that were made in memory may keep anything.</summary>
    public List<DmnProblem> Problems { get; } = [];

    /// <summary>An element of the given parts. The id comes first, description and extensions before the children, what was kept after them.</summary>
    /// <param name="parts">Attributes and children; nulls are left out.</param>
    public XElement Of(string name, ElementNotes notes, IEnumerable<XObject?> parts)
    {
        List<XObject> all = [.. parts.OfType<XObject>()];
        var kept = Kept(name, notes.Kept?.Nodes ?? []);
        var element = new XElement(
            dmn + name,
            all.OfType<XAttribute>().Where(a => a.IsNamespaceDeclaration),
            Attribute("id", notes.Id),
            all.OfType<XAttribute>().Where(a => !a.IsNamespaceDeclaration),
            Attribute("label", notes.Label),
            notes.Kept?.Attributes.DistinctBy(a => a.Key).Where(a => !all.OfType<XAttribute>().Any(own => own.Name.ToString() == a.Key)).Select(a => Attribute(name, a)),
            notes.Kept?.First.Select(r => Parsed(name, r)),
            Text("description", notes.Description),
            notes.Kept?.ExtensionElements is { } extensions ? Kept(name, [extensions]).Select(g => g.Element) : null,
            SchemaOrder.Sorted(name, all.OfType<XElement>().Concat(kept.Select(g => g.Element).OfType<XElement>())).SelectMany(WithRemarks),
            kept.Where(g => g.Element is null).SelectMany(g => g.Remarks));
        foreach (var text in notes.Kept?.Texts ?? [])
        {
            if (Parsed(name, text) is XElement known && element.Elements(dmn + known.Name.LocalName).FirstOrDefault(e => e.Annotation<Foreign>() is null) is { } own)
            {
                own.ReplaceWith(AsItCame(known, own));
            }
        }

        if (notes.Kept is { Before.Count: > 0 } before)
        {
            element.AddAnnotation(new Leading([.. before.Before.Select(r => Parsed(name, r)).OfType<XNode>()]));
        }

        return element;
    }

    public static IEnumerable<XNode> WithRemarks(XElement element) => [.. element.Annotation<Leading>()?.Remarks ?? [], element];

    public XAttribute? Attribute(string name, string? value) => value is null ? null : new XAttribute(name, value);

    public XElement? Text(string name, string? value) => value is null ? null : new XElement(dmn + name, value);

    public XElement Item(string name, InformationItem item) =>
        Of(name, item.Notes, [Attribute("name", item.Name), Attribute("typeRef", item.TypeRef)]);

    public XElement? Tests(string name, UnaryTestsText? tests) =>
        tests is null ? null : Of(name, tests.Notes, [Attribute("expressionLanguage", tests.ExpressionLanguage), Text("text", tests.Text)]);

    public XElement Reference(string name, ElementReference reference) => Of(name, reference.Notes, [Attribute("href", reference.Href)]);

    /// <summary>What was kept brought its own declarations of prefixes, most of which the root declares as well.</summary>
    public static void DropRepeatedPrefixes(XElement root)
    {
        foreach (var repeated in root.Descendants().Attributes().Where(a => a.IsNamespaceDeclaration && root.Attribute(a.Name)?.Value == a.Value).ToList())
        {
            repeated.Remove();
        }
    }

    // To the character where the text is the same; of another text only the attributes are kept. The model may be written in another edition.
    private static XElement AsItCame(XElement known, XElement own)
    {
        var attributes = known.Attributes().Where(a => !(a.IsNamespaceDeclaration && a.Name.Namespace == XNamespace.None));
        var kept = new XElement(own.Name, attributes, known.Value == own.Value ? known.Nodes() : own.Nodes());
        kept.AddAnnotation(Foreign.Mark);
        return kept;
    }

    // Remarks with the element that they stand before; the last group has none.
    private List<(XElement? Element, IReadOnlyList<XNode> Remarks)> Kept(string parent, IReadOnlyList<string> nodes)
    {
        var groups = new List<(XElement?, IReadOnlyList<XNode>)>();
        var remarks = new List<XNode>();
        foreach (var node in nodes.Select(n => Parsed(parent, n)).OfType<XNode>())
        {
            if (node is not XElement element)
            {
                remarks.Add(node);
                continue;
            }

            element.AddAnnotation(new Leading(remarks));
            element.AddAnnotation(Foreign.Mark);
            groups.Add((element, remarks));
            remarks = [];
        }

        groups.Add((null, remarks));
        return groups;
    }

    private XNode? Parsed(string parent, string xml)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, ConformanceLevel = ConformanceLevel.Fragment });
            return reader.Read() && XNode.ReadFrom(reader) is var node && (node is XElement || Remarks.Is(node)) && reader.EOF ? node : NoXml(parent, xml);
        }
        catch (XmlException)
        {
            return NoXml(parent, xml);
        }
    }

    private XNode? NoXml(string parent, string xml)
    {
        Problems.Add(DmnProblem.Of(parent, 0, "dmn.kept-not-xml", Values.ShortText.Of(xml, LongestShown)));
        return null;
    }

    private XAttribute? Attribute(string parent, KeyValuePair<string, string> kept)
    {
        try
        {
            return new XAttribute(XName.Get(kept.Key), kept.Value);
        }
        catch (Exception wrong) when (wrong is XmlException or ArgumentException)
        {
            NoXml(parent, $"{kept.Key}=\"{kept.Value}\"");
            return null;
        }
    }

    private sealed record Leading(IReadOnlyList<XNode> Remarks);
}

/// <summary>Marks an element that is not ours to lay out.</summary>
internal sealed class Foreign
{
    public static Foreign Mark { get; } = new();
}
