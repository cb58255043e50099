using System.Globalization;
using System.Text;
using LowCode.Connectors.Screening;
using LowCode.Connectors.Sdk;
using LowCode.Engine;
using LowCode.Engine.Activities;
using Xunit;

namespace LowCode.Tests.Unit.Connectors;

public sealed class ManifestTests
{
    [Theory]
    [InlineData("\"en\": \"Rate\"", "\"en\": \"\"", "name: expected both languages")]
    [InlineData("\"en\": \"Rate\"", "\"fr\": \"Taux\"", "$.name")]
    [InlineData("\"version\": 1", "\"version\": 0", "version: expected at least 1")]
    [InlineData("\"name\": \"signed\"", "\"name\": \"amount\"", "amount stands there twice")]
    [InlineData("\"code\": \"busy\"", "\"code\": \"Done\"", "Done stands there twice")]
    [InlineData("\"editor\": \"dropdown\"", "\"editor\": \"slider\"", "inputs/currency/editor: expected one of")]
    [InlineData("\"isPure\": false", "\"isPure\": true", "inputs/key: expected no credential")]
    [InlineData("\"icon\": \"currency_exchange\", ", "", "icon")]
    public void Manifest_that_is_not_whole_says_what_is_missing(string from, string to, string expected)
    {
        var manifest = RateConnector.Manifest(isPure: false).Replace(from, to, StringComparison.Ordinal);

        var refused = Assert.Throws<FormatException>(() => ConnectorManifest.Read(Encoding.UTF8.GetBytes(manifest)));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"name\": \"amount\"", "\"name\": \"sum\"", "input sum is no member of RateInput; input amount of RateInput is not in the manifest")]
    [InlineData("\"name\": \"value\"", "\"name\": \"result\"", "output result is no member of RateOutput; output value of RateOutput is not in the manifest")]
    public void Manifest_and_types_of_the_function_must_agree(string from, string to, string expected)
    {
        var manifest = ConnectorManifest.Read(Encoding.UTF8.GetBytes(RateConnector.Manifest(isPure: false).Replace(from, to, StringComparison.Ordinal)));

        var refused = Assert.Throws<FormatException>(() => Connector.Of(manifest, new RateConnector()));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh-CN", "风险甄别", "规则集", "单证无法读取", "连接器")]
    [InlineData("en", "Screening", "Rule sets", "Document not readable", "Connectors")]
    public void Activity_of_a_connector_is_described_by_its_manifest(string language, string name, string input, string error, string category)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        var engine = new WorkflowEngine(new EngineOptions { Connectors = [Connector.Of(new ScreeningConnector())] });

        var described = engine.Catalogue.Descriptors.Single(d => d.Type == "LowCode.Screening");

        Assert.Equal((name, category, ActivityKind.Action), (described.DisplayName, described.CategoryName, described.Kind));
        Assert.Equal((input, "multitext", true), (described.Inputs[0].DisplayName, described.Inputs[0].Editor.Hint, described.Inputs[0].IsRequired));
        Assert.Equal(["Done", "Hit", "Pass", "Unreadable", "unknown-rule-set", "unreadable-document", "no-documents"], described.Outcomes);
        Assert.Equal(error, described.OutcomeName("unreadable-document").In(CultureInfo.CurrentUICulture));
        Assert.Equal(["action", "unreadable", "verdicts", "error"], described.Outputs.Select(o => o.Name));
        Assert.DoesNotContain("LowCode", string.Join(' ', described.Outputs.Select(o => o.DisplayName + o.Description)), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_connectors_of_one_name_are_refused() =>
        Assert.Throws<ArgumentException>(() => new WorkflowEngine(new EngineOptions { Connectors = [RateConnector.Of(isPure: true), RateConnector.Of(isPure: false)] }));
}
