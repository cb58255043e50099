using System.Xml.Linq;
using LowCode.Feel.Dmn.Xml;
using LowCode.Tests.Unit.Feel.Dmn.Conformance;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

public sealed class DmnXmlRoundTripTests
{
    public static bool ModelsExist => ConformanceFiles.Exist;

    [Fact(Skip = ConformanceFiles.SkipReason, SkipUnless = nameof(ModelsExist))]
    public void Every_published_model_is_written_as_it_was_read()
    {
        List<string> wrong = [];
        foreach (var file in ConformanceFiles.Models)
        {
            using var stream = File.OpenRead(file);
            var read = DmnXml.Read(stream);
            if (read.Model is null)
            {
                wrong.Add($"{Path.GetFileName(file)}: {string.Join("; ", read.Problems.Take(3))}");
                continue;
            }

            var expected = CanonicalDmn.Of(XDocument.Load(file).Root!);
            var written = CanonicalDmn.Of(XDocument.Parse(DmnXml.Write(read.Model)).Root!);
            if (!XNode.DeepEquals(expected, written))
            {
                wrong.Add($"{Path.GetFileName(file)}: {FirstDifference(expected, written)}");
            }
        }

        Assert.NotEmpty(ConformanceFiles.Models);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public void What_the_product_does_not_know_and_the_diagram_are_written_again()
    {
        const string Document = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:dmndi="https://www.omg.org/spec/DMN/20230324/DMNDI/"
                         xmlns:dc="http://www.omg.org/spec/DMN/20180521/DC/" xmlns:v="urn:vendor" name="m" namespace="urn:m" v:mode="draft">
              <extensionElements><v:audit by="张三"><v:note>先看第二条</v:note></v:audit></extensionElements>
              <inputData name="金额" id="a" v:colour="red"><variable name="金额" typeRef="number"/></inputData>
              <decision name="d" id="d">
                <extensionElements><v:owner>财务科</v:owner></extensionElements>
                <informationRequirement id="r"><requiredInput href="#a"/></informationRequirement>
                <literalExpression><text>金额</text></literalExpression>
              </decision>
              <dmndi:DMNDI>
                <dmndi:DMNDiagram id="p"><dmndi:DMNShape dmnElementRef="d"><dc:Bounds height="60" width="100" x="12.5" y="7"/></dmndi:DMNShape></dmndi:DMNDiagram>
              </dmndi:DMNDI>
            </definitions>
            """;

        var written = XDocument.Parse(DmnXml.Write(DmnXml.Read(Document).Model!));

        Assert.Equal(CanonicalDmn.Of(XDocument.Parse(Document).Root!).ToString(), CanonicalDmn.Of(written.Root!).ToString());
    }

    private static string FirstDifference(XElement expected, XElement written)
    {
        var left = expected.ToString().Split('\n');
        var right = written.ToString().Split('\n');
        var at = Enumerable.Range(0, Math.Min(left.Length, right.Length)).FirstOrDefault(i => left[i] != right[i]);
        return $"expected '{left[at].Trim()}', written '{right[at].Trim()}'";
    }
}
