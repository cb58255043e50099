using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Handling;
using Xunit;
using static LowCode.Tests.Component.Work.RecordHouse;

namespace LowCode.Tests.Component.Work;

/// <summary>Whoever submits a form learns at once of all that is wrong with it.</summary>
public sealed class SubmissionProblemTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Values_and_attachments_are_told_together_each_where_it_stands()
    {
        await using var house = await OpenAsync(
            null,
            Field("name", "text"),
            Field("count", "integer"),
            Plain("photos", "photo"),
            Plain("broken", "photo"),
            Plain("items", "table", """, "columns": [{"id": "c_proof", "key": "proof", "type": "photo", "label": {"zh-CN": "凭证"}}]"""));
        var (work, citizen) = (house.Work, house.Work.Person("citizen", "reporter"));
        var pdf = await KeepAsync(house, AttachmentKind.File, "批复.pdf", SampleFiles.Pdf, "citizen");
        var others = await KeepAsync(house, AttachmentKind.Photo, "a.jpg", SampleFiles.Jpeg, "another");
        var data = $$"""
            {"name": "one", "count": 1.5, "photos": ["{{pdf}}", "{{others}}"], "broken": "no list",
             "items": [{"proof": ["{{await KeepAsync(house, AttachmentKind.Photo, "b.jpg", SampleFiles.Jpeg, "citizen")}}"]}, {"proof": ["nowhere"]}]}
            """;

        var refused = await work.Get<OpenCase>().HandleAsync(citizen, new OpenCaseCommand("permit", TestWork.Json(data), "op"), Cancellation);

        Assert.Equal(
            ["/broken form.wrong-type", "/count form.wrong-type", "/items/1/proof attachment.refused", "/photos attachment.refused", "/photos attachment.wrong-kind"],
            refused.Rejection!.Problems.Select(p => $"{p.Path} {p.Code}").Order(StringComparer.Ordinal));
        Assert.Equal(0L, work.Scalar("SELECT COUNT(*) FROM case_record"));
    }

    [Fact]
    public async Task Submission_that_is_sent_again_gets_its_first_answer_though_its_photos_belong_to_a_case_by_then()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("photos", "photo"));
        var citizen = house.Work.Person("citizen", "reporter");
        var photo = await KeepAsync(house, AttachmentKind.Photo, "a.jpg", SampleFiles.Jpeg, "citizen");
        var command = new OpenCaseCommand("permit", TestWork.Json($$"""{"name": "one", "photos": ["{{photo}}"]}"""), "op");

        var first = house.Demand(await house.Work.Get<OpenCase>().HandleAsync(citizen, command, Cancellation));

        Assert.Equal(first.Number, house.Demand(await house.Work.Get<OpenCase>().HandleAsync(citizen, command, Cancellation)).Number);
        var stolen = await house.Work.Get<OpenCase>().HandleAsync(citizen, command with { OperationId = "another" }, Cancellation);
        Assert.Equal("attachment.refused", stolen.Rejection?.Code);
    }

    [Fact]
    public async Task Rows_that_are_too_few_hide_nothing_of_their_attachments()
    {
        await using var house = await OpenAsync(
            null, Field("name", "text"), Plain("items", "table", """, "limits": {"min": 2}, "columns": [{"id": "c_proof", "key": "proof", "type": "photo", "label": {"zh-CN": "凭证"}}]"""));

        var refused = await SubmitAsync(house, """{"name": "one", "items": [{"proof": ["nowhere"]}]}""");

        Assert.Equal(["/items form.too-few-rows", "/items/0/proof attachment.refused"], refused.Rejection!.Problems.Select(p => $"{p.Path} {p.Code}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"image": "x"}""")]
    [InlineData("""{"image": "x", "signedAt": 5}""")]
    [InlineData("""{"image": "x", "signedAt": "tomorrow"}""")]
    [InlineData("\"no signature\"")]
    public async Task What_is_not_asked_is_neither_looked_up_nor_refused(string signature)
    {
        const string onlyForTwo = """, "rules": {"relevant": "name = \"two\""}""";
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("photos", "photo", onlyForTwo), Plain("sign", "signature", onlyForTwo));

        house.Demand(await SubmitAsync(house, $$"""{"name": "one", "photos": ["nowhere"], "sign": {{signature}}}"""));
        Assert.Equal("form.invalid", (await SubmitAsync(house, $$"""{"name": "two", "photos": ["nowhere"], "sign": {{signature}}}""")).Rejection?.Code);
    }

    private static Task<Result<OpenedCase>> SubmitAsync(RecordHouse house, string data) =>
        house.Work.Get<OpenCase>().HandleAsync(house.Work.Person("citizen", "reporter"), new OpenCaseCommand("permit", TestWork.Json(data), Guid.NewGuid().ToString()), Cancellation);

    private static async Task<string> KeepAsync(RecordHouse house, AttachmentKind kind, string name, byte[] bytes, string login)
    {
        using var content = new MemoryStream(bytes);
        return house.Demand(await house.Work.Get<StoreAttachment>().HandleAsync(house.Work.Person(login, "reporter"), kind, name, content, Cancellation)).AttachmentId;
    }
}
