using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;

namespace LowCode.Tests.Component.Http;

/// <summary>Instances as files, out and in, at Elsa's addresses.</summary>
[Collection<HostCollection>]
public sealed class InstanceFileTests(RunningHost host)
{
    private const string Root = "/elsa/api";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Exported_instance_is_in_the_shape_of_Elsas_files()
    {
        using var studio = await StudioAsync();
        var id = await WaitingAsync(studio, "shaped");

        using var plain = await studio.GetAsync($"{Root}/workflow-instances/{id}/export", Cancellation);
        var full = await ExportAsync(studio, id);

        Assert.Equal($"workflow-instance-{id}.json", plain.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(["WorkflowState", "LowCode"], (await plain.JsonAsync()).Select(m => m.Key));
        Assert.Equal(
            ["WorkflowState", "Bookmarks", "ActivityExecutionRecords", "WorkflowExecutionLogRecords", "LowCode"], full.Select(m => m.Key));
        Assert.Equal((id, "Suspended"), ((string)full["WorkflowState"]!["id"]!, (string)full["WorkflowState"]!["subStatus"]!));
        var bookmark = Assert.Single(full["Bookmarks"]!.AsArray())!;
        Assert.Equal(("Elsa.Event", id), ((string)bookmark["activityTypeName"]!, (string)bookmark["workflowInstanceId"]!));
        Assert.Contains(full["WorkflowExecutionLogRecords"]!.AsArray(), r => (string)r!["activityNodeId"]! == "Workflow1:root:wait" && (string)r["workflowDefinitionId"]! == "shaped");
        Assert.Contains(full["ActivityExecutionRecords"]!.AsArray(), r => (string)r!["activityId"]! == "line");
    }

    [Fact]
    public async Task Imported_instance_has_its_history_and_goes_on_where_it_waited()
    {
        using var studio = await StudioAsync();
        var id = await WaitingAsync(studio, "travelled");
        var before = await JournalAsync(studio, id);
        var file = await ExportAsync(studio, id);
        using var deleted = await studio.DeleteAsync($"{Root}/workflow-instances/{id}", Cancellation);

        using var imported = await ImportAsync(studio, ("one.json", file.ToJsonString()));
        var after = await JournalAsync(studio, id);
        using var told = await studio.PostAsJsonAsync($"{Root}/events/Go/trigger", new { workflowInstanceId = id, input = "there" }, Cancellation);

        Assert.True(deleted.IsSuccessStatusCode);
        Assert.Equal(1, (int)(await imported.JsonAsync())["imported"]!);
        Assert.Equal(before, after);
        var instance = (await studio.GetFromJsonAsync<JsonObject>($"{Root}/workflow-instances/{id}", Cancellation))!;
        Assert.Equal("Finished", (string)instance["subStatus"]!);
        Assert.Equal((DateTimeOffset)file["WorkflowState"]!["createdAt"]!, (DateTimeOffset)instance["createdAt"]!);
    }

    [Fact]
    public async Task Several_come_as_an_archive_and_come_back_in_one()
    {
        using var studio = await StudioAsync();
        var ids = new[] { await WaitingAsync(studio, "packed"), await WaitingAsync(studio, "packed") };

        using var packed = await studio.PostAsJsonAsync($"{Root}/bulk-actions/export/workflow-instances", new { ids = ids.Append("unknown") }, Cancellation);
        var archive = await packed.Content.ReadAsByteArrayAsync(Cancellation);
        using var single = await studio.PostAsJsonAsync($"{Root}/bulk-actions/export/workflow-instances", new { ids = ids[..1] }, Cancellation);
        using var none = await studio.PostAsJsonAsync($"{Root}/bulk-actions/export/workflow-instances", new { ids = new[] { "unknown", "other" } }, Cancellation);
        using var gone = await studio.PostAsJsonAsync($"{Root}/bulk-actions/delete/workflow-instances/by-id", new { ids }, Cancellation);
        using var imported = await ImportAsync(studio, ("all.zip", archive));

        using var zip = new ZipArchive(new MemoryStream(archive));
        Assert.Equal(ids.Select(i => $"workflow-instance-{i}.json").Order(), zip.Entries.Select(e => e.FullName).Order());
        Assert.Equal($"workflow-instance-{ids[0]}.json", single.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(HttpStatusCode.NoContent, none.StatusCode);
        Assert.Equal(ids.Order(), (await imported.JsonAsync())["ids"]!.AsArray().Select(i => (string)i!).Order());
    }

    [Fact]
    public async Task Instance_that_is_there_is_never_overwritten()
    {
        using var studio = await StudioAsync();
        var id = await WaitingAsync(studio, "kept");
        var file = await ExportAsync(studio, id);
        using var told = await studio.PostAsJsonAsync($"{Root}/events/Go/trigger", new { workflowInstanceId = id }, Cancellation);

        using var again = await ImportAsync(studio, ("one.json", file.ToJsonString()));

        Assert.Equal((HttpStatusCode.Conflict, "instance.exists"), (again.StatusCode, (string)(await again.JsonAsync())["title"]!));
        Assert.Equal("Finished", (string)(await studio.GetFromJsonAsync<JsonObject>($"{Root}/workflow-instances/{id}", Cancellation))!["subStatus"]!);
    }

    [Fact]
    public async Task File_of_another_tenant_or_of_a_definition_that_is_not_published_is_refused()
    {
        using var studio = await StudioAsync();
        var file = await ExportAsync(studio, await WaitingAsync(studio, "guarded"));
        await host.TenantAsync("importer");
        using var other = host.With(await host.KeyOfAsync("importer", [.. Scope.All]));
        var moved = Changed(file, own => own["tenant"] = "importer");

        using var foreign = await ImportAsync(other, ("one.json", file.ToJsonString()));
        using var unpublished = await ImportAsync(other, ("one.json", moved.ToJsonString()));

        Assert.Equal("instance.import-tenant", await CodeAsync(foreign));
        Assert.Equal("instance.import-definition", await CodeAsync(unpublished));
    }

    [Fact]
    public async Task Whatever_else_a_file_says_is_refused_by_name_and_nothing_comes_in()
    {
        using var studio = await StudioAsync();
        var id = await WaitingAsync(studio, "hostile");
        var file = await ExportAsync(studio, id);
        var good = Changed(file, own => own["instanceId"] = new string('a', 32));
        using var deleted = await studio.DeleteAsync($"{Root}/workflow-instances/{id}", Cancellation);
        var snapshot = Convert.FromBase64String((string)file["LowCode"]!["snapshot"]!);
        var wrong = new Dictionary<string, string>
        {
            ["{"] = "instance.import-json",
            ["[]"] = "instance.import-foreign",
            ["{\"WorkflowState\":{}}"] = "instance.import-foreign",
            ["{\"LowCode\":5}"] = "instance.import-json",
            ["{\"LowCode\":{}}"] = "instance.import-json",
            [Changed(file, own => own["format"] = 9).ToJsonString()] = "instance.import-format",
            [Changed(file, own => own["caseId"] = "c1").ToJsonString()] = "instance.import-case",
            [Changed(file, own => own["instanceId"] = "../x").ToJsonString()] = "instance.import-unreadable",
            [Changed(file, own => own["rowVersion"] = 0).ToJsonString()] = "instance.import-unreadable",
            [Changed(file, own => own["snapshot"] = "!").ToJsonString()] = "instance.import-json",
            [Changed(file, own => own["snapshot"] = Convert.ToBase64String(snapshot[..(snapshot.Length / 2)])).ToJsonString()] = "instance.import-unreadable",
            [Changed(file, own => own["snapshot"] = Convert.ToBase64String([5, .. Enumerable.Repeat((byte)0xFF, 200)])).ToJsonString()] = "instance.import-unreadable",
            [Changed(file, own => own["definitionHash"] = new string('0', 64)).ToJsonString()] = "instance.import-definition",
            [Changed(file, own => own["history"]![0]!["seq"] = 99).ToJsonString()] = "instance.import-unreadable",
            [Changed(file, own => own["history"]![0]!["entries"] = new JsonArray(new JsonObject { ["kind"] = 5 })).ToJsonString()] = "instance.import-unreadable",
        };
        foreach (var (text, code) in wrong)
        {
            using var answer = await ImportAsync(studio, ("good.json", good.ToJsonString()), ("bad.json", text));

            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{(int)answer.StatusCode} to {text[..Math.Min(text.Length, 200)]}");
            var problem = Assert.Single((await answer.JsonAsync())["problems"]!.AsArray())!;
            Assert.Equal(("/files/bad.json", code), ((string)problem["path"]!, (string)problem["code"]!));
        }

        using var still = await studio.GetAsync($"{Root}/workflow-instances/{new string('a', 32)}", Cancellation);
        using var nothing = await ImportAsync(studio);
        using var noForm = await studio.PostAsJsonAsync($"{Root}/bulk-actions/import/workflow-instances", new { }, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, still.StatusCode);
        Assert.Equal("instance.import-none", await CodeAsync(nothing));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, noForm.StatusCode);
    }

    [Fact]
    public async Task Instance_that_waits_for_what_no_file_carries_is_not_imported()
    {
        using var studio = await StudioAsync();
        await host.PublishAsync(
            Sequence("never-ends", Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Never")))),
            Sequence("has-child", Activity("child", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("String", "never-ends")), ("waitForCompletion", Literal("Boolean", "true")))));
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/has-child/execute", new { }, Cancellation);
        var file = await ExportAsync(studio, Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id")));

        using var answer = await ImportAsync(studio, ("one.json", Changed(file, own => own["instanceId"] = new string('b', 32)).ToJsonString()));

        Assert.Equal("instance.import-waits", await CodeAsync(answer));
    }

    private async Task<HttpClient> StudioAsync() => host.With(await host.KeyAsync([.. Scope.All]));

    private async Task<string> WaitingAsync(HttpClient studio, string definitionId)
    {
        await host.PublishAsync(Sequence(
            definitionId,
            Activity("line", "Elsa.WriteLine", ("text", Literal("String", "hello"))),
            Activity("wait", "Elsa.Event", ("eventName", Literal("String", "Go")))));
        using var started = await studio.PostAsJsonAsync($"{Root}/workflow-definitions/{definitionId}/execute", new { }, Cancellation);
        return Assert.Single(started.Headers.GetValues("x-elsa-workflow-instance-id"));
    }

    private static async Task<JsonObject> ExportAsync(HttpClient studio, string id) => (await studio.GetFromJsonAsync<JsonObject>(
        $"{Root}/workflow-instances/{id}/export?includeBookmarks=True&includeActivityExecutionLog=True&includeWorkflowExecutionLog=True", Cancellation))!;

    private static async Task<string> JournalAsync(HttpClient studio, string id) =>
        (await studio.GetFromJsonAsync<JsonObject>($"{Root}/workflow-instances/{id}/journal", Cancellation))!["items"]!.ToJsonString();

    private static JsonObject Changed(JsonObject file, Action<JsonObject> change)
    {
        var copy = (JsonObject)file.DeepClone();
        change((JsonObject)copy["LowCode"]!);
        return copy;
    }

    [Fact]
    public async Task File_for_somebody_who_sees_masks_holds_them_and_no_state_and_does_not_come_back()
    {
        using var studio = await StudioAsync();
        using var grid = await host.SignedInAsync("grid");
        var body = new JsonObject
        {
            ["caseType"] = "event",
            ["operationId"] = Guid.NewGuid().ToString(),
            ["data"] = JsonNode.Parse("""
                {"title": "井盖破损", "description": "破损", "classCode": "E-01-902", "address": "望澜路 18 号", "channel": "hotline", "reporterName": "诸葛亮", "reporterPhone": "13912345678"}
                """),
        };
        using var opened = await grid.PostAsJsonAsync("/api/cases", body, Cancellation);
        var instance = (string)(await studio.GetFromJsonAsync<JsonObject>($"/api/cases/{(string)(await opened.JsonAsync())["number"]!}", Cancellation))!["instanceId"]!;

        var file = await ExportAsync(studio, instance);
        using var many = await studio.PostAsJsonAsync($"{Root}/bulk-actions/export/workflow-instances", new { ids = new[] { instance }, includeWorkflowExecutionLog = true }, Cancellation);
        using var back = await ImportAsync(studio, ("one.json", file.ToJsonString()));

        Assert.Equal(["WorkflowState", "Bookmarks", "ActivityExecutionRecords", "WorkflowExecutionLogRecords", "LowCodeMasked"], file.Select(m => m.Key));
        foreach (var text in new[] { file.ToString(), await many.Content.ReadAsStringAsync(Cancellation) })
        {
            Assert.DoesNotContain("13912345678", text, StringComparison.Ordinal);
            Assert.DoesNotContain("诸葛亮", System.Text.RegularExpressions.Regex.Unescape(text), StringComparison.Ordinal);
        }

        Assert.Equal("instance.import-masked", await CodeAsync(back));
    }

    private static async Task<string> CodeAsync(HttpResponseMessage answer) =>
        (string)Assert.Single((await answer.JsonAsync())["problems"]!.AsArray())!["code"]!;

    private static Task<HttpResponseMessage> ImportAsync(HttpClient studio, params (string Name, object Content)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent("x"), "note" } };
        foreach (var (name, content) in files)
        {
            var bytes = new ByteArrayContent(content as byte[] ?? Encoding.UTF8.GetBytes((string)content));
            bytes.Headers.ContentType = new MediaTypeHeaderValue(name.EndsWith(".zip", StringComparison.Ordinal) ? "application/zip" : "application/json");
            form.Add(bytes, "files", name);
        }

        return studio.PostAsync($"{Root}/bulk-actions/import/workflow-instances", form, Cancellation);
    }
}
