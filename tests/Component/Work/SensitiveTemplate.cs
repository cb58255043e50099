using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using LowCode.Work;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>The event-dispatch template with fields made sensitive in each of its forms: acceptors see them, handlers may look at them.</summary>
internal static class SensitiveTemplate
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestWork> StartAsync(params string[] keys)
    {
        System.Globalization.CultureInfo.CurrentUICulture = System.Globalization.CultureInfo.GetCultureInfo("zh-CN");
        var work = await TestWork.WithTemplateAsync();
        await PublishAsync(work, keys);
        return work;
    }

    /// <summary>The next release; a moment later, so that versions have an order.</summary>
    public static async Task PublishAsync(TestWork work, params string[] keys)
    {
        work.Time.Advance(TimeSpan.FromSeconds(1));
        var artefacts = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Where(a => a.Kind == ArtefactKind.Form).Select(f => Made(f, keys));
        Demand(await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand([.. artefacts], $"sensitive: {string.Join(' ', keys)}"), Cancellation));
    }

    /// <summary>The template's process, changed.</summary>
    public static async Task PublishWorkflowAsync(TestWork work, Action<JsonObject> change)
    {
        work.Time.Advance(TimeSpan.FromSeconds(1));
        var workflow = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!.Artefacts.Single(a => a.Kind == ArtefactKind.Workflow);
        var document = JsonNode.Parse(workflow.Content.Span)!.AsObject();
        change(document);
        var changed = Artefact.Of(ArtefactKind.Workflow, workflow.Key, Encoding.UTF8.GetBytes(document.ToJsonString()));
        Demand(await work.Get<PublishRelease>().HandleAsync(Actor.System(work.Tenant), new PublishReleaseCommand([changed], "changed process"), Cancellation));
    }

    public static async Task<OpenedCase> OpenAsync(TestWork work, string title = "路面破损", params string[] photos)
    {
        work.Time.Advance(TimeSpan.FromSeconds(1));
        var data = TestWork.Json(
            $$"""
            {"title": "{{title}}", "description": "人行道边路面破损", "classCode": "E-01-902", "grade": "IV", "address": "望澜路 18 号 3 楼", "channel": "hotline",
             "reporterName": "张三", "reporterPhone": "13800000000", "position": {"lon": 120.15, "lat": 30.28 } }
            """);
        if (photos.Length > 0)
        {
            data["photos"] = new JsonArray([.. photos.Select(p => (JsonNode?)JsonValue.Create(p))]);
        }

        return Demand(await work.Get<OpenCase>().HandleAsync(work.Person("grid", "reporter", "ZHZX"), new OpenCaseCommand("event", data, $"open {title}"), Cancellation));
    }

    public static T Demand<T>(Result<T> result)
        where T : class
    {
        Assert.True(result.IsAccepted, $"{result.Rejection?.Message} {string.Join("; ", result.Rejection?.Problems.Select(p => $"{p.Path} {p.Message}") ?? [])}");
        return result.Value;
    }

    private static Artefact Made(Artefact form, string[] keys)
    {
        var document = JsonNode.Parse(form.Content.Span)!.AsObject();
        foreach (var field in document["fields"]!.AsArray().OfType<JsonObject>().Where(f => keys.Contains(f["key"]!.GetValue<string>())))
        {
            field["sensitivity"] = "personal";
        }

        document["privacy"] = new JsonObject { ["seenBy"] = new JsonArray("acceptor"), ["revealedBy"] = new JsonArray("handler") };
        return Artefact.Of(ArtefactKind.Form, form.Key, Encoding.UTF8.GetBytes(document.ToJsonString()));
    }
}
