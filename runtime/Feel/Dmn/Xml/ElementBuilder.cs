using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Makes elements with their notes around their own parts.</summary>
internal sealed class ElementBuilder(XNamespace dmn)
{
    private const string CommentStart = "<!--";
    private const string CommentEnd = "-->";

    /// <summary>An element of the given parts. The id comes first, description and extensions before the children, what was kept after them.</summary>
    /// <param name="parts">Attributes and children; nulls are left out.</param>
    public XElement Of(string name, ElementNotes notes, IEnumerable<XObject?> parts)
    {
        List<XObject> all = [.. parts.OfType<XObject>()];
        return new XElement(
            dmn + name,
            all.OfType<XAttribute>().Where(a => a.IsNamespaceDeclaration),
            Attribute("id", notes.Id),
            all.OfType<XAttribute>().Where(a => !a.IsNamespaceDeclaration),
            Attribute("label", notes.Label),
            notes.Kept?.Attributes.Select(a => new XAttribute(XName.Get(a.Key), a.Value)),
            notes.Kept?.Elements.Where(IsComment).Select(c => new XComment(c[CommentStart.Length..^CommentEnd.Length])),
            Text("description", notes.Description),
            notes.Kept?.ExtensionElements is { } extensions ? XElement.Parse(extensions) : null,
            SchemaOrder.Sorted(name, all.OfType<XElement>().Concat(notes.Kept?.Elements.Where(e => !IsComment(e)).Select(e => XElement.Parse(e)) ?? [])));
    }

    private static bool IsComment(string kept) => kept.StartsWith(CommentStart, StringComparison.Ordinal);

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
}
