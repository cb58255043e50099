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
    [InlineData("""<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>""", "dmn.doctype", "文件不能带有文档类型声明（DTD）")]
    [InlineData("<definitions", "dmn.not-xml", "文件不是格式正确的 XML：第 1 行第 13 个字符处有错")]
    [InlineData("", "dmn.not-xml", null)]
    public void Documents_that_declare_types_or_break_off_are_refused(string xml, string code, string? text)
    {
        var document = DmnXml.Read(xml);

        Assert.Null(document.Model);
        var problem = Assert.Single(document.Problems);
        Assert.Equal(code, problem.Code);
        Assert.Equal(text ?? problem.Message, problem.Message);
    }

    [Fact]
    public void A_document_that_lies_too_deep_is_refused()
    {
        var document = DmnXml.Read(Head + string.Concat(Enumerable.Repeat("<list>", 10_000)));

        Assert.Equal("dmn.too-deep", Assert.Single(document.Problems).Code);
    }

    [Fact]
    public void Document_of_too_many_elements_is_refused_before_they_are_kept()
    {
        var document = DmnXml.Read($"<definitions>{string.Concat(Enumerable.Repeat("<a/>", DmnXml.MostElements + 1))}</definitions>");

        Assert.Equal("dmn.too-many", Assert.Single(document.Problems).Code);
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
    public void What_is_kept_is_written_where_the_schema_wants_it()
    {
        const string Decision = """<!--why--><question>q</question><variable name="a" /><supportedObjective href="#o" /><decisionMaker href="#m" /><usingTask href="t" /><decisionTable hitPolicy="UNIQUE"><!--columns--><input><inputExpression><text>1</text></inputExpression></input><output /><annotation name="n" own:width="9" /><rule><inputEntry><text>-</text></inputEntry><outputEntry><text>1</text></outputEntry><annotationEntry own:colour="red"><text>b</text></annotationEntry></rule></decisionTable>""";

        var written = DmnXml.Write(DmnXml.Read($"<!--head-->{Head}<decision name=\"a\" id=\"d\">{Decision}</decision><organizationUnit name=\"u\" id=\"m\" /></definitions>").Model!);

        Assert.Contains(Decision, string.Concat(written.Split('\n').Select(l => l.Trim())), StringComparison.Ordinal);
        Assert.Contains("<!--head-->", written, StringComparison.Ordinal);
        Assert.True(written.IndexOf("<organizationUnit", StringComparison.Ordinal) > written.IndexOf("</decision>", StringComparison.Ordinal));
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
