using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Reads a whole model.</summary>
internal static class ModelReader
{
    public static DmnDocument Read(XElement root)
    {
        List<DmnProblem> problems = [];
        var cursor = ElementCursor.OfRoot(root, problems);
        if (root.Name.LocalName != "definitions" || DmnNamespaces.VersionOf(root.Name.NamespaceName) is not { } version)
        {
            cursor.Report("dmn.not-dmn", root.Name.ToString());
            return new DmnDocument(null, problems);
        }

        var model = Read(cursor, version);
        problems.AddRange(IdChecks.Of(root));
        return new DmnDocument(problems.Count == 0 ? model : null, problems);
    }

    private static DmnModel Read(ElementCursor cursor, DmnVersion version) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Namespace = cursor.RequiredAttribute("namespace"),
        Version = version,
        ExpressionLanguage = cursor.Attribute("expressionLanguage"),
        TypeLanguage = cursor.Attribute("typeLanguage"),
        Exporter = cursor.Attribute("exporter"),
        ExporterVersion = cursor.Attribute("exporterVersion"),
        Prefixes = [.. cursor.Element.Attributes().Where(a => a.IsNamespaceDeclaration).Select(a => KeyValuePair.Create(a.Name.Namespace == XNamespace.None ? "" : a.Name.LocalName, a.Value))],
        Imports = [.. cursor.Children("import").Select(Import)],
        ItemDefinitions = [.. cursor.Children("itemDefinition").Select(ItemDefinitionReader.Read)],
        Elements = [.. cursor.Children(DrgElementReader.Knows).Select(DrgElementReader.Read)],
        Notes = cursor.Notes(),
    };

    private static ModelImport Import(ElementCursor cursor) => new(
        cursor.Attribute("name") ?? "",
        cursor.RequiredAttribute("namespace"),
        cursor.RequiredAttribute("importType"),
        cursor.Attribute("locationURI"),
        cursor.Notes());
}
