using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Problems;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Writes a whole model, children in the order of the schema.</summary>
internal sealed class ModelWriter(DmnModel model)
{
    private readonly ElementBuilder _elements = new(DmnNamespaces.Of(model.Version));

    /// <exception cref="DmnWriteException">The model holds what XML cannot.</exception>
    public XDocument Write()
    {
        var expressions = new ExpressionWriter(_elements);
        var drg = new DrgElementWriter(_elements, expressions);
        var root = _elements.Of(
            "definitions",
            model.Notes,
            [
                .. model.Prefixes.Select(p => new XAttribute(p.Key.Length == 0 ? "xmlns" : XNamespace.Xmlns + p.Key, p.Value)),
                _elements.Attribute("name", model.Name),
                _elements.Attribute("namespace", model.Namespace),
                _elements.Attribute("expressionLanguage", model.ExpressionLanguage),
                _elements.Attribute("typeLanguage", model.TypeLanguage),
                _elements.Attribute("exporter", model.Exporter),
                _elements.Attribute("exporterVersion", model.ExporterVersion),
                .. model.Imports.Select(Import),
                .. model.ItemDefinitions.Select(d => expressions.Item("itemDefinition", d)),
                .. model.Elements.Select(drg.Write),
            ]);
        List<DmnProblem> problems = [.. _elements.Problems, .. WritableCharacters.ProblemsOf(root)];
        if (problems.Count > 0)
        {
            throw new DmnWriteException(problems);
        }

        ElementBuilder.DropRepeatedPrefixes(root);
        Layout.Indent(root);
        return new XDocument(new XDeclaration("1.0", "utf-8", null), ElementBuilder.WithRemarks(root));
    }

    private XElement Import(ModelImport import) => _elements.Of(
        "import",
        import.Notes,
        [
            _elements.Attribute("name", import.Name),
            _elements.Attribute("namespace", import.Namespace),
            _elements.Attribute("importType", import.ImportType),
            _elements.Attribute("locationURI", import.LocationUri),
        ]);
}
