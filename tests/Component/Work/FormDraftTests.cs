using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Forms.Versions;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.Attachments;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>Drafts of forms from the first letter to their submission, over the real use cases.</summary>
public sealed class FormDraftTests
{
    private static readonly DraftSubject _event = DraftSubject.CaseType("event");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_survives_a_restart_and_goes_when_it_is_submitted()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");
        var kept = await KeepAsync(work, grid, _event, Report());

        await work.ReopenAsync();
        var found = (await work.Get<ReadFormDrafts>().FindAsync(grid, _event, Cancellation)).Value!;
        Assert.Equal("路面破损", found.Draft.Entries.Data["title"]!.GetValue<string>());
        Assert.False(found.IsOutdated);
        Assert.Equal("event", Assert.Single(await work.Get<ReadFormDrafts>().ListAsync(grid, Cancellation)).SubjectId);
        Assert.Equal("form-draft.not-found", (await work.Get<ReadFormDrafts>().FindAsync(work.Person("other", "reporter"), _event, Cancellation)).Rejection!.Code);

        // Two devices submit the same draft: one case comes of it.
        var first = await OpenAsync(work, grid, kept);
        var second = await OpenAsync(work, grid, kept);
        Assert.Equal(first.Number, second.Number);
        Assert.Empty(await work.Get<ReadFormDrafts>().ListAsync(grid, Cancellation));
    }

    [Fact]
    public async Task Draft_of_a_task_goes_with_its_completion_and_is_saved_no_more_after_it()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var opened = await OpenAsync(work, work.Person("grid", "reporter", "ZHZX"), draft: null);
        var acceptor = work.Person("acceptor", "acceptor", "ZHZX");
        var task = Assert.Single(await work.Get<ITaskQueries>().OpenOfCaseAsync(work.Tenant, opened.CaseId, Cancellation)).TaskId;
        await KeepAsync(work, acceptor, DraftSubject.Task(task), new JsonObject { ["acceptNote"] = "写到一半" });
        var stranger = await TryAsync(work, work.Person("grid", "reporter"), DraftSubject.Task(task), []);
        Assert.Equal("task.forbidden", stranger.Rejection!.Code);

        var data = new JsonObject { ["classCode"] = "E-01-902", ["grade"] = "IV" };
        var done = await work.Get<CompleteTask>().HandleAsync(acceptor, new CompleteTaskCommand(task, "accept", data, null, "op"), Cancellation);
        Assert.True(done.IsAccepted, done.Rejection?.Message);

        Assert.Empty(await work.Get<ReadFormDrafts>().ListAsync(acceptor, Cancellation));
        Assert.Equal("form-draft.task-ended", (await TryAsync(work, acceptor, DraftSubject.Task(task), [])).Rejection!.Code);
    }

    [Fact]
    public async Task Draft_keeps_its_version_and_is_upgraded_only_as_it_was_reviewed()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");
        var old = await KeepAsync(work, grid, _event, Report());
        await PublishAsync(work, report => report.Replace("\"maxLength\": 1000", "\"maxLength\": 5", StringComparison.Ordinal));

        var found = (await work.Get<ReadFormDrafts>().FindAsync(grid, _event, Cancellation)).Value!;
        Assert.Equal((true, old.FormHash), (found.IsOutdated, found.Draft.FormHash));
        var upgrade = work.Get<UpgradeFormDraft>();
        var review = (await upgrade.ReviewAsync(grid, _event, Cancellation)).Value!;
        Assert.Equal("form.too-long", Assert.Single(review.Upgrade.Affected).Code);
        Assert.Equal(CompatibilityClass.Restricting, review.Upgrade.Compatibility.Class);

        // Something is typed, and something else published, after the review.
        Assert.Equal("form-draft.changed", (await upgrade.HandleAsync(grid, new(_event, review.ToHash, review.Revision - 1), Cancellation)).Rejection!.Code);
        Assert.Equal("form-draft.newer-form", (await upgrade.HandleAsync(grid, new(_event, old.FormHash, review.Revision), Cancellation)).Rejection!.Code);
        var upgraded = (await upgrade.HandleAsync(grid, new(_event, review.ToHash, review.Revision), Cancellation)).Value!;

        Assert.Equal((review.ToHash, old.DraftId), (upgraded.FormHash, upgraded.DraftId));
        Assert.Equal("人行道边路面破损", upgraded.Entries.Data["description"]!.GetValue<string>());
        Assert.False((await work.Get<ReadFormDrafts>().FindAsync(grid, _event, Cancellation)).Value!.IsOutdated);
    }

    [Fact]
    public async Task Photo_of_a_draft_outlives_the_sweep_and_draft_and_photo_go_after_their_time()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");
        var photo = new string('a', 32);
        await work.Get<IAttachmentStore>().AddAsync(
            work.Tenant, new StoredAttachment(new Attachment(photo, null, AttachmentKind.Photo, "a.jpg", "image/jpeg", 3, "sha"), grid.Login, work.Time.GetUtcNow()), Cancellation);
        await KeepAsync(work, grid, _event, new JsonObject { ["photos"] = new JsonArray(photo) });

        work.Time.Advance(TimeSpan.FromDays(30));
        await RunJobsAsync(work);
        Assert.NotNull(await work.Get<IAttachmentStore>().FindAsync(work.Tenant, photo, Cancellation));

        work.Time.Advance(TimeSpan.FromDays(61));
        await RunJobsAsync(work);
        await RunJobsAsync(work);
        Assert.Empty(await work.Get<ReadFormDrafts>().ListAsync(grid, Cancellation));
        Assert.Null(await work.Get<IAttachmentStore>().FindAsync(work.Tenant, photo, Cancellation));
    }

    [Fact]
    public async Task Draft_that_a_crash_left_after_its_submission_is_gone_when_it_is_looked_for()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");
        var draft = (await TryAsync(work, grid, _event, Report())).Value!;

        // As a screen submits it, without what comes after the commit.
        var opened = await work.Get<OpenCase>().HandleAsync(grid, new OpenCaseCommand("event", Report(), draft.DraftId), Cancellation);

        Assert.True(opened.IsAccepted, opened.Rejection?.Message);
        Assert.NotNull(await work.Get<IFormDrafts>().FindAsync(work.Tenant, "grid", _event, draft.FormId, Cancellation));
        Assert.Equal("form-draft.not-found", (await work.Get<ReadFormDrafts>().FindAsync(grid, _event, Cancellation)).Rejection?.Code);
        Assert.Null(await work.Get<IFormDrafts>().FindAsync(work.Tenant, "grid", _event, draft.FormId, Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_a_draft_is_refused_with_what_was_expected()
    {
        await using var work = await TestWork.WithTemplateAsync();
        var grid = work.Person("grid", "reporter", "ZHZX");

        Assert.Equal("case.unknown-type", (await TryAsync(work, grid, DraftSubject.CaseType("none"), [])).Rejection!.Code);
        Assert.Equal("task.not-found", (await TryAsync(work, grid, DraftSubject.Task("none"), [])).Rejection!.Code);
        Assert.Equal("case.public-not-allowed", (await TryAsync(work, Actor.Public(work.Tenant), _event, [])).Rejection!.Code);
        var huge = await TryAsync(work, grid, _event, new JsonObject { ["title"] = new string('x', KeepFormDraft.MostBytes) });
        Assert.Contains("1048576", huge.Rejection!.Message.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
        var version = await work.Get<KeepFormDraft>().HandleAsync(grid, new KeepFormDraftCommand(_event, FormEntries.Of([]), "0123", null, null), Cancellation);
        Assert.Equal("case.unknown-form-version", version.Rejection!.Code);
    }

    private static JsonObject Report() => TestWork.Json(
        """
        {"title": "路面破损", "description": "人行道边路面破损", "classCode": "E-01-902", "grade": "IV", "address": "望澜路 18 号",
         "channel": "hotline", "reporterName": "张三", "reporterPhone": "13800000000"}
        """);

    private static Task<Result<FormDraft>> TryAsync(TestWork work, Actor actor, DraftSubject subject, JsonObject data) =>
        work.Get<KeepFormDraft>().HandleAsync(actor, new KeepFormDraftCommand(subject, FormEntries.Of(data), null, null, "Windows"), Cancellation);

    private static async Task<FormDraft> KeepAsync(TestWork work, Actor actor, DraftSubject subject, JsonObject data)
    {
        var kept = await TryAsync(work, actor, subject, data);
        Assert.True(kept.IsAccepted, kept.Rejection?.Message);
        return kept.Value;
    }

    private static async Task<OpenedCase> OpenAsync(TestWork work, Actor actor, FormDraft? draft)
    {
        var command = new OpenCaseCommand("event", Report(), draft?.DraftId ?? "op") { FormHash = draft?.FormHash, DraftId = draft?.DraftId };
        var opened = await work.Get<OpenCase>().HandleAsync(actor, command, Cancellation);
        Assert.True(opened.IsAccepted, opened.Rejection?.Message);
        return opened.Value;
    }

    private static async Task PublishAsync(TestWork work, Func<string, string> change)
    {
        var form = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Single(a => a is { Kind: ArtefactKind.Form, Key: "report" });
        var changed = Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(form.Content.Span)));
        var published = await work.Get<PublishRelease>().HandleAsync(
            Actor.System(work.Tenant), new PublishReleaseCommand([Artefact.Of(ArtefactKind.Form, "report", changed)], "changed"), Cancellation);
        Assert.True(published.IsAccepted, published.Rejection?.Message);
    }

    private static async Task RunJobsAsync(TestWork work)
    {
        foreach (var job in work.GetAll<ISystemJob>().Where(j => j.Name is "forgotten-photos" or "old-drafts"))
        {
            await job.RunAsync(Cancellation);
        }
    }
}
