using System.Xml.Linq;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using LowCode.Tests.Unit.Feel.Dmn.Conformance;
using Xunit;

namespace LowCode.Tests.Unit.Feel.Dmn;

/// <summary>What others wrote into a document stays as they wrote it.</summary>
public sealed class DmnXmlKeepingTests
{
    private const string Head = """<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:own="urn:own" name="m" namespace="urn:m">""";

    public static bool ModelsExist => ConformanceFiles.Exist;

    [Theory]
    [InlineData("<own:note xml:space=\"preserve\">  two  spaces\n\tand a tab </own:note>")]
    [InlineData("<own:note><!-- why --><own:a /><own:b />tail<?tool go?></own:note>")]
    [InlineData("<own:note own:by=\"张三\" mode=\"a &#xA; b\" xmlns:q=\"urn:q\" q:type=\"q:T\"><![CDATA[a < b]]></own:note>")]
    [InlineData("<own:note>\n      <own:a />\n\n   <own:b> </own:b>\n  </own:note>")]
    [InlineData("<textAnnotation id=\"t\" textFormat=\"text/plain\"><text>  先看  </text><!--x--></textAnnotation>")]
    public void An_element_that_is_not_known_is_written_to_the_character(string foreign)
    {
        var written = Written($"{Head}{foreign}<decision name=\"d\"><extensionElements>{foreign.Replace("id=\"t\"", "id=\"u\"", StringComparison.Ordinal)}</extensionElements></decision></definitions>");

