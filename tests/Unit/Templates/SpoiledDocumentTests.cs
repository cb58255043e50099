using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Templates;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

/// <summary>Whatever is wrong with a document, reading it tells problems: it never throws.</summary>
public sealed class SpoiledDocumentTests
{
    private const int Spoilings = 300;

    private static readonly string[] Instead =
        ["null", "true", "-1", "1e400", "\"\"", "\"x\"", "[]", "{}", "[null]", "{\"a\": 1, \"a\": 2}", "{\"zh-CN\": 1}", "\"\\ud800\"", "[[[[]]]]", "\"{seq:4}\""];

    public static TheoryData<string, int> Documents => new(
        from file in new[] { "template.json", "forms/handle.json", "dictionaries/event-classes.json", "casetypes/event.json", "scenarios/sent-back.json", "samples/demo-events.json" }
        from seed in new[] { 1, 20261124 }
        select (file, seed));

    [Theory]
    [MemberData(nameof(Documents))]
    public void Reading_a_spoiled_document_tells_problems(string file, int seed)
    {
        var random = new Random(seed);
        var text = File.ReadAllText(Repository.PathOf($"templates/event-dispatch/{file}"));
        for (var i = 0; i < Spoilings; i++)
        {
            var spoiled = i % 2 == 0 ? SpoilValue(text, random) : SpoilBytes(text, random);

            var (isValid, problems) = Read(file, spoiled);

            Assert.NotEqual(isValid, problems.Count > 0);
            Assert.All(problems, p => Assert.NotEmpty(p.Message));
        }
    }

    private static (bool IsValid, IReadOnlyList<Problem> Problems) Read(string file, byte[] content) => file.Split('/')[0] switch
    {
        "template.json" => Of(TemplateJson.Read(content)),
        "forms" => Of(FormJson.Read(content)),
        "dictionaries" => Of(DictionaryJson.Read(content)),
        "casetypes" => Of(CaseTypeJson.Read(content)),
        "scenarios" => Of(ScenarioJson.Read(content)),
        _ => Of(SampleEventsJson.Read(content)),
    };

    private static (bool, IReadOnlyList<Problem>) Of<T>(Parsed<T> parsed)
        where T : class => (parsed.IsValid, parsed.Problems);

    /// <summary>Puts something else in the place of any value.</summary>
    private static byte[] SpoilValue(string text, Random random)
    {
        const string place = "\"the place\"";
        var root = JsonNode.Parse(text)!;
        var nodes = Below(root).ToList();
        nodes[random.Next(nodes.Count)].ReplaceWith("the place");
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace(place, Instead[random.Next(Instead.Length)], StringComparison.Ordinal));
    }

    private static byte[] SpoilBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return random.Next(10) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    private static IEnumerable<JsonNode> Below(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(m => m.Value),
            JsonArray items => items,
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Below(child).Prepend(child));
    }
}
