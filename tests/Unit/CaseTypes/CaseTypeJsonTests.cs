using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using Xunit;

namespace LowCode.Tests.Unit.CaseTypes;

public sealed class CaseTypeJsonTests
{
    private const string CaseType = """
        {'$format': 'lowcode.casetype/1', 'caseTypeId': 'event', 'name': {'zh-CN': '事件', 'en': 'Event'}, 'process': 'dispatch', 'numberPattern': 'SJ{yyyyMMdd}{seq:4}',
         'forms': {'report': 'report', 'public': 'public', 'accept': 'accept'}, 'reportStep': 'report', 'publicStep': 'public',
         'fields': {'title': 'title', 'class': 'classCode'},
         'statuses': [{'key': 'reported', 'label': {'zh-CN': '待受理'}, 'phase': 'open', 'colour': 'info'}, {'key': 'closed', 'label': {'zh-CN': '已结案'}, 'phase': 'closed', 'colour': 'success'}],
         'stages': [{'key': 'accept', 'label': {'zh-CN': '受理'}, 'steps': ['accept']}]}
        """;

    [Fact]
    public void Case_type_is_the_same_when_written_and_read_again()
    {
        var read = CaseTypeJson.Read(Documents.Utf8(CaseType));

        Assert.Empty(read.Problems);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documents.Utf8(CaseType)), JsonNode.Parse(CaseTypeJson.Write(read.Value!))));
        Assert.Equal(CasePhase.Closed, read.Value!.Status("closed")!.Phase);
        Assert.Null(read.Value.Fields.Department);
    }

    [Theory]
    [InlineData("{seq:4}", "", "casetype.bad-number-pattern /numberPattern")]
    [InlineData("'reportStep': 'report'", "'reportStep': 'start'", "casetype.step-without-form /reportStep")]
    [InlineData("'publicStep': 'public'", "'publicStep': 'street'", "casetype.step-without-form /publicStep")]
    [InlineData("'accept': 'accept'}", "'accept': 3}", "document.wrong-type /forms/accept")]
    [InlineData("'class': 'classCode'", "'sort': 'classCode'", "document.unknown-member /fields/sort")]
    [InlineData("'key': 'closed'", "'key': 'reported'", "document.duplicate /statuses/1/key")]
    [InlineData("'phase': 'open'", "'phase': 'rejected'", "casetype.first-status-not-open /statuses/0/phase")]
    [InlineData("'phase': 'open'", "'phase': 'half'", "document.unknown-word /statuses/0/phase")]
    [InlineData("'colour': 'success'", "'colour': 'pink'", "document.unknown-word /statuses/1/colour")]
    public void Mistake_is_found_where_it_stands(string from, string to, string expected) =>
        CaseTypeJson.Read(Documents.Utf8(CaseType.Replace(from, to, StringComparison.Ordinal))).Problems.MustBe(expected.Split('|'));
}
