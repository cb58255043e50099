using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.FormDrafts;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Contract.FormDrafts;

/// <summary>What people fill in and have not submitted.</summary>
public abstract class FormDraftContract : StoreContract
{
    private const string Photo = "0193a1b2c3d47e5f8a9b0c1d2e3f4a5b";
    private static readonly DraftSubject _subject = DraftSubject.Task("t1");

    private IFormDrafts Drafts => Store.Get<IFormDrafts>();

    private IAttachmentStore Attachments => Store.Get<IAttachmentStore>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in new[] { Burst.Tenant, Burst.OtherTenant })
        {
            await Store.Get<IPeopleStore>().AddTenantAsync(new Tenant(tenant, LocalizedText.Of("一", "One"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        }
    }

    [Fact]
    public async Task Draft_is_found_again_with_all_that_was_typed_after_the_store_was_opened_anew()
    {
        var entries = new FormEntries(new JsonObject { ["名"] = "半个", ["n"] = null, ["rows"] = new JsonArray(new JsonObject { ["x"] = 1.50m }) }, new Dictionary<string, string> { ["/名"] = "案件 7" });
        var written = await Drafts.PutAsync(Burst.Tenant, Write(entries, seen: null), Cancellation);

        await Store.ReopenAsync();
        var found = await Drafts.FindAsync(Burst.Tenant, "anna", _subject, "form", Cancellation);

        Assert.Equal("""{"名":"半个","n":null,"rows":[{"x":1.50}]}""", Spell(found!.Entries.Data));
        Assert.Equal("案件 7", found.Entries.Origins["/名"]);
        Assert.Equal((1, "hash", "Windows", Burst.Noon, "d1"), (found.Revision, found.FormHash, found.Device, found.UpdatedAt, found.DraftId));
        Assert.Null(found.Other);
        Assert.Equal(written.DraftId, found.DraftId);
    }

    [Fact]
    public async Task Draft_is_its_persons_and_its_tenants_alone_one_a_subject_and_form()
    {
        await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), seen: null), Cancellation);
        await Drafts.PutAsync(Burst.Tenant, Write(Of("2"), seen: null) with { Login = "bob", DraftId = "d2" }, Cancellation);
        await Drafts.PutAsync(Burst.Tenant, Write(Of("3"), seen: null) with { Subject = DraftSubject.CaseType("event"), DraftId = "d3", At = Burst.Noon.AddHours(1) }, Cancellation);
        await Drafts.PutAsync(Burst.Tenant, Write(Of("4"), seen: null) with { FormId = "other", DraftId = "d4", At = Burst.Noon.AddHours(-1) }, Cancellation);

        Assert.Equal(["d3", "d1", "d4"], (await Drafts.OfPersonAsync(Burst.Tenant, "anna", 9, Cancellation)).Select(d => d.DraftId));
        Assert.Equal("2", Value(await Drafts.FindAsync(Burst.Tenant, "bob", _subject, "form", Cancellation)));
        Assert.Null(await Drafts.FindAsync(Burst.OtherTenant, "anna", _subject, "form", Cancellation));
        Assert.Empty(await Drafts.OfPersonAsync(Burst.OtherTenant, "anna", 9, Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.OtherTenant, "anna", _subject, null, Cancellation));
    }

    [Fact]
    public async Task Newest_wins_and_what_another_device_had_stays_beside_it_until_it_is_not_wanted()
    {
        var first = await Drafts.PutAsync(Burst.Tenant, Write(Of("手机"), seen: null) with { Device = "Android" }, Cancellation);
        var again = await Drafts.PutAsync(Burst.Tenant, Write(Of("手机 2"), first.Revision) with { Device = "Android" }, Cancellation);
        Assert.Null(again.Other);

        var desk = await Drafts.PutAsync(Burst.Tenant, Write(Of("电脑"), first.Revision) with { FormHash = "hash2", At = Burst.Noon.AddHours(1) }, Cancellation);

        Assert.Equal(("电脑", "手机 2", "Android", "hash", Burst.Noon), (Value(desk), desk.Other!.Entries.Data["a"]!.GetValue<string>(), desk.Other.Device, desk.Other.FormHash, desk.Other.At));
        Assert.Equal("d1", desk.DraftId);

        // Who goes on here keeps both; who has the same content has nothing to tell.
        var on = await Drafts.PutAsync(Burst.Tenant, Write(Of("电脑 2"), desk.Revision), Cancellation);
        Assert.Equal("手机 2", on.Other!.Entries.Data["a"]!.GetValue<string>());
        var same = await Drafts.PutAsync(Burst.Tenant, Write(Of("电脑 2"), seen: null), Cancellation);
        Assert.Equal("手机 2", same.Other!.Entries.Data["a"]!.GetValue<string>());
        var alone = await Drafts.PutAsync(Burst.Tenant, Write(Of("电脑 3"), same.Revision) with { ForgetsOther = true }, Cancellation);
        Assert.Null(alone.Other);
        Assert.Equal("电脑 3", Value(alone));
    }

    [Fact]
    public async Task Two_devices_that_save_at_once_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 2).Select(i => Drafts.PutAsync(Burst.Tenant, Write(Of($"设备 {i}"), seen: null), Cancellation)));

        var draft = await Drafts.FindAsync(Burst.Tenant, "anna", _subject, "form", Cancellation);

        Assert.Equal(["设备 0", "设备 1"], new[] { Value(draft), draft!.Other!.Entries.Data["a"]!.GetValue<string>() }.Order(StringComparer.Ordinal));
        Assert.Equal(2, draft.Revision);
    }

    [Fact]
    public async Task Draft_that_was_removed_comes_back_as_another_one()
    {
        var first = await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), seen: null), Cancellation);
        Assert.False(await Drafts.RemoveAsync(Burst.Tenant, "anna", _subject, "another", Cancellation));
        Assert.True(await Drafts.RemoveAsync(Burst.Tenant, "anna", _subject, first.DraftId, Cancellation));
        Assert.False(await Drafts.RemoveAsync(Burst.Tenant, "anna", _subject, null, Cancellation));

        var next = await Drafts.PutAsync(Burst.Tenant, Write(Of("2"), first.Revision) with { DraftId = "d2" }, Cancellation);

        Assert.Equal(("d2", 1), (next.DraftId, next.Revision));
        Assert.Null(next.Other);
    }

    [Fact]
    public async Task Draft_of_another_device_that_came_to_the_same_revision_is_kept_beside()
    {
        var here = await Drafts.PutAsync(Burst.Tenant, Write(Of("这里"), seen: null), Cancellation);
        await Drafts.RemoveAsync(Burst.Tenant, "anna", _subject, here.DraftId, Cancellation);
        var there = await Drafts.PutAsync(Burst.Tenant, Write(Of("那里"), seen: null) with { DraftId = "d2", Device = "Android" }, Cancellation);
        Assert.Equal(here.Revision, there.Revision);

        var on = await Drafts.PutAsync(Burst.Tenant, Write(Of("这里 2"), here.Revision) with { DraftId = "d3", SeenDraft = here.DraftId }, Cancellation);

        Assert.Equal(("这里 2", "那里", "d2"), (Value(on), on.Other?.Entries.Data["a"]!.GetValue<string>(), on.DraftId));
        Assert.NotNull((await Drafts.PutAsync(Burst.Tenant, Write(Of("这里 3"), on.Revision) with { SeenDraft = on.DraftId }, Cancellation)).Other);
    }

    [Fact]
    public async Task Attachment_that_a_draft_names_is_not_swept_away_until_the_draft_is_gone()
    {
        await AddPhotoAsync("anna");
        await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), seen: null) with { Attachments = [Photo, "unknown"] }, Cancellation);
        Assert.Empty(await SweepAsync());

        // It also stays while only the other device's copy names it.
        var desk = await Drafts.PutAsync(Burst.Tenant, Write(Of("2"), seen: null), Cancellation);
        Assert.NotNull(desk.Other);
        Assert.Empty(await SweepAsync());

        await Drafts.PutAsync(Burst.Tenant, Write(Of("3"), desk.Revision) with { ForgetsOther = true }, Cancellation);
        Assert.Equal([new UnboundAttachment(Burst.Tenant, Photo)], await SweepAsync());
    }

    [Fact]
    public async Task Attachment_goes_after_its_draft_was_removed_and_nobody_holds_one_of_somebody_else()
    {
        await AddPhotoAsync("bob");
        await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), seen: null) with { Attachments = [Photo] }, Cancellation);
        Assert.Single(await SweepAsync());

        await AddPhotoAsync("anna");
        await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), 1) with { Attachments = [Photo] }, Cancellation);
        await Drafts.RemoveAsync(Burst.Tenant, "anna", _subject, null, Cancellation);
        Assert.Single(await SweepAsync());
    }

    [Fact]
    public async Task Old_drafts_go_a_few_at_a_time()
    {
        await AddPhotoAsync("anna");
        await Drafts.PutAsync(Burst.Tenant, Write(Of("1"), seen: null) with { Attachments = [Photo] }, Cancellation);
        await Drafts.PutAsync(Burst.Tenant, Write(Of("2"), seen: null) with { Login = "bob", DraftId = "d2" }, Cancellation);
        await Drafts.PutAsync(Burst.Tenant, Write(Of("3"), seen: null) with { Login = "carl", DraftId = "d3", At = Burst.Noon.AddDays(1) }, Cancellation);

        Assert.Equal(0, await Drafts.RemoveOldAsync(Burst.OtherTenant, Burst.Noon.AddDays(9), 9, Cancellation));
        Assert.Equal(1, await Drafts.RemoveOldAsync(Burst.Tenant, Burst.Noon.AddHours(1), 1, Cancellation));
        Assert.Equal(1, await Drafts.RemoveOldAsync(Burst.Tenant, Burst.Noon.AddHours(1), 9, Cancellation));
        Assert.Equal(0, await Drafts.RemoveOldAsync(Burst.Tenant, Burst.Noon.AddHours(1), 9, Cancellation));
        Assert.Equal(1, Store.Count("form_draft"));
        Assert.Equal(0, Store.Count("form_draft_attachment"));
    }

    private static FormEntries Of(string text) => FormEntries.Of(new JsonObject { ["a"] = text });

    private static string Value(FormDraft? draft) => draft!.Entries.Data["a"]!.GetValue<string>();

    private static string Spell(JsonObject data) => data.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static FormDraftWrite Write(FormEntries entries, long? seen) => new("d1", "anna", _subject, "form", "hash", entries, "Windows", Burst.Noon, [], seen);

    private Task AddPhotoAsync(string owner) => Attachments.AddAsync(
        Burst.Tenant, new StoredAttachment(new Attachment(Photo, null, AttachmentKind.Photo, "a.jpg", "image/jpeg", 3, "sha"), owner, Burst.Noon), Cancellation);

    private Task<IReadOnlyList<UnboundAttachment>> SweepAsync() => Attachments.RemoveUnboundAsync(Burst.Noon.AddDays(2), 10, Cancellation);
}
