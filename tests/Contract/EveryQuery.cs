using LowCode.Definitions.Forms.Searching;
using LowCode.Engine;
using LowCode.Storage.Databases;
using LowCode.Storage.Records;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Cases;
using LowCode.Work.Contents;
using LowCode.Work.DeadLetters;
using LowCode.Work.Drafts;
using LowCode.Work.Endpoints;
using LowCode.Work.Evaluations;
using LowCode.Work.FormDrafts;
using LowCode.Work.Imports;
using LowCode.Work.Instances;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using LowCode.Work.Retention;
using LowCode.Work.Slots;
using LowCode.Work.Statistics;
using LowCode.Work.Tasks;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Contract;

/// <summary>Asks whatever the ports can ask, for tests that look at the plans.</summary>
internal sealed class EveryQuery(TestStore store)
{
    private static readonly PageRequest Page = new(0, 20);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task SearchAsync()
    {
        CaseSearch[] searches =
        [
            new(), new(Text: "x"), new(Status: "s"), new(Phase: LowCode.Definitions.CaseTypes.CasePhase.Open), new(Department: "d"),
            new(Text: "x", Department: "d") { Masked = [.. Enum.GetValues<CaseColumn>().Select(c => new MaskedColumn(c, "event"))] },
            new(OverdueOnly: true, Sort: CaseSort.Due), new(CreatedFrom: Burst.Noon, CreatedBefore: Burst.Noon), new(Sort: CaseSort.Number), new(Sort: CaseSort.Status),
        ];
        foreach (var search in searches)
        {
            await store.Get<ICaseQueries>().SearchAsync(Burst.Tenant, search, ["a", "b"], Page, Burst.Noon, Cancellation);
            await store.Get<ICaseQueries>().SearchAsync(Burst.Tenant, search, null, Page, Burst.Noon, Cancellation);
        }

        Actor[] actors = [new(Burst.Tenant, "bob", "Bob", ["clerk", "handler"], "D1", false), Actor.System(Burst.Tenant)];
        foreach (var actor in actors)
        {
            await store.Get<ITaskQueries>().CountOpenAsync(actor, Cancellation);
            await store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Open, "x", "s", OverdueOnly: true), Page, Burst.Noon, Cancellation);
            await store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Open, "x") { Masked = [new(CaseColumn.Title, "event")] }, Page, Burst.Noon, Cancellation);
            await store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Open), Page, Burst.Noon, Cancellation);
            await store.Get<ITaskQueries>().SearchAsync(actor, new TaskSearch(TaskList.Done), Page, Burst.Noon, Cancellation);
        }

        foreach (var query in RecordSearches())
        {
            await store.Get<IRecordQueries>().FindAsync(Burst.Tenant, query, Page, Cancellation);
            await foreach (var _ in store.Get<IRecordQueries>().AllAsync(Burst.Tenant, query, Cancellation))
            {
                // None are there: only what is asked counts.
            }
        }

        await store.Get<ISlotRows>().AnyOlderAsync(Burst.Tenant, "event", 1, Cancellation);
        await store.Get<IStatisticsQueries>().ReadAsync(Burst.Tenant, new StatisticsPeriod(null, null), TimeZoneInfo.Utc, Burst.Noon, Cancellation);
        await store.Get<IImportQueries>().CountAsync(Burst.Tenant, "s", Cancellation);
        await store.Get<IDirectory>().DepartmentsAsync(Burst.Tenant, Cancellation);
        await store.Get<IApiKeyStore>().AllAsync(Burst.Tenant, Cancellation);
        await store.Get<IDeadLetterStore>().SearchAsync(Burst.Tenant, new DeadLetterSearch("outbox", "r", "i"), Page, Cancellation);
        await store.Get<IDeadLetterStore>().SearchAsync(Burst.Tenant, new DeadLetterSearch(null, null, null), Page, Cancellation);
        await store.Get<IDeadLetterStore>().SearchAsync(Burst.Tenant, new DeadLetterSearch(null, null, null, IsOpen: true), Page, Cancellation);
        await store.Get<IDeadLetterStore>().SearchAsync(
            Burst.Tenant, new DeadLetterSearch(null, null, null, IsOpen: true) { InstanceIds = ["i", "j"] }, Page, Cancellation);
        await store.Get<IDeadLetterStore>().CountOpenAsync(Burst.Tenant, Cancellation);
        await store.Get<IInstanceQueries>().SearchAsync(Burst.Tenant, new InstanceSearch(), Page, Cancellation);
        await store.Get<IInstanceQueries>().SearchAsync(Burst.Tenant, new InstanceSearch("d", CorrelationId: "c"), Page, Cancellation);
        await store.Get<IRecordedEvaluations>().NewestAsync(Burst.Tenant, "r", 10, Cancellation);
        await store.Get<IReleaseQueries>().PageAsync(Burst.Tenant, Page, Cancellation);
        await store.Get<IEndpointBookmarks>().TemplatesAsync(Burst.Tenant, Cancellation);
        await store.Get<IDraftStore>().AllAsync(Burst.Tenant, Cancellation);
        await store.Get<IArtefactDraftStore>().AllAsync(Burst.Tenant, LowCode.Definitions.Releases.ArtefactKind.Dictionary, Cancellation);
        await store.Get<IVersionStore>().AllAsync(Burst.Tenant, Cancellation);
        await store.Get<IOutboundHosts>().AllAsync(Burst.Tenant, Cancellation);
    }

    /// <summary>Each statement that a search of records may need, by each kind of slot; limits so small that those for many records are asked, too.</summary>
    public async Task SearchRecordsAsync(IDatabase database)
    {
        var records = new RecordQueries(database, new RecordLimits(Window: 0, Gathered: 0, Walked: 100));
        foreach (var query in RecordSearches())
        {
            await records.FindAsync(Burst.Tenant, query, Page, Cancellation);
        }

        foreach (var statement in RecordSearches().Select(q => new RecordStatement(Burst.Tenant, q, RecordLimits.Standard)))
        {
            await using var session = await database.ReadAsync(ReadScope.Of(Burst.Tenant), Cancellation);
            foreach (var (sql, values) in statement.All())
            {
                await session.QueryAsync(sql, static row => row.GetValue(0), values);
            }
        }
    }

    private static IEnumerable<SlotQuery> RecordSearches()
    {
        var (text, number, time) = (new RecordSlot(SlotKind.Text, 1), new RecordSlot(SlotKind.Number, 2), new RecordSlot(SlotKind.Time, 3));
        SlotCondition[][] conditions =
        [
            [],
            [new SlotCondition.OneOf(text, ["a"])],
            [new SlotCondition.OneOf(number, [1m, 2m])],
            [new SlotCondition.Between(number, 1m, 2m)],
            [new SlotCondition.Between(time, "2026", null), new SlotCondition.OneOf(text, ["a", "b"])],
            [new SlotCondition.StartsWith(text, "a")],
            [new SlotCondition.Contains(text, "a")],
            [new SlotCondition.Contains(text, "a"), new SlotCondition.Between(number, null, 2m)],
            [new SlotCondition.IsEmpty(time)],
        ];
        return from condition in conditions
               from sort in new RecordSlot?[] { null, text, number, time }
               select new SlotQuery("event", condition, sort, Descending: true);
    }

    public async Task LookUpAsync()
    {
        var tenant = Burst.Tenant;
        await store.Get<ICaseQueries>().FindAsync(tenant, "c", Cancellation);
        await store.Get<ICaseQueries>().FindByNumberAsync(tenant, "n", Cancellation);
        await store.Get<ICaseQueries>().TimelineAsync(tenant, "c", Cancellation);
        await store.Get<ITaskQueries>().FindAsync(tenant, "t", Cancellation);
        await store.Get<ITaskQueries>().OpenOfCaseAsync(tenant, "c", Cancellation);
        await store.Get<IBurstStore>().LoadAsync(tenant, new InstanceId("i"), Cancellation);
        await store.Get<IBurstStore>().HandledAsync(tenant, "c", "m", Cancellation);
        await store.Get<IInstanceQueries>().ProgressAsync(tenant, "i", Cancellation);
        await store.Get<IInstanceQueries>().FindAsync(tenant, "i", Cancellation);
        await store.Get<IInstanceQueries>().MarksAsync(tenant, ["i"], Cancellation);
        await store.Get<IInstanceQueries>().JournalAsync(tenant, "i", Page, Cancellation);
        await store.Get<IReleaseQueries>().FindAsync(tenant, 1, Cancellation);
        await store.Get<IImportQueries>().FindAsync(tenant, "s", "k", "importer", Cancellation);
        await store.Get<IReleaseStore>().ItemsAsync(tenant, 1, Cancellation);
        await store.Get<IReleaseStore>().TemplateItemsAsync(tenant, "t", Cancellation);
        await store.Get<IReleaseStore>().PublishedInAsync(tenant, new(LowCode.Definitions.Releases.ArtefactKind.RuleSet, "s", new("h")), "by", "note", 0, Cancellation);
        await store.Get<IReleaseStore>().ArtefactAsync(tenant, new("h"), Cancellation);
        await store.Get<IReleaseStore>().KeysAsync(tenant, LowCode.Definitions.Releases.ArtefactKind.CaseType, Cancellation);
        await store.Get<IReleaseStore>().VersionsAsync(tenant, LowCode.Definitions.Releases.ArtefactKind.Workflow, "w", Cancellation);
        await store.Get<IAttachmentStore>().FindAsync(tenant, "a", Cancellation);
        await store.Get<IInstanceContents>().FindAsync(tenant, new InstanceId("i"), "c", Cancellation);
        await store.Get<IInstanceContents>().KnownAsync(tenant, ["c"], Cancellation);
        await store.Get<IInstanceContents>().GiveUpAsync(tenant, "c", Cancellation);
        await store.Get<IAttachmentStore>().FindAllAsync(tenant, ["a"], Cancellation);
        await store.Get<IDirectory>().PersonAsync(tenant, "anna", Cancellation);
        await store.Get<IPeopleStore>().PasswordHashAsync(tenant, "anna", Cancellation);
        await store.Get<IEndpointBookmarks>().FindAsync(tenant, "h", "i", "c", Cancellation);
        await store.Get<IDraftStore>().FindAsync(tenant, "d", Cancellation);
        await store.Get<IArtefactDraftStore>().FindAsync(tenant, LowCode.Definitions.Releases.ArtefactKind.Dictionary, "d", Cancellation);
        await store.Get<IVersionStore>().OfAsync(tenant, "d", Cancellation);
        await store.Get<IFormDrafts>().FindAsync(tenant, "anna", DraftSubject.Task("t"), "f", Cancellation);
        await store.Get<IFormDrafts>().OfPersonAsync(tenant, "anna", 10, Cancellation);
        await store.Get<IFormDrafts>().RemoveAsync(tenant, "anna", DraftSubject.Task("t"), null, Cancellation);
        await store.Get<IReplies>().TakeAsync(tenant, "r", Cancellation);
        await store.Get<IApiKeyStore>().FindAsync(tenant, "k", Cancellation);
        await store.Get<IDeadLetterStore>().FindAsync(tenant, "d", Cancellation);
    }

    public async Task WakeUpAsync()
    {
        await store.Get<ISlotRows>().WriteOlderAsync(Burst.Tenant, "event", 1, _ => new RecordWrite(1, 0, 0, 0, new Dictionary<RecordSlot, object>()), 10, Cancellation);
        await store.Get<IWakeUps>().LeaseTimersAsync(Burst.Noon, Burst.Noon, 10, Cancellation);
        await store.Get<IWakeUps>().MatchedMessagesAsync(null, 1_000, 10, Cancellation);
        var kept = new TenantMessage(Burst.Tenant, new WaitingMessage("c", "m", "i", "b", null));
        await store.Get<IWakeUps>().LeaseMessageAsync(kept, Burst.Noon, Burst.Noon, Cancellation);
        await store.Get<IWakeUps>().PutBackMessageAsync(kept, Cancellation);
        await store.Get<IWakeUps>().BuryExpiredAsync(Burst.Noon, 10, Cancellation);
        await store.Get<IReplies>().ForgetAsync(Burst.Noon, 10, Cancellation);
        await store.Get<IFinishedInstances>().ReadAsync(Burst.Tenant, new EndedBefore(Burst.Noon, Burst.Noon), 10, Cancellation);
        await store.Get<IOldTroubles>().RemoveAsync(Burst.Tenant, Burst.Noon, 10, Cancellation);
        await store.Get<IFormDrafts>().RemoveOldAsync(Burst.Tenant, Burst.Noon, 10, Cancellation);
        await store.Get<IInstanceContents>().ForgottenAsync(Burst.Noon, 10, Cancellation);
        await store.Get<IAttachmentStore>().RemoveUnboundAsync(Burst.Noon, 10, Cancellation);
        await store.Get<IOutbox>().LeaseAsync("w", Burst.Noon, Burst.Noon, 10, Cancellation);
        await store.Get<ITriggerTimers>().ListSetAsideAsync(Burst.Tenant, Cancellation);
        await store.Get<ITriggerTimers>().TakeUpAsync(new TriggerTakeUp(Burst.Tenant, "d", "a", "anna", "mended", Burst.Noon), Cancellation);
    }
}
