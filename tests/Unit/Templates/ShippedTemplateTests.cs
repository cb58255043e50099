using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

public sealed class ShippedTemplateTests
{
    private static readonly TemplatePackage EventDispatch = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!;

    public static TheoryData<string> Templates =>
        [.. Directory.GetDirectories(Repository.PathOf("templates")).Select(Path.GetFileName).OfType<string>()];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_has_no_problems_when_read(string name)
    {
        var parsed = TemplateFolder.Read(Repository.PathOf($"templates/{name}"));

        Assert.Empty(parsed.Problems);
        Assert.Equal(name, parsed.Value?.Manifest.TemplateId);
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_ships_scenarios_that_name_people_it_has(string name)
    {
        var path = Repository.PathOf($"templates/{name}");
        var scenarios = ScenarioJson.ReadFolder(path);
        var logins = TemplateFolder.Read(path).Value!.Manifest.DemoPeople.Select(p => p.Login).ToHashSet();

        Assert.Empty(scenarios.Problems);
        Assert.NotEmpty(scenarios.Value!);
        Assert.All(scenarios.Value!, s => Assert.Subset(logins, s.Steps.Select(a => a.As).Append(s.Report.As).OfType<string>().ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_speaks_English_beside_Chinese_everywhere(string name)
    {
        var files = Directory.EnumerateFiles(Repository.PathOf($"templates/{name}"), "*.json", SearchOption.AllDirectories);

        Assert.All(files, file => Assert.Empty(ChineseOnly(JsonNode.Parse(File.ReadAllText(file)))));
    }

    [Fact]
    public void Documents_are_the_same_when_written_and_read_again() => Assert.All(
        EventDispatch.Artefacts.Where(a => a.Kind != ArtefactKind.Workflow),
        artefact => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(artefact.Content.Span), JsonNode.Parse(Rewrite(artefact))), artefact.Key));

    [Fact]
    public void Forms_use_the_types_of_field_that_every_report_needs() => Assert.Superset(
        new HashSet<FieldType>
        {
            FieldType.Text, FieldType.LongText, FieldType.Number, FieldType.Date, FieldType.DateTime, FieldType.Choice, FieldType.Code, FieldType.Photo,
            FieldType.Department, FieldType.GeoPoint,
        },
        Forms().SelectMany(f => f.Fields).Select(f => f.Type).ToHashSet());

    [Fact]
    public void Classes_have_a_department_and_a_limit_and_own_codes_where_no_standard_names_them()
    {
        var classes = DictionaryJson.Read(Artefact(ArtefactKind.Dictionary, "event-classes")).Value!.Entries;

        Assert.True(classes.Count(c => c.Selectable) >= 60);
        Assert.All(classes.Where(c => c.Selectable), c => Assert.True(c.Attributes.Text("department") is not null && c.Attributes.Number("limitHours") > 0 && c.Parent is not null, c.Code));
        Assert.All(classes.Where(c => c.Standard is null), c => Assert.Matches("^[EC]-[0-9]{2}-9[0-9]{2}$", c.Code));
    }

    [Fact]
    public void Picture_of_the_process_has_no_two_activities_in_one_place()
    {
        var positions = Activities().Select(a => a["metadata"]!["designer"]!["position"]!.ToJsonString()).ToList();

        Assert.Equal(positions.Count, positions.Distinct().Count());
    }

    [Fact]
    public void Every_outcome_of_a_task_leads_somewhere()
    {
        var ports = Workflow()["root"]!["connections"]!.AsArray()
            .Select(c => $"{c!["source"]!["activity"]} {c["source"]!["port"]}")
            .ToHashSet();

        Assert.All(
            Activities().Where(a => (string?)a["type"] == "LowCode.UserTask"),
            task => Assert.All(task["outcomes"]!.AsArray(), outcome => Assert.Contains($"{task["id"]} {outcome!["name"]}", ports)));
    }

    private static JsonNode Workflow() => JsonNode.Parse(Artefact(ArtefactKind.Workflow, "event-dispatch").Span)!;

    private static IEnumerable<JsonObject> Activities() => Workflow()["root"]!["activities"]!.AsArray().Select(a => a!.AsObject());

    private static IEnumerable<FormDefinition> Forms() =>
        EventDispatch.Artefacts.Where(a => a.Kind == ArtefactKind.Form).Select(a => FormJson.Read(a.Content).Value!);

    private static ReadOnlyMemory<byte> Artefact(ArtefactKind kind, string key) =>
        EventDispatch.Artefacts.Single(a => a.Kind == kind && a.Key == key).Content;

    private static byte[] Rewrite(Artefact artefact) => artefact.Kind switch
    {
        ArtefactKind.Form => FormJson.Write(FormJson.Read(artefact.Content).Value!),
        ArtefactKind.Dictionary => DictionaryJson.Write(DictionaryJson.Read(artefact.Content).Value!),
        ArtefactKind.PrintTemplate => PrintTemplateJson.Write(PrintTemplateJson.Read(artefact.Content).Value!),
        ArtefactKind.CaseType => CaseTypeJson.Write(CaseTypeJson.Read(artefact.Content).Value!),
        var kind => throw new InvalidOperationException($"Expected a document that this room writes, but {artefact.Key} is a {kind}."),
    };

    private static IEnumerable<string> ChineseOnly(JsonNode? node) => node switch
    {
        JsonObject text when text.ContainsKey("zh-CN") => text.ContainsKey("en") ? [] : [text.GetPath()],
        JsonObject members => members.SelectMany(m => ChineseOnly(m.Value)),
        JsonArray items => items.SelectMany(ChineseOnly),
        _ => [],
    };
}
