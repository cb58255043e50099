using System.Xml.Linq;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>
/// The order that the schemas of the standard prescribe for the children of an element, where this product does not know all of them:
/// what it keeps for others must stand among its own parts.
/// </summary>
internal static class SchemaOrder
{
    private static readonly Dictionary<string, string[]> _orders = new(StringComparer.Ordinal)
    {
        ["definitions"] =
        [
            "import", "itemDefinition", "inputData decision businessKnowledgeModel decisionService knowledgeSource", "group textAnnotation association",
            "elementCollection", "performanceIndicator organizationUnit",
        ],
        ["decision"] =
        [
            "question", "allowedAnswers", "variable", "informationRequirement", "knowledgeRequirement", "authorityRequirement", "supportedObjective",
            "impactedPerformanceIndicator", "decisionMaker", "decisionOwner", "usingProcess", "usingTask",
            "literalExpression context list relation invocation functionDefinition decisionTable conditional filter for some every",
        ],
        ["businessKnowledgeModel"] = ["variable", "encapsulatedLogic", "knowledgeRequirement", "authorityRequirement"],
        ["knowledgeSource"] = ["authorityRequirement", "type", "owner"],
        ["decisionService"] = ["variable", "outputDecision", "encapsulatedDecision", "inputDecision", "inputData"],
    };

    private static readonly Dictionary<(string Parent, string Child), int> _places = _orders
        .SelectMany(o => o.Value.SelectMany((names, place) => names.Split(' ').Select(name => (Key: (o.Key, name), place))))
        .ToDictionary(p => p.Key, p => p.place);

    /// <summary>Children that the order does not name, those of other namespaces too, come last; those of one place keep their order.</summary>
    public static IEnumerable<XElement> Sorted(string parent, IEnumerable<XElement> children) =>
        _orders.TryGetValue(parent, out var order) ? children.OrderBy(c => _places.GetValueOrDefault((parent, c.Name.LocalName), order.Length)) : children;
}
