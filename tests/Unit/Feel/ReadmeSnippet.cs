using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Xml;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;

namespace LowCode.Tests.Unit.Feel;

/// <summary>The snippets of the library's README, line by line.</summary>
internal static class ReadmeSnippet
{
    public static FeelValue Run(CancellationToken cancellation)
    {
        var scope = FeelLibrary.Scope.With(new FeelVariable("金额", FeelType.Number), new FeelVariable("类型", FeelType.String));
        var parsed = FeelParser.ParseExpression("金额 > 5000 and 类型 = \"紧急\"", scope);
        var problems = Checks.Of(parsed);                        // with positions and texts in Chinese and English
        var program = FeelProgram.Compile(parsed);               // immutable, for any number of threads
        FeelValue[] inputs = [12800.5m, "紧急"];
        var result = program.Evaluate(inputs, FeelOptions.Standard, cancellation); // true, and no problems
        Assert.Empty(problems);
        Assert.Empty(result.Problems);
        return result.Value;
    }

    public static (string Value, string Why) Decide(CancellationToken cancellation)
    {
        const string xml = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="审批" namespace="urn:审批">
              <inputData name="金额" id="i1"><variable name="金额" typeRef="number"/></inputData>
              <inputData name="类型" id="i2"><variable name="类型" typeRef="string"/></inputData>
              <decision name="审批人" id="d1">
                <informationRequirement><requiredInput href="#i1"/></informationRequirement>
                <informationRequirement><requiredInput href="#i2"/></informationRequirement>
                <decisionTable hitPolicy="FIRST">
                  <input><inputExpression><text>金额</text></inputExpression></input>
                  <input><inputExpression><text>类型</text></inputExpression></input>
                  <output/>
                  <rule><inputEntry><text>&gt; 20000</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"局长"</text></outputEntry></rule>
                  <rule><inputEntry><text>&gt; 10000</text></inputEntry><inputEntry><text>"紧急", "特急"</text></inputEntry><outputEntry><text>"处长"</text></outputEntry></rule>
                  <rule><inputEntry><text>-</text></inputEntry><inputEntry><text>-</text></inputEntry><outputEntry><text>"科长"</text></outputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """;
        var document = DmnXml.Read(xml);                         // a stream or a text; never fails
        var model = DecisionModel.Compile(document.Model!);      // immutable, for any number of threads
        var mistakes = document.Problems.Concat(model.Problems); // with path and line; the sound parts work all the same
        var given = DecisionInputs.Of(FeelContext.Of(("金额", 12800.5m), ("类型", "紧急")));
        var decided = model.Evaluate("审批人", given, new DecisionOptions { Explain = true }, cancellation); // 处长
        var table = decided.Explanation[0].Parts[0].Table!;      // of each rule whether it matched, of each cell why
        var why = table.Rules[1].Cells[0].Why;                   // 金额 是 12800.5，满足 > 10000
        Assert.Empty(mistakes);
        Assert.Empty(decided.Reasons);
        return (decided.Value.ToString(), why);
    }
}
