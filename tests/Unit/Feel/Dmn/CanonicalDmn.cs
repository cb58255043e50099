using System.Xml.Linq;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>
/// What must survive reading and writing of a document. Left out, because they say nothing: prefixes and their declarations, comments,
/// processing instructions, white space between elements, the order of attributes, and attributes that repeat the default of the schema.
/// </summary>
internal static class CanonicalDmn
{
    private static readonly HashSet<(string, string, string)> _defaults =
    [
        ("itemDefinition", "isCollection", "false"),
        ("itemComponent", "isCollection", "false"),
        ("decisionTable", "hitPolicy", "UNIQUE"),
        ("functionDefinition", "kind", "FEEL"),
        ("encapsulatedLogic", "kind", "FEEL"),
    ];

    public static XElement Of(XElement element) => new(
        element.Name,
        element.Attributes()
            .Where(a => !a.IsNamespaceDeclaration && !_defaults.Contains((element.Name.LocalName, a.Name.ToString(), a.Value)))
            .OrderBy(a => a.Name.ToString(), StringComparer.Ordinal),
        element.HasElements ? element.Elements().Select(Of) : element.Value);
}
