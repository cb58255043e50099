using LowCode.Tests.DmnTck;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn.Conformance;

/// <summary>A kit of our own shows that the runner can fail.</summary>
public sealed class TckRunnerTests
{
    [Theory]
    [InlineData("null", false, TckOutcome.Passed)]
    [InlineData("null", true, TckOutcome.Missed)]
    [InlineData("1 + \"a\"", true, TckOutcome.Passed)]
    [InlineData("1", true, TckOutcome.Missed)]
    public void A_case_that_demands_an_error_wants_null_and_a_problem(string expression, bool isError, TckOutcome outcome)
    {
        var model = $"""<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" name="m" namespace="urn:m"><decision name="d"><literalExpression><text>{expression}</text></literalExpression></decision></definitions>""";
        var cases = $"""
            <testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><modelName>m.dmn</modelName>
              <testCase id="1"><resultNode name="d" type="decision" errorResult="{(isError ? "true" : "false")}"><expected><value xsi:nil="true"/></expected></resultNode></testCase></testCases>
            """;

        var suite = Assert.Single(TckKit.Read(new Dictionary<string, string> { ["level/folder/m.dmn"] = model, ["level/folder/m.xml"] = cases }));

        Assert.Equal(outcome, Assert.Single(TckRunner.Run(suite)).Outcome);
    }
}
