using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Tests.Unit.Forms;
using LowCode.Work.Privacy;
using Xunit;

namespace LowCode.Tests.Unit.Work.Privacy;

/// <summary>What comes back from somebody who sees masks: nothing that they did not see is changed or lost by it.</summary>
public sealed class MaskedFieldsTests
{
    private const string Held = """
        {"name": "李四光", "phone": "13812345678", "home": {"division": "330106", "detail": "文三路 1 号"},
         "lines": [{"item": "a", "phone": "13800000000"}, {"item": "b"}], "plain": [{"item": "a"}]}
        """;

    [Theory]
    [InlineData("""{"name": "李**", "phone": "138****5678", "home": {"division": "330106", "detail": "****"}}""", "{}")]
    [InlineData("""{"name": "王五", "phone": "13900000000", "home": {"division": "330106", "detail": "文三路 2 号"}}""", """{"name": "王五", "phone": "13900000000", "home": {"division": "330106", "detail": "文三路 2 号"}}""")]
    [InlineData("""{"name": null}""", """{"name": null}""")]
    [InlineData("""{"lines": [{"item": "a", "phone": "138****0000"}, {"item": "b"}]}""", "{}")]
    [InlineData("""{"plain": [{"item": "x"}]}""", """{"plain": [{"item": "x"}]}""")]
    public void Present_mask_is_left_out_and_a_value_is_taken(string sent, string taken)
    {
        var (data, problems) = TakeBack(sent);

        Assert.Empty(problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(taken), JsonNode.Parse(data)), data);
    }

    [Theory]
    [InlineData("""{"name": "张**"}""", "privacy.stale-mask /name")]
    [InlineData("""{"name": "****"}""", "privacy.stale-mask /name")]
    [InlineData("""{"phone": "139****0000"}""", "privacy.stale-mask /phone")]
    [InlineData("""{"home": {"division": "330106001", "detail": "****"}}""", "privacy.stale-mask /home")]
    [InlineData("""{"lines": [{"item": "a2"}]}""", "privacy.masked-table /lines")]
    [InlineData("""{"lines": null}""", "privacy.masked-table /lines")]
    [InlineData("""{"lines": [{"item": "a", "phone": "138****0000"}, {"item": "c"}]}""", "privacy.masked-table /lines")]
    [InlineData("""{"plain": [{"item": "a", "phone": "138****0000"}]}""", "privacy.masked-cell /plain/0/phone")]
    public void Other_masks_and_tables_that_nobody_looked_at_are_problems(string sent, string problem) =>
        Assert.Equal(problem, Assert.Single(TakeBack(sent).Problems));

    [Fact]
    public void Table_that_was_looked_at_is_changed_without_masks()
    {
        Assert.Empty(TakeBack("""{"lines": [{"item": "a2"}]}""", "lines").Problems);
        Assert.Equal(["privacy.masked-cell /lines/0/phone"], TakeBack("""{"lines": [{"item": "a", "phone": "138****0000"}, {"item": "c"}]}""", "lines").Problems);
    }

    [Fact]
    public void Signature_is_shown_without_hashes_to_whoever_does_not_see_all_and_comes_back_unchanged()
    {
        const string signature = """{"image": "i", "signer": "王", "signedAt": "2026-12-01T08:00:00Z", "hash": "sha256:00", "masked": {}, "content": "sha256:01"}""";
        var form = TestForm.Of("""{'key': 'name', 'type': 'text', 'sensitivity': 'personal'}, {'key': 'sign', 'type': 'signature'}""");
        var held = new JsonObject { ["name"] = "李四光", ["sign"] = JsonNode.Parse(signature) };
        var masked = new MaskedFields(form.Fields.Where(f => f.Key == "name").ToDictionary(f => f.Key, f => (f, true)), []);

        var shown = masked.Mask(held);

        Assert.Equal("""{"image":"i","signer":"王","signedAt":"2026-12-01T08:00:00Z","masked":{}}""", shown["sign"]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.Empty(masked.TakeBack(shown, held, new HashSet<string>()).Data);
        Assert.Equal("sha256:00", (string?)held["sign"]!["hash"]);
        Assert.Equal(held.ToJsonString(), MaskedFields.None.Mask(held).ToJsonString());
        Assert.DoesNotContain("sha256", masked.HiddenOf([held]).Hide(held)!.ToJsonString(), StringComparison.Ordinal);
    }

    private static (string Data, IReadOnlyList<string> Problems) TakeBack(string sent, params string[] looked)
    {
        const string lines = """'type': 'table', 'columns': [{'key': 'item', 'type': 'text'}, {'key': 'phone', 'type': 'phone', 'sensitivity': 'personal'}]""";
        var form = TestForm.Of($$"""
            {'key': 'name', 'type': 'text', 'sensitivity': 'personal'}, {'key': 'phone', 'type': 'phone', 'sensitivity': 'personal'},
            {'key': 'home', 'type': 'address', 'sensitivity': 'personal'}, {'key': 'lines', {{lines}}}, {'key': 'plain', {{lines}}}
            """);
        var masked = new MaskedFields(form.Fields.ToDictionary(f => f.Key, f => (f, true)), []);
        var (data, problems) = masked.TakeBack(JsonNode.Parse(sent)!.AsObject(), JsonNode.Parse(Held)!.AsObject(), looked.ToHashSet());
        return (data.ToJsonString(), [.. problems.Select(p => $"{p.Code} {p.Path}")]);
    }
}
