using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.WakeUps;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A tenant with one case type of one form, whose fields a test publishes as it likes.</summary>
internal sealed class RecordHouse : IAsyncDisposable
{
    private const string CaseType =
        """
        {"$format": "lowcode.casetype/1", "caseTypeId": "permit", "name": {"zh-CN": "许可"}, "process": "permit", "numberPattern": "P{seq:5}", "forms": {"report": "permit"},
         "reportStep": "report", "publicStep": null,
         "fields": {"title": "name", "class": null, "department": null, "address": null, "position": null, "reporterName": null, "reporterPhone": null, "channel": null},
         "statuses": [{"key": "open", "label": {"zh-CN": "办理中"}, "phase": "open", "colour": "info"}], "stages": [{"key": "all", "label": {"zh-CN": "办理"}, "steps": ["wait"]}]}
        """;

    /// <summary>Who sees what is sensitive.</summary>
    public const string Privacy = """{"seenBy": ["chief"]}""";

    private int _operations;

    private RecordHouse(TestWork work) => Work = work;

    public TestWork Work { get; }

    public Actor Clerk => Work.Person("clerk", "clerk");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="postgres">Connection; null: SQLite.</param>
    /// <param name="fields">As JSON; one is <c>name</c>.</param>
    public static Task<RecordHouse> OpenAsync(string? postgres, params string[] fields) => OpenAsync(postgres, fields, besides: []);

    /// <param name="besides">What the form needs.</param>
    public static async Task<RecordHouse> OpenAsync(string? postgres, string[] fields, Artefact[] besides)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var house = new RecordHouse(postgres is null ? await TestWork.EmptyAsync() : await TestWork.OnAsync(postgres));
        await Processes.PublishAsync(house.Work, Processes.Sequence("permit", Processes.Event("wait", "Go")));
        house.Demand(await house.PublishAsync(Privacy, fields, besides));
        return house;
    }

    /// <summary>A field that is searchable.</summary>
    public static string Field(string key, string type, string more = "") => Plain(key, type, """, "searchable": true""" + more);

    public static string Plain(string key, string type, string more = "", string? id = null) =>
        $$"""{"id": "f_{{id ?? key}}", "key": "{{key}}", "type": "{{type}}", "label": {"zh-CN": "{{key}}"}{{more}} }""";

    /// <summary>The next version of the form.</summary>
    public Task<Result<PublishedRelease>> PublishAsync(params string[] fields) => PublishAsync(Privacy, fields);

    /// <param name="besides">What the form needs.</param>
    public Task<Result<PublishedRelease>> PublishAsync(string privacy, string[] fields, params Artefact[] besides)
    {
        var keys = fields.Select(f => JsonNode.Parse(f)!).Where(f => f["retired"] is null).Select(f => f["key"]!.GetValue<string>());
        var form = $$"""
            {"$format": "lowcode.form/1", "formId": "permit", "title": {"zh-CN": "许可"}, "privacy": {{privacy}}, "fields": [{{string.Join(", ", fields)}}], "sections": [],
             "nodeRules": {"report": { {{string.Join(", ", keys.Select(k => $"\"{k}\": \"write\""))}} } } }
            """;
        Artefact[] artefacts = [.. besides, Json(ArtefactKind.Form, "permit", form), Json(ArtefactKind.CaseType, "permit", CaseType)];
        return Work.Get<PublishRelease>().HandleAsync(Actor.System(Work.Tenant), new PublishReleaseCommand(artefacts, "test"), Cancellation);
    }

    /// <summary>Another form takes the place of the one that records were filled with.</summary>
    public async Task ReplaceFormAsync(params string[] fields)
    {
        var form = $$"""{"$format": "lowcode.form/1", "formId": "other", "title": {"zh-CN": "另表"}, "fields": [{{string.Join(", ", fields)}}], "sections": [], "nodeRules": {} }""";
        var caseType = CaseType.Replace("\"report\": \"permit\"", "\"report\": \"other\"", StringComparison.Ordinal).Replace("\"title\": \"name\"", "\"title\": \"title\"", StringComparison.Ordinal);
        var command = new PublishReleaseCommand([Json(ArtefactKind.Form, "other", form), Json(ArtefactKind.CaseType, "permit", caseType)], "test") { Withdrawn = [(ArtefactKind.Form, "permit")] };
        Demand(await Work.Get<PublishRelease>().HandleAsync(Actor.System(Work.Tenant), command, Cancellation));
    }

    /// <summary>Each a moment after the one before.</summary>
    public async Task<string> AddAsync(string data)
    {
        Work.Time.Advance(TimeSpan.FromMilliseconds(1));
        var answer = await Work.Get<OpenCase>().HandleAsync(Work.Person("citizen", "reporter"), new OpenCaseCommand("permit", TestWork.Json(data), $"op-{++_operations}"), Cancellation);
        return Demand(answer).Number;
    }

    /// <summary>What the system does by itself until nothing is left.</summary>
    public async Task IndexAsync()
    {
        while (await Work.GetAll<ISystemJob>().Single(j => j.Name == "record-slots").RunAsync(Cancellation))
        {
            // A batch was full.
        }
    }

    public Task<Result<RecordPage>> SearchAsync(Actor actor, params string[] where) =>
        Work.Get<ReadRecords>().SearchAsync(actor, new RecordSearch("permit", where, Descending: false), new PageRequest(0, 50), Cancellation);

    /// <summary>Numbers of the records that a clerk finds.</summary>
    public async Task<string> FindAsync(params string[] where) => string.Join(' ', Demand(await SearchAsync(Clerk, where)).Rows.Select(r => r.Number));

    public T Demand<T>(Result<T> result)
        where T : class
    {
        Assert.True(result.IsAccepted, $"{result.Rejection?.Message} {string.Join("; ", result.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? [])}");
        return result.Value;
    }

    public ValueTask DisposeAsync() => Work.DisposeAsync();

    private static Artefact Json(ArtefactKind kind, string key, string json) => Artefact.Of(kind, key, Encoding.UTF8.GetBytes(json));
}
