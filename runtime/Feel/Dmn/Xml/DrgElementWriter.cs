using System.Diagnostics;
using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;

namespace LowCode.Feel.Dmn.Xml;

/// <summary>Writes the nodes of the decision requirements graph.</summary>
internal sealed class DrgElementWriter(ElementBuilder elements, ExpressionWriter expressions)
{
    public XElement Write(DrgElement element) => element switch
    {
        DrgElement.InputData input => Of("inputData", input, [Variable(input)]),
        DrgElement.Decision decision => Of(
            "decision",
            decision,
            [
                elements.Text("question", decision.Question),
                elements.Text("allowedAnswers", decision.AllowedAnswers),
                Variable(decision),
                .. decision.Requirements.Select(Requirement),
                decision.Logic is null ? null : expressions.Write(decision.Logic),
            ]),
        DrgElement.BusinessKnowledgeModel knowledge => Of(
            "businessKnowledgeModel",
            knowledge,
            [
                Variable(knowledge),
                knowledge.Logic is null ? null : expressions.Function("encapsulatedLogic", knowledge.Logic),
                .. knowledge.Requirements.Select(Requirement),
            ]),
        DrgElement.DecisionService service => Of(
            "decisionService",
            service,
            [
                Variable(service),
                .. service.OutputDecisions.Select(r => elements.Reference("outputDecision", r)),
                .. service.EncapsulatedDecisions.Select(r => elements.Reference("encapsulatedDecision", r)),
                .. service.InputDecisions.Select(r => elements.Reference("inputDecision", r)),
                .. service.Inputs.Select(r => elements.Reference("inputData", r)),
            ]),
        DrgElement.KnowledgeSource source => Of(
            "knowledgeSource",
            source,
            [
                elements.Attribute("locationURI", source.LocationUri),
                .. source.Requirements.Select(Requirement),
                elements.Text("type", source.SourceType),
                source.Owner is null ? null : elements.Reference("owner", source.Owner),
            ]),
        _ => throw new UnreachableException(),
    };

    private XElement Of(string name, DrgElement element, IEnumerable<XObject?> parts) =>
        elements.Of(name, element.Notes, [elements.Attribute("name", element.Name), .. parts]);

    private XElement? Variable(DrgElement element) => element.Variable is null ? null : elements.Item("variable", element.Variable);

    private XElement Requirement(Requirement requirement)
    {
        var (outer, inner) = requirement.Kind switch
        {
            RequirementKind.Input => ("informationRequirement", "requiredInput"),
            RequirementKind.Decision => ("informationRequirement", "requiredDecision"),
            RequirementKind.Knowledge => ("knowledgeRequirement", "requiredKnowledge"),
            RequirementKind.Authority => ("authorityRequirement", "requiredAuthority"),
            RequirementKind.AuthorityDecision => ("authorityRequirement", "requiredDecision"),
            RequirementKind.AuthorityInput => ("authorityRequirement", "requiredInput"),
            _ => throw new UnreachableException(),
        };
        return elements.Of(outer, requirement.Notes, [elements.Reference(inner, requirement.Source)]);
    }
}