        Assert.Contains("\n  " + foreign, written, StringComparison.Ordinal);
        Assert.Contains($"<extensionElements>{foreign.Replace("id=\"t\"", "id=\"u\"", StringComparison.Ordinal)}</extensionElements>", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Comments_and_processing_instructions_stay_before_what_they_stand_before()
    {
        const string Document = """
            <?xml version="1.0" encoding="utf-8"?>
            <?xml-stylesheet href="dmn.xsl"?>
            <!--head-->
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:own="urn:own" name="m" namespace="urn:m">
              <!--input-->
              <inputData name="a" />
              <!--first-->
              <?tool one?>
              <decision name="d">
                <literalExpression>
                  <!--text-->
                  <text>1</text>
                </literalExpression>
              </decision>
              <!--foreign-->
              <own:x />
              <!--last-->
            </definitions>
            """;

        Assert.Equal(Document, Written(Document));
    }

    [Theory]
    [InlineData("<text own:by=\"张三\" xml:space=\"preserve\"> 1 + 1 </text>")]
    [InlineData("<text>1 <!-- and one more --> + 1</text>")]
    [InlineData("<text><![CDATA[1 < 2]]></text>")]
    [InlineData("<text>1<?tool go?></text>")]
    public void A_part_that_is_nothing_but_text_keeps_what_else_stands_in_it(string text)
    {
        var document = $"{Head}<decision name=\"d\"><description own:lang=\"zh\">说明<!--x--></description><question own:q=\"1\">?</question><literalExpression>{text}</literalExpression></decision></definitions>";

        var written = Written(document);

        Assert.Contains(text, written, StringComparison.Ordinal);
        Assert.Contains("<description own:lang=\"zh\">说明<!--x--></description>", written, StringComparison.Ordinal);
        Assert.Contains("<question own:q=\"1\">?</question>", written, StringComparison.Ordinal);
        Assert.Equal(written, Written(written));
    }

    [Fact]
    public void A_text_that_was_changed_keeps_its_attributes_and_is_written_in_any_edition()
    {
        var model = Models.Read("<decision name=\"d\"><literalExpression><text xmlns:own=\"urn:own\" own:by=\"张三\">1<!--one--></text></literalExpression></decision>");
        var decision = Assert.IsType<DrgElement.Decision>(Assert.Single(model.Elements));
        var literal = Assert.IsType<BoxedExpression.Literal>(decision.Logic);

        model = model with { Version = DmnVersion.Dmn12, Prefixes = [] };
        var changed = DmnXml.Write(model with { Elements = [decision with { Logic = literal with { Text = "2" } }] });
        var same = DmnXml.Write(model);

        Assert.Contains("<text xmlns:own=\"urn:own\" own:by=\"张三\">2</text>", changed, StringComparison.Ordinal);
        Assert.Contains("<text xmlns:own=\"urn:own\" own:by=\"张三\">1<!--one--></text>", same, StringComparison.Ordinal);
        Assert.NotNull(DmnXml.Read(changed).Model);
    }

    [Fact]
    public void Prefixes_that_values_name_stay_declared_where_they_were()
    {
        var written = Written($"""{Head}<decision name="d" xmlns:v="urn:v" own:type="v:T"><own:x kind="v:K" /></decision></definitions>""");

        Assert.Contains("""<decision name="d" xmlns:v="urn:v" own:type="v:T">""", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_ends_within_texts_stay_what_they_are()
    {
        var model = Models.Read("<decision name=\"d\" label=\"a&#xA;b\"><literalExpression><text>1 +&#xD;&#xA;  2\n+ 3</text></literalExpression></decision>");

        var again = DmnXml.Read(DmnXml.Write(model)).Model!;

        var decision = Assert.IsType<DrgElement.Decision>(Assert.Single(again.Elements));
        Assert.Equal(("a\nb", "1 +\r\n  2\n+ 3"), (decision.Notes.Label, Assert.IsType<BoxedExpression.Literal>(decision.Logic).Text));
    }

    [Fact(Skip = ConformanceFiles.SkipReason, SkipUnless = nameof(ModelsExist))]
    public void Every_published_model_keeps_its_comments_and_is_written_the_same_again()
    {
        List<string> wrong = [];
        var comments = 0;
        foreach (var file in ConformanceFiles.Models)
        {
            var written = Written(File.ReadAllText(file));
            var (before, after) = (Comments(XDocument.Load(file)), Comments(XDocument.Parse(written)));
            comments += before.Count;
            if (!before.SequenceEqual(after) || Written(written) != written)
            {
                wrong.Add(Path.GetFileName(file));
            }
        }

        Assert.True(comments > 100, $"{comments} comments");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Characters_that_XML_cannot_hold_are_told_with_their_places()
    {
        var model = Models.Read("""<decision name="费用"><description>x</description><literalExpression><text>1</text></literalExpression></decision>""");
        var decision = (DrgElement.Decision)model.Elements[0];
        var bad = model with
        {
            Name = "m\u0001",
            Elements = [decision with { Logic = new BoxedExpression.Literal("\"a\uD800b\""), Notes = decision.Notes with { Description = "ok \uFFFF" } }],
        };

        var refused = Assert.Throws<DmnWriteException>(() => DmnXml.Write(bad));

        Assert.Equal(
            [
                ("definitions/@name", "dmn.not-writable"),
                ("definitions/decision[费用]/description", "dmn.not-writable"),
                ("definitions/decision[费用]/literalExpression/text", "dmn.not-writable"),
            ],
            refused.Problems.Select(p => (p.Path, p.Code)));
        Assert.Contains("U+0001", refused.Problems[0].Message, StringComparison.Ordinal);
        Assert.Contains("U+D800", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<own:a>")]
    [InlineData("text")]
    [InlineData("<a/><b/>")]
    [InlineData("<!DOCTYPE a><a/>")]
    [InlineData("")]
    public void What_is_kept_and_is_no_XML_is_told(string kept)
    {
        var model = new DmnModel { Name = "m", Namespace = "urn:m", Notes = new ElementNotes(Kept: new KeptXml([KeyValuePair.Create("no name", "1")], null, [kept])) };

        Assert.Equal(["dmn.kept-not-xml", "dmn.kept-not-xml"], Assert.Throws<DmnWriteException>(() => DmnXml.Write(model)).Problems.Select(p => p.Code));
    }

    private static string Written(string document)
    {
        var read = DmnXml.Read(document);
        return DmnXml.Write(read.Model ?? throw new InvalidOperationException(string.Join("\n", read.Problems)));
    }

    private static List<string> Comments(XDocument document) => [.. document.DescendantNodes().OfType<XComment>().Select(c => c.Value).Order(StringComparer.Ordinal)];
}
