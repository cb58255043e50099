using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Reads the nodes of the decision requirements graph.</summary>
internal static class DrgElementReader
{
    private static readonly IReadOnlyDictionary<string, Func<ElementCursor, DrgElement>> _readers = new Dictionary<string, Func<ElementCursor, DrgElement>>
    {
        ["inputData"] = Input,
        ["decision"] = Decision,
        ["businessKnowledgeModel"] = Knowledge,
        ["decisionService"] = Service,
        ["knowledgeSource"] = Source,
    };

    public static bool Knows(XElement element) => _readers.ContainsKey(element.Name.LocalName);

    public static DrgElement Read(ElementCursor cursor) => _readers[cursor.Element.Name.LocalName](cursor);

    private static DrgElement.InputData Input(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Variable = Variable(cursor),
        Notes = cursor.Notes(),
    };

    private static DrgElement.Decision Decision(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Question = cursor.Text("question"),
        AllowedAnswers = cursor.Text("allowedAnswers"),
        Variable = Variable(cursor),
        Requirements = Requirements(cursor),
        Logic = ExpressionReader.In(cursor),
        Notes = cursor.Notes(),
    };

    private static DrgElement.BusinessKnowledgeModel Knowledge(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Variable = Variable(cursor),
        Logic = cursor.CursorAt("encapsulatedLogic") is { } logic ? ExpressionReader.Function(logic) : null,
        Requirements = Requirements(cursor),
        Notes = cursor.Notes(),
    };

    private static DrgElement.DecisionService Service(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Variable = Variable(cursor),
        OutputDecisions = References(cursor, "outputDecision"),
        EncapsulatedDecisions = References(cursor, "encapsulatedDecision"),
        InputDecisions = References(cursor, "inputDecision"),
        Inputs = References(cursor, "inputData"),
        Notes = cursor.Notes(),
    };

    private static DrgElement.KnowledgeSource Source(ElementCursor cursor) => new()
    {
        Name = cursor.RequiredAttribute("name"),
        Requirements = Requirements(cursor),
        SourceType = cursor.Text("type"),
        Owner = cursor.CursorAt("owner") is { } owner ? Reference(owner) : null,
        LocationUri = cursor.Attribute("locationURI"),
        Notes = cursor.Notes(),
    };

    private static InformationItem? Variable(ElementCursor cursor) =>
        cursor.CursorAt("variable") is { } variable ? ItemDefinitionReader.Item(variable) : null;

    private static List<Requirement> Requirements(ElementCursor cursor) =>
    [
        .. cursor.Children("informationRequirement").Select(r => Requirement(r, ("requiredDecision", RequirementKind.Decision), ("requiredInput", RequirementKind.Input))),
        .. cursor.Children("knowledgeRequirement").Select(r => Requirement(r, ("requiredKnowledge", RequirementKind.Knowledge))),
        .. cursor.Children("authorityRequirement").Select(r => Requirement(
            r,
            ("requiredAuthority", RequirementKind.Authority),
            ("requiredDecision", RequirementKind.AuthorityDecision),
            ("requiredInput", RequirementKind.AuthorityInput))),
    ];

    private static Requirement Requirement(ElementCursor cursor, params (string Name, RequirementKind Kind)[] sources)
    {
        foreach (var (name, kind) in sources)
        {
            if (cursor.CursorAt(name) is { } source)
            {
                return new Requirement(kind, Reference(source), cursor.Notes());
            }
        }

        cursor.Report("dmn.missing-child", cursor.Element.Name.LocalName, string.Join(", ", sources.Select(s => s.Name)));
        return new Requirement(sources[0].Kind, ElementReference.To(""), cursor.Notes());
    }

    private static List<ElementReference> References(ElementCursor cursor, string name) => [.. cursor.Children(name).Select(Reference)];

    private static ElementReference Reference(ElementCursor cursor) => new(cursor.RequiredAttribute("href"), cursor.Notes());
}
