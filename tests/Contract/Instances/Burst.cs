using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Texts;
using LowCode.Engine;
using LowCode.Engine.Effects;
using LowCode.Engine.State;
using LowCode.Work.Cases;
using LowCode.Work.Instances;

namespace LowCode.Tests.Contract.Instances;

/// <summary>Bursts as tests write them: everything has a value, what matters is said with <c>with</c>.</summary>
internal static class Burst
{
    public static readonly TenantId Tenant = new("one");
    public static readonly TenantId OtherTenant = new("two");
    public static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The first burst of an instance.</summary>
    public static BurstCommit Start(string instance = "i1", TenantId? tenant = null) => new(
        tenant ?? Tenant,
        new InstanceWrite(
            new InstanceId(instance),
            "process",
            "hash",
            ReleaseRevision: 1,
            InstanceStatus.Running,
            InstanceSubStatus.Suspended,
            CorrelationId: null,
            IsCorrelatedAnew: false,
            Name: null,
            CaseId: null,
            Snapshot: [1, 2, 3],
            IncidentCount: 0,
            Noon,
            ReadVersion: 0,
            OwnerEpoch: 1),
        new JournalWrite("start", "anna", """[{"kind":"ActivityCompleted","activityId":"begin"}]"""),
        Consumed: null,
        Created: [],
        Closed: [],
        Timers: [],
        Outbox: [],
        Tasks: [],
        Completion: null,
        Case: null,
        CaseEvents: [],
        Attachments: [],
        Message: null);

    /// <summary>A further burst on a row version that was read.</summary>
    public static BurstCommit Next(long readVersion, string instance = "i1", TenantId? tenant = null)
    {
        var start = Start(instance, tenant);
        return start with
        {
            Instance = start.Instance with { ReadVersion = readVersion, At = Noon.AddMinutes(readVersion) },
            Journal = new JournalWrite("resume", null, "[]"),
        };
    }

    /// <summary>The first burst of an instance with a case, which waits at a task that clerks may do.</summary>
    public static BurstCommit StartCase(string instance = "i1", string caseId = "c1", string pattern = "A{seq:3}", TenantId? tenant = null)
    {
        var start = Start(instance, tenant);
        return start with
        {
            Instance = start.Instance with { CaseId = caseId },
            Created = [Bookmark("b1")],
            Case = NewCase(caseId, instance, pattern),
            CaseEvents = [new CaseEventWrite(Noon, CaseEventKinds.Opened, "report", Actor: "anna", ActorName: "Anna")],
            Tasks = [Task(caseId, instance)],
        };
    }

    public static CaseWrite NewCase(string caseId, string instance, string pattern = "A{seq:3}") => new(
        new CaseRecord(
            new CaseRow(caseId, "", "event", "Pothole", "reported", CasePhase.Open, "E-01", "D1", "High Street 1", "grid", Noon, null, null, []),
            new JsonObject { ["title"] = "Pothole" },
            instance,
            "Ms Reporter",
            "13800000000",
            112.5,
            30.25,
            DueGiven: false,
            Source: null,
            SourceKey: null,
            ReportedClosedAt: null,
            UpdatedAt: Noon,
            RowVersion: 0,
            "hash",
            1,
            CountsInDurations: true),
        new CaseNumber(CaseNumberPattern.TryParse(pattern)!, Noon.DateTime),
        DateOnly.FromDateTime(Noon.DateTime),
        ClosedDay: null);

    public static TaskWrite Task(string caseId, string instance, string bookmark = "b1") => new(
        "task-" + instance + "-" + bookmark,
        caseId,
        bookmark,
        "accept",
        LocalizedText.Of("受理", "Accept"),
        "form",
        "form-hash",
        Assignee: null,
        CandidateRoles: ["clerk"],
        CandidateDepartment: null,
        Department: "D1",
        [new TaskOutcome("yes", LocalizedText.Of("同意", "Yes")), new TaskOutcome("no", LocalizedText.Of("不同意", "No"), CommentRequired: true)],
        DueAt: Noon.AddHours(2));

    public static Bookmark Bookmark(string id, string hash = "H1") => new(id, "Elsa.Event", hash, null, "wait", "e1", Noon);

    public static MessageWrite Message(string id, string consumer = "i1", string? result = """{"answer":1}""") => new(consumer, id, WasWaiting: false, result);
}
