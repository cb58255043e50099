using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class DmnXmlReadingTests
{
    private const string Head = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:own="urn:own" name="m" namespace="urn:m">""";

    [Fact]
    public void Reading_reports_every_problem_with_path_and_line()
    {
        var document = DmnXml.Read($"""
            {Head}
              <inputData id="a"/>
              <decision name="费用" id="a">
                <variable name="费用"/>
                <informationRequirement/>
                <decisionTable hitPolicy="BEST">
                  <input><inputExpression><text>x</text></inputExpression></input>
                  <output/>
                  <rule><inputEntry><text>1</text></inputEntry></rule>
                </decisionTable>
              </decision>
            </definitions>
            """);

        Assert.Null(document.Model);
        Assert.Equal(
            [
                ("definitions/inputData", 2, "dmn.missing-attribute"),
                ("definitions/decision[费用]/informationRequirement", 5, "dmn.missing-child"),
                ("definitions/decision[费用]/decisionTable", 6, "dmn.not-one-of"),
                ("definitions/decision[费用]/decisionTable/rule", 9, "dmn.rule-outputs"),
                ("decision", 3, "dmn.duplicate-id"),
            ],
            document.Problems.Select(p => (p.Path, p.Line, p.Code)));
    }

    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>""")]
    [InlineData("<definitions")]
    [InlineData("")]
    public void Documents_that_declare_types_or_break_off_are_refused(string xml)
    {
        var document = DmnXml.Read(xml);

        Assert.Null(document.Model);
        Assert.Equal("dmn.not-xml", Assert.Single(document.Problems).Code);
    }

    [Fact]
    public void A_document_that_lies_too_deep_is_refused()
    {
        var document = DmnXml.Read(Head + string.Concat(Enumerable.Repeat("<list>", 10_000)));

        Assert.Equal("dmn.not-xml", Assert.Single(document.Problems).Code);
    }

    [Theory]
    [InlineData("http://www.omg.org/spec/DMN/20180521/MODEL/", DmnVersion.Dmn12)]
    [InlineData("https://www.omg.org/spec/DMN/20191111/MODEL/", DmnVersion.Dmn13)]
    [InlineData("https://www.omg.org/spec/DMN/20211108/MODEL/", DmnVersion.Dmn14)]
    [InlineData("https://www.omg.org/spec/DMN/20230324/MODEL/", DmnVersion.Dmn15)]
    public void Each_edition_is_read_and_written_in_its_own_namespace(string edition, DmnVersion expected)
    {
        var model = DmnXml.Read($"""<d:definitions xmlns:d="{edition}" name="m" namespace="urn:m"><d:inputData name="x"/></d:definitions>""").Model!;

        Assert.Equal(expected, model.Version);
        Assert.Contains($"""<d:definitions xmlns:d="{edition}" name="m" namespace="urn:m">""", DmnXml.Write(model), StringComparison.Ordinal);
    }

    [Fact]
    public void Foreign_parts_and_the_diagram_are_written_again()
    {
        var written = DmnXml.Write(DmnXml.Read($"""
            {Head}
              <extensionElements><own:tool version="3"/></extensionElements>
              <decision name="a" id="d" own:colour="red"><own:note>text</own:note><literalExpression><text>1</text></literalExpression></decision>
              <dmndi:DMNDI xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"><dmndi:DMNDiagram/></dmndi:DMNDI>
            </definitions>
            """).Model!);

        Assert.Contains("""<own:tool version="3" />""", written, StringComparison.Ordinal);
        Assert.Contains("""own:colour="red">""", written, StringComparison.Ordinal);
        Assert.Contains("<own:note>text</own:note>", written, StringComparison.Ordinal);
        Assert.Contains("<dmndi:DMNDiagram", written, StringComparison.Ordinal);
    }
}
