using System.Globalization;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using LowCode.Feel.Times;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>Models and inputs, written short.</summary>
internal static class Models
{
    public static DmnModel Read(string elements, string modelNamespace = "urn:m")
    {
        var document = DmnXml.Read($"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="{modelNamespace}">{elements}</definitions>""");
        return document.Model ?? throw new InvalidOperationException(string.Join("\n", document.Problems));
    }

    public static DecisionModel Compile(string elements) => DecisionModel.Compile(Read(elements));

    /// <summary>A model that compiles without a problem.</summary>
    public static DecisionModel Sound(string elements)
    {
        var model = Compile(elements);
        return model.Problems.Count == 0 ? model : throw new InvalidOperationException(string.Join("\n", model.Problems));
    }

    public static DecisionResult Ask(this DecisionModel model, string decision, DecisionInputs inputs, DecisionOptions? options = null) =>
        model.Evaluate(decision, inputs, options, TestContext.Current.CancellationToken);

    public static DecisionInputs Inputs(params (string Name, FeelValue Value)[] values) => DecisionInputs.Of(FeelContext.Of(values));

    public static FeelValue Date(string text) => FeelDate.Parse(text)!.Value;

    /// <summary>A decision <c>d</c> by one table with the inputs <c>a</c>, <c>b</c>, ... of any type.</summary>
    /// <param name="hitPolicy">With its attributes: <c>COLLECT" aggregation="SUM</c>.</param>
    /// <param name="rules">Cells of a rule parted by <c>|</c>, the last ones are outputs.</param>
    public static string Table(string hitPolicy, int inputs, string outputs, params string[] rules)
    {
        var names = Enumerable.Range(0, inputs).Select(i => ((char)('a' + i)).ToString(CultureInfo.InvariantCulture)).ToList();
        return $"""
            {string.Concat(names.Select(n => $"""<inputData name="{n}" id="{n}"/>"""))}
            <decision name="d" id="d">
              {string.Concat(names.Select(n => $"""<informationRequirement><requiredInput href="#{n}"/></informationRequirement>"""))}
              <decisionTable hitPolicy="{hitPolicy}">
                {string.Concat(names.Select(n => $"<input><inputExpression><text>{n}</text></inputExpression></input>"))}
                {outputs}
                {string.Concat(rules.Select(r => Rule(r, inputs)))}
              </decisionTable>
            </decision>
            """;
    }

    private static string Rule(string rule, int inputs)
    {
        var cells = rule.Split('|').Select((cell, i) => (Name: i < inputs ? "inputEntry" : "outputEntry", Text: cell.Trim()));
        return $"<rule>{string.Concat(cells.Select(c => $"<{c.Name}><text>{System.Security.SecurityElement.Escape(c.Text)}</text></{c.Name}>"))}</rule>";
    }
}
