using System.Globalization;
using LowCode.Definitions.Forms;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Releases;
using Xunit;
using static LowCode.Tests.Component.Work.RecordHouse;

namespace LowCode.Tests.Component.Work;

/// <summary>Whether what was signed is still what a case holds.</summary>
public sealed class SignatureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signature_of_a_case_is_checked_against_what_the_case_holds_now()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("sign", "signature"));
        var work = house.Work;
        using var png = new MemoryStream(SampleFiles.Png);
        var image = house.Demand(await work.Get<StoreAttachment>().HandleAsync(work.Person("citizen", "reporter"), AttachmentKind.Signature, "签名.png", png, Cancellation));
        var form = (await work.Get<PublishedDefinitions>().CurrentAsync(work.Tenant, Cancellation)).Form("permit")!;
        var hash = SignedContent.HashOf(form, form.Field("sign")!, TestWork.Json("""{"name": "one"}"""));
        var number = await house.AddAsync(
            $$$"""{"name": "one", "sign": {"image": "{{{image.AttachmentId}}}", "signer": "李", "signedAt": "2026-11-24T09:00:00+08:00", "hash": "{{{hash}}}"}}""");

        var told = Assert.Single((await work.Get<ReadCases>().GetAsync(house.Clerk, number, Cancellation)).Value!.Signatures);
        Assert.Equal(("sign", "sign", true, 0), (told.Field, told.Label, told.IsUnchanged, told.Masked.Count));

        var record = (await work.Get<ICaseQueries>().FindByNumberAsync(work.Tenant, number, Cancellation))!;
        var lines = await work.Get<ICaseQueries>().TimelineAsync(work.Tenant, record.Row.CaseId, Cancellation);
        record.Data["name"] = "two";
        Assert.False(Assert.Single(await CheckedSignature.AllAsync(work.Get<PublishedDefinitions>(), work.Tenant, record.Data, lines, Cancellation)).IsUnchanged);
    }

    [Fact]
    public async Task Signature_from_tomorrow_is_refused_and_one_from_a_day_without_network_is_taken()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("sign", "signature"));
        var work = house.Work;
        var citizen = work.Person("citizen", "reporter");
        var form = (await work.Get<PublishedDefinitions>().CurrentAsync(work.Tenant, Cancellation)).Form("permit")!;
        var hash = SignedContent.HashOf(form, form.Field("sign")!, TestWork.Json("""{"name": "one"}"""));

        async Task<Result<OpenedCase>> SubmitAsync(TimeSpan ahead, string operation)
        {
            using var png = new MemoryStream(SampleFiles.Png);
            var image = house.Demand(await work.Get<StoreAttachment>().HandleAsync(citizen, AttachmentKind.Signature, "签名.png", png, Cancellation)).AttachmentId;
            var signedAt = (work.Time.GetUtcNow() + ahead).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
            var data = $$$"""{"name": "one", "sign": {"image": "{{{image}}}", "signer": "李", "signedAt": "{{{signedAt}}}", "hash": "{{{hash}}}"}}""";
            return await work.Get<OpenCase>().HandleAsync(citizen, new OpenCaseCommand("permit", TestWork.Json(data), operation), Cancellation);
        }

        var refused = Assert.Single((await SubmitAsync(TimeSpan.FromDays(1), "tomorrow")).Rejection!.Problems);
        Assert.Equal(("/sign/signedAt", "form.signed-later"), (refused.Path, refused.Code));
        house.Demand(await SubmitAsync(TimeSpan.FromMinutes(4), "clock-ahead"));
        house.Demand(await SubmitAsync(TimeSpan.FromDays(-3), "offline"));
    }
}
