using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using Xunit;

namespace LowCode.Tests.Unit.Workflows;

/// <summary>Import and export of every definition within reach changes nothing in meaning, see <see cref="ExportMeaning"/>.</summary>
public sealed class WorkflowExportTests(ITestOutputHelper output)
{
    [Fact]
    public void Own_definitions_mean_the_same_after_import_and_export()
    {
        var files = new[] { "tests", "templates" }.SelectMany(folder => Files(Repository.PathOf(folder))).ToArray();

        Assert.True(files.Length >= 30, $"Expected the repository's definitions, but found {files.Length}.");
        AssertKept(files);
    }

    [Theory]
    [InlineData("conformance/elsa")]
    [InlineData("conformance/elsa-studio")]
    [InlineData("workloads")]
    public void Definitions_from_outside_mean_the_same_after_import_and_export(string folder)
    {
        var place = Path.Combine(Repository.Root, "..", "shared", folder);
        Assert.SkipUnless(Directory.Exists(place), $"The definitions of ../shared/{folder} are not there.");

        AssertKept([.. Files(place)]);
    }

    [Fact]
    public void An_exported_definition_names_the_schema_first_and_each_activity_by_its_place()
    {
        var exported = Encoding.UTF8.GetString(Exported(
            "{'definitionId': 'd', 'root': {'id': 'root', 'nodeId': 'old', 'type': 'Elsa.Sequence', 'activities': [{'id': 'if', 'type': 'Elsa.If', 'then': {'id': 'a', 'type': 'Elsa.WriteLine'}}]}}"));

        Assert.StartsWith("{\n  \"$schema\": \"https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json\"", exported.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("\"nodeId\": \"Workflow1:root:if:a\"", exported, StringComparison.Ordinal);
        Assert.DoesNotContain("old", exported, StringComparison.Ordinal);
    }

    [Fact]
    public void A_connection_without_its_end_is_parked_and_comes_back_with_it()
    {
        const string Process =
            "{'definitionId': 'd', 'root': {'id': 'root', 'type': 'Elsa.Flowchart', 'activities': [{'id': 'a', 'type': 'Elsa.WriteLine'}], "
            + "'connections': [{'source': {'activity': 'a', 'port': 'Done'}, 'target': {'activity': 'b', 'port': 'In'}, 'vertices': [{'x': 1, 'y': 2}]}]}}";
        var exported = JsonNode.Parse(Exported(Process))!;

        Assert.Empty(exported["root"]!["connections"]!.AsArray());
        var parked = exported["root"]!["customProperties"]!["notFoundConnections"]!.AsArray();
        Assert.Equal("b", (string?)Assert.Single(parked)!["target"]!["activity"]);

        exported["root"]!["activities"]!.AsArray().Add(JsonNode.Parse("""{"id": "b", "type": "Elsa.WriteLine"}"""));
        var again = JsonNode.Parse(WorkflowWriter.Write(Read(Encoding.UTF8.GetBytes(exported.ToJsonString()))))!;
        Assert.Empty(again["root"]!["customProperties"]!["notFoundConnections"]!.AsArray());
        Assert.Equal(2, (int?)Assert.Single(again["root"]!["connections"]!.AsArray())!["vertices"]![0]!["y"]);
    }

    [Fact]
    public void Types_in_the_bag_of_a_definition_are_kept_and_wrappers_elsewhere_are_not()
    {
        const string Bag = "{'tags': {'_items': ['a'], '_type': 'String[]'}, 'policy': {'_type': 'Acme.Policy, Acme', 'level': 2}}";
        var exported = JsonNode.Parse(Exported(
            $"{{'definitionId': 'd', 'customProperties': {Bag}, 'root': {{'id': 'root', 'type': 'Elsa.Sequence', 'activities': {{'_type': 'List', 'items': [{{'id': 'a', 'type': 'Elsa.WriteLine'}}]}}}}}}"))!;

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Documents.Utf8(Bag)), exported["customProperties"]));
        Assert.Equal("a", (string?)Assert.Single(exported["root"]!["activities"]!.AsArray())!["id"]);
    }

    [Fact]
    public void Unknown_types_foreign_expressions_and_positions_are_exported_as_they_came()
    {
        const string Activity =
            "{'id': 'x', 'type': 'Acme.Weigh', 'version': 7, 'scale': {'typeName': 'String', 'expression': {'type': 'CSharp', 'value': 'return 1;'}}, "
            + "'metadata': {'designer': {'position': {'x': -3.25, 'y': 1e2}}, 'colour': '红'}, 'anything': [1, {'of': null}]}";
        var exported = JsonNode.Parse(Exported($"{{'definitionId': 'd', 'root': {{'id': 'root', 'type': 'Elsa.Flowchart', 'activities': [{Activity}]}}, 'extra': {{'kept': true}}}}"))!;
        var wanted = JsonNode.Parse(Documents.Utf8(Activity))!;
        wanted["nodeId"] = "Workflow1:root:x";

        Assert.Empty(ExportMeaning.Differences(wanted, exported["root"]!["activities"]![0]));
        Assert.True((bool?)exported["extra"]!["kept"]);
    }

    [Fact]
    public void A_stand_in_for_an_unknown_type_is_read_as_the_original_at_its_new_position()
    {
        var exported = JsonNode.Parse(Exported(
            "{'definitionId': 'd', 'root': {'id': 'root', 'type': 'Elsa.Flowchart', 'activities': [{'id': 'x', 'type': 'Elsa.NotFoundActivity', "
            + "'originalActivityJson': '{\\'id\\':\\'x\\',\\'type\\':\\'Acme.Weigh\\',\\'scale\\':5}', 'metadata': {'designer': {'position': {'x': 8, 'y': 9}}}}]}}"))!;
        var activity = exported["root"]!["activities"]![0]!;

        Assert.Equal("Acme.Weigh", (string?)activity["type"]);
        Assert.Equal(5, (int?)activity["scale"]);
        Assert.Equal(8, (int?)activity["metadata"]!["designer"]!["position"]!["x"]);
    }

    [Fact]
    public void A_stand_in_whose_original_names_a_member_twice_stays_as_it_is()
    {
        var exported = JsonNode.Parse(Exported(
            "{'definitionId': 'd', 'root': {'id': 'root', 'type': 'Elsa.Sequence', 'activities': [{'id': 'x', 'type': 'Elsa.NotFoundActivity', "
            + "'originalActivityJson': '{\\'type\\':\\'A\\',\\'type\\':\\'B\\'}'}]}}"))!;

        Assert.Equal("Elsa.NotFoundActivity", (string?)exported["root"]!["activities"]![0]!["type"]);
    }

    private void AssertKept(IReadOnlyList<string> files)
    {
        var wrong = new List<string>();
        foreach (var file in files)
        {
            var exported = WorkflowWriter.Write(Read(File.ReadAllBytes(file)));
            var differences = ExportMeaning.Differences(ExportMeaning.Of(JsonNode.Parse(File.ReadAllText(file))!), ExportMeaning.Of(JsonNode.Parse(exported)!)).ToList();
            if (!exported.AsSpan().SequenceEqual(WorkflowWriter.Write(Read(exported))))
            {
                differences.Add("exporting the export changes it");
            }

            wrong.AddRange(differences.Select(d => $"{Path.GetFileName(file)}{d}"));
        }

        output.WriteLine($"figure: {files.Count} definitions, {wrong.Count} differences; not compared: {string.Join("; ", ExportMeaning.Normalisations)}");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(30)));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/bin/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal))
            .Where(f => JsonNode.Parse(File.ReadAllText(f)) is JsonObject json && json["root"] is JsonObject && json.ContainsKey("definitionId"))
            .Order(StringComparer.Ordinal);

    private static byte[] Exported(string singleQuoted) => WorkflowWriter.Write(Read(Documents.Utf8(singleQuoted)));

    private static WorkflowDefinition Read(byte[] json)
    {
        var definition = WorkflowReader.Read(json);
        Assert.True(definition.IsValid, string.Join('\n', definition.Problems));
        return definition.Value;
    }
}
