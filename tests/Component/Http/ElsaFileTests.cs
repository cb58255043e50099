using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LowCode.Work.Access;
using Xunit;
using static LowCode.Tests.Component.Http.EndpointProcesses;
using static LowCode.Tests.Component.Http.StudioDefinitions;

namespace LowCode.Tests.Component.Http;

/// <summary>Definitions as files, several at once, and those that use each other.</summary>
[Collection<HostCollection>]
public sealed class ElsaFileTests(RunningHost host)
{
    private const string Bulk = "/elsa/api/bulk-actions/";

    private const int Mega = 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Export_and_import_bring_a_definition_to_another_place_as_it_was()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var saved = await studio.SaveAsync(Created("Travels").Line("far"), publish: true);
        var id = (string)saved["definitionId"]!;

        using var file = await studio.GetAsync($"{Root}/{id}/export?versionOptions=Latest&includeConsumingWorkflows=False", Cancellation);
        Assert.Equal($"workflow-definition-{id}.json", file.Content.Headers.ContentDisposition!.FileName);
        var exported = await file.Content.ReadAsByteArrayAsync(Cancellation);
        using var deleted = await studio.DeleteAsync($"{Root}/{id}", Cancellation);

        var imported = await studio.AskAsync(Root + "/import", JsonNode.Parse(exported)!);
        Assert.Equal((id, "far", false), ((string)imported["definitionId"]!, LineOf(imported), (bool)imported["isPublished"]!));
        var over = await studio.AskAsync($"{Root}/{id}/import", Created("Travels").Line("farther"));
        Assert.Equal((id, "farther"), ((string)over["definitionId"]!, LineOf(over)));
    }

    [Fact]
    public async Task File_without_any_ids_gets_ids_of_its_own_each_time_that_it_is_imported()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var file = JsonNode.Parse("""{"name":"Nameless","definitionId":" ","root":{"type":"Elsa.Sequence","activities":[{"type":"Elsa.WriteLine"},{"type":"Elsa.WriteLine"}]}}""")!;

        var first = await studio.AskAsync(Root + "/import", file.DeepClone());
        var second = await studio.AskAsync(Root + "/import", file);

        string[] ids = [(string)first["definitionId"]!, (string)first["id"]!, (string)second["definitionId"]!, (string)second["id"]!];
        Assert.Equal(4, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{16}$", id));
        Assert.Equal("Sequence1", (string)first["root"]!["id"]!);
        Assert.Equal(["WriteLine1", "WriteLine2"], first["root"]!["activities"]!.AsArray().Select(a => (string)a!["id"]!));
        Assert.Equal("Workflow1:Sequence1:WriteLine2", (string)second["root"]!["activities"]![1]!["nodeId"]!);
    }

    [Fact]
    public async Task Archive_of_several_is_exported_and_imported_again()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var first = await studio.SaveAsync(Created("Archived 1").Line("1"), publish: true);
        var second = await studio.SaveAsync(Created("Archived 2").Line("2"), publish: false);
        var third = await studio.SaveAsync(((JsonObject)first.DeepClone()).Line("3"), publish: true);

        using var asked = await studio.PostAsync(Bulk + "export/workflow-definitions", Json(new JsonObject
        {
            ["ids"] = new JsonArray((string)first["id"]!, (string)second["id"]!, (string)third["id"]!, "no-such"),
            ["includeConsumingWorkflows"] = false,
        }), Cancellation);
        Assert.Equal("application/zip", asked.Content.Headers.ContentType!.MediaType);
        var archive = await asked.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(3, new ZipArchive(new MemoryStream(archive)).Entries.Count);
        await studio.AskAsync(Bulk + "delete/workflow-definitions/by-definition-id", new { definitionIds = new[] { (string)first["definitionId"]!, (string)second["definitionId"]! } });

        var count = await UploadAsync(studio, HttpStatusCode.OK, ("all.zip", archive), ("one.json", Encoding.UTF8.GetBytes(Created("Archived 4").Line("4").ToJsonString())));

        Assert.Equal(4, (int)count["count"]!);
        var list = await studio.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=archived");
        Assert.Equal(["Archived 1", "Archived 2", "Archived 4"], list["items"]!.AsArray().Select(i => (string)i!["name"]!));
    }

    [Theory]
    [InlineData("broken.json", "{\"root\":")]
    [InlineData("no-root.json", "{\"name\":\"x\"}")]
    [InlineData("broken.zip", "PK nothing")]
    public async Task File_that_cannot_be_read_is_named_and_nothing_is_imported(string name, string content)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var good = Encoding.UTF8.GetBytes(Created("Never imported").ToJsonString());

        var refused = await UploadAsync(studio, HttpStatusCode.BadRequest, ("good.json", good), (name, Encoding.UTF8.GetBytes(content)));

        Assert.Contains(refused["errors"]!.AsObject(), e => e.Key.StartsWith($"/files/{name}", StringComparison.Ordinal));
        Assert.Empty((await studio.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=Never imported"))["items"]!.AsArray());
    }

    [Theory]
    [InlineData(65 * Mega, "definition.archive-size")] // nothing but zeros: a thousandth of that is sent
    [InlineData(3 * Mega, "definition.archive-size")]
    public async Task Archive_that_unpacks_to_far_more_than_was_sent_is_refused(int bytes, string code)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));

        var refused = await UploadAsync(studio, HttpStatusCode.BadRequest, ("bomb.zip", Zip(new byte[bytes])));

        Assert.Equal(code, (string)refused["problems"]![0]!["code"]!);
    }

    [Fact]
    public async Task Definition_in_an_archive_is_as_large_as_one_that_is_saved_at_most()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var noise = new byte[8 * Mega / 2];
        new Random(1).NextBytes(noise);
        var large = Encoding.UTF8.GetBytes(Convert.ToHexString(noise) + "!");

        var refused = await UploadAsync(studio, HttpStatusCode.BadRequest, ("large.zip", Zip(large)));

        Assert.Equal("definition.file-size", (string)refused["problems"]![0]!["code"]!);
    }

    [Theory]
    [InlineData("[]", 5, "workflow.activity.object")]
    [InlineData("null", 1, "workflow.activity.object")]
    [InlineData("[]", 20_001, "workflow.too-many-activities")]
    [InlineData("{\"type\":\"Elsa.Finish\"}", 20_001, "workflow.too-many-activities")]
    public async Task Lists_of_what_is_no_activity_or_of_too_many_are_not_imported(string item, int count, string code)
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var model = Created("Never kept");
        model["root"]!["activities"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => JsonNode.Parse(item))]);

        var refused = await UploadAsync(studio, HttpStatusCode.BadRequest, ("odd.json", Encoding.UTF8.GetBytes(model.ToJsonString())));

        Assert.Equal(code, (string)refused["problems"]![0]!["code"]!);
        Assert.Empty((await studio.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=Never kept"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Definition_of_more_values_than_anybody_writes_is_refused()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var empty = Encoding.UTF8.GetBytes($"{{\"name\":\"Never kept\",\"x\":[{string.Join(',', Enumerable.Repeat("1", 1_000_000))}],\"root\":{{\"type\":\"Elsa.Sequence\"}}}}");

        var refused = await UploadAsync(studio, HttpStatusCode.BadRequest, ("values.json", empty));

        Assert.Equal("workflow.too-many-values", (string)refused["problems"]![0]!["code"]!);
    }

    [Fact]
    public async Task Summary_of_a_draft_is_that_of_its_last_save()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var saved = await studio.SaveAsync(Created("Summed first").Line("1"), publish: false);
        var listed = await studio.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=Summed");
        saved["name"] = "Summed second";

        await studio.SaveAsync(saved, publish: false);
        var after = await studio.ReadAsync(Root + "?versionOptions=Latest&SearchTerm=Summed");

        Assert.Equal("Summed first", (string)Assert.Single(listed["items"]!.AsArray())!["name"]!);
        Assert.Equal("Summed second", (string)Assert.Single(after["items"]!.AsArray())!["name"]!);
    }

    [Fact]
    public async Task Ticked_rows_are_published_and_retracted_each_by_itself()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var draft = (string)(await studio.SaveAsync(Created("Ticked 1").Line("1"), publish: false))["definitionId"]!;
        var published = (string)(await studio.SaveAsync(Created("Ticked 2").Line("2"), publish: true))["definitionId"]!;
        var model = Created("Ticked 3");
        model["root"]!["activities"] = new JsonArray(Activity("x", "Elsa.SendHttpRequest"));
        var broken = (string)(await studio.SaveAsync(model, publish: false))["definitionId"]!;
        var ids = new { definitionIds = new[] { draft, published, broken, "no-such" } };

        var answer = await studio.AskAsync(Bulk + "publish/workflow-definitions/by-definition-ids", ids);
        Assert.Equal([draft], answer["published"].Texts());
        Assert.Equal([published], answer["alreadyPublished"].Texts());
        Assert.Equal([broken], answer["failed"].Texts());
        Assert.Equal(["no-such"], answer["notFound"].Texts());
        Assert.Empty(answer["updatedConsumers"]!.AsArray());

        var retracted = await studio.AskAsync(Bulk + "retract/workflow-definitions/by-definition-ids", ids);
        Assert.Equal([draft, published], retracted["retracted"].Texts());
        Assert.Equal([broken], retracted["alreadyRetracted"].Texts());
        Assert.Equal(["no-such"], retracted["notFound"].Texts());
        Assert.Equal(3, (int)(await studio.AskAsync(Bulk + "delete/workflow-definitions/by-definition-id", ids))["deleted"]!);
    }

    [Fact]
    public async Task Workflow_used_as_activity_is_in_the_palette_and_knows_who_uses_it()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var inner = Created("Used inside").Line("in");
        inner["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = false };
        inner["inputs"] = new JsonArray(new JsonObject { ["name"] = "Amount", ["type"] = "Int32", ["uiHint"] = "singleline" });
        inner["outcomes"] = new JsonArray("Enough", "TooLittle");
        inner = await studio.SaveAsync(inner, publish: true);
        var id = (string)inner["definitionId"]!;

        var descriptor = Assert.Single((await studio.ReadAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray(), d => (string)d!["typeName"]! == "UsedInside")!;
        Assert.Equal((id, (string)inner["id"]!), ((string)descriptor["constructionProperties"]!["workflowDefinitionId"]!, (string)descriptor["constructionProperties"]!["workflowDefinitionVersionId"]!));
        Assert.Equal("Amount", (string)Assert.Single(descriptor["inputs"]!.AsArray())!["name"]!);
        Assert.Equal(["Root", "Enough", "TooLittle"], descriptor["ports"]!.AsArray().Select(p => (string)p!["name"]!));

        var outer = Created("Uses it");
        var used = Activity("use", "UsedInside");
        foreach (var (name, value) in descriptor["constructionProperties"]!.AsObject())
        {
            used[name] = value?.DeepClone();
        }

        outer["root"]!["activities"] = new JsonArray(used);
        outer = await studio.SaveAsync(outer, publish: true);
        Assert.Equal("UsedInside", (string)outer["root"]!["activities"]![0]!["type"]!);
        Assert.Equal([(string)outer["definitionId"]!], (await studio.ReadAsync($"{Root}/{id}/consumers"))["consumingWorkflowDefinitionIds"].Texts());
        using var archive = await studio.GetAsync($"{Root}/{id}/export?includeConsumingWorkflows=True", Cancellation);
        Assert.Equal(2, new ZipArchive(await archive.Content.ReadAsStreamAsync(Cancellation)).Entries.Count);

        Assert.Empty((await studio.AskAsync($"{Root}/{id}/update-references", new { }))["affectedWorkflows"]!.AsArray());
        inner["options"] = new JsonObject { ["usableAsActivity"] = true, ["autoUpdateConsumingWorkflows"] = true };
        using var answer = await studio.PostAsync(Root, Json(new JsonObject { ["model"] = inner.DeepClone(), ["publish"] = true }), Cancellation);
        Assert.Equal(1, (int)(await answer.JsonAsync())["consumingWorkflowCount"]!);
    }

    [Fact]
    public async Task Activity_of_an_unknown_type_is_shown_as_not_found_and_comes_back_as_it_was()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var model = Created("Unknown inside");
        model["root"]!["activities"] = new JsonArray(Activity("u", "Acme.Unknown", ("own", 7)));
        var saved = await studio.SaveAsync(model, publish: false);

        var shown = saved["root"]!["activities"]![0]!;
        Assert.Equal(("Elsa.NotFoundActivity", "Acme.Unknown", "Not Found: Acme.Unknown"), ((string)shown["type"]!, (string)shown["missingTypeName"]!, (string)shown["metadata"]!["displayText"]!));
        var again = await studio.SaveAsync(saved, publish: false);
        using var file = await studio.GetAsync($"{Root}/{(string)again["definitionId"]!}/export", Cancellation);
        var exported = (await file.JsonAsync())["root"]!["activities"]![0]!;
        Assert.Equal(("Acme.Unknown", 7), ((string)exported["type"]!, (int)exported["own"]!));
    }

    [Fact]
    public async Task Parts_of_a_definition_are_found_with_the_way_to_them()
    {
        using var studio = host.With(await host.KeyAsync([.. Scope.All]));
        var model = Created("Deep");
        var loop = Activity("loop", "Elsa.While");
        loop["body"] = Activity("inside", "Elsa.WriteLine");
        model["root"]!["activities"] = new JsonArray(loop);
        var saved = await studio.SaveAsync(model, publish: false);

        var part = await studio.ReadAsync($"{Root}/subgraph/{(string)saved["id"]!}?parentNodeId=Workflow1:Flowchart1:loop");
        var way = await studio.ReadAsync($"{Root}/subgraph/segments/{(string)saved["id"]!}?childNodeId=Workflow1:Flowchart1:loop:inside");

        Assert.Equal(("loop", "Elsa.While"), ((string)part["activity"]!["id"]!, (string)part["activity"]!["type"]!));
        Assert.Equal("Workflow1:Flowchart1:loop:inside", (string)way["childNode"]!["nodeId"]!);
        Assert.Equal(("loop", "Body"), ((string)way["pathSegments"]![0]!["activityId"]!, (string)way["pathSegments"]![0]!["portName"]!));
        using var nowhere = await studio.GetAsync($"{Root}/subgraph/segments/{(string)saved["id"]!}?childNodeId=nowhere", Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, nowhere.StatusCode);
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), Encoding.UTF8, "application/json");

    private static byte[] Zip(byte[] content)
    {
        using var buffer = new MemoryStream();
        using (var archive = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry("one.json").Open();
            entry.Write(content);
        }

        return buffer.ToArray();
    }

    private static async Task<JsonObject> UploadAsync(HttpClient studio, HttpStatusCode expected, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var (name, content) in files)
        {
            form.Add(new ByteArrayContent(content), "files", name);
        }

        using var answer = await studio.PostAsync(Root + "/import-files", form, Cancellation);
        var body = await answer.JsonAsync();
        Assert.True(answer.StatusCode == expected, body.ToJsonString());
        return body;
    }
}
