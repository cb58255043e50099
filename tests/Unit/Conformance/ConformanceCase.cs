using System.Text.Json.Nodes;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Activities;
using LowCode.Engine.Running;

namespace LowCode.Tests.Unit.Conformance;

/// <summary>One recorded answer, and how this engine differs from it.</summary>
internal sealed class ConformanceCase(JsonNode expected)
{
    private const int SettledAfterMilliseconds = 3000;
    private static readonly DateTimeOffset _start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly string _own = Path.Combine(AppContext.BaseDirectory, "Conformance");
    private static readonly string _outside = Path.Combine(Repository.Root, "..", "shared", "conformance", "elsa");

    public string Name => $"{Text("folder")}/{Text("file")}";

    public bool IsCounterMode => Text("mode") == "counter";

    /// <summary>False where the definition belongs to outside data that is not there.</summary>
    public bool IsThere => Directory.Exists(Folder);

    /// <summary>Types of its activities that the engine does not have.</summary>
    public IReadOnlyList<string> MissingActivities()
    {
        var definition = WorkflowReader.Read(File.ReadAllBytes(Path.Combine(Folder, Text("file")))).Value!;
        var known = ActivityCatalogue.Standard.Descriptors.Select(d => d.Type);
        return [.. definition.Activities.Select(a => a.Type).Except(known)];
    }

    private string Folder => Text("folder") == "probes" ? Path.Combine(_own, "probes") : Path.Combine(_outside, Text("folder"));

    public static IReadOnlyList<ConformanceCase> ReadAll() =>
        [.. File.ReadLines(Path.Combine(_own, "expected.jsonl")).Select(line => new ConformanceCase(JsonNode.Parse(line)!))];

    /// <summary>Everything that is not as recorded; where the recorded answer is a known defect, as <c>ours</c> says instead.</summary>
    public IReadOnlyList<string> Differences()
    {
        var differences = new List<string>();
        var ours = expected["ours"];
        if (ours is null)
        {
            var first = Run(0);
            Compare(differences, "first", expected["first"], new JsonObject
            {
                ["status"] = first.Status.ToString(),
                ["subStatus"] = first.SubStatus.ToString(),
                ["bookmarks"] = first.Bookmarks,
            });
        }

        var settled = Run(SettledAfterMilliseconds);
        Compare(differences, "settled", (ours ?? expected)["settled"], new JsonObject
        {
            ["status"] = settled.Status.ToString(),
            ["subStatus"] = settled.SubStatus.ToString(),
        });
        Compare(differences, "lines", (ours ?? expected)["lines"], List(settled.Lines));
        Compare(differences, "incidents", (ours ?? expected)["incidents"], List(settled.Incidents));
        return differences;
    }

    private RunReport Run(int wait)
    {
        var definitions = Directory.GetFiles(Folder, "*.json")
            .Order(StringComparer.Ordinal)
            .Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))
            .ToArray();
        var definitionId = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, Text("file"))))!["definitionId"]!;
        var input = new JsonObject();
        if (Name.Contains("ParentChildInputs", StringComparison.Ordinal))
        {
            input["Input1"] = "Foo";
        }

        var run = InMemoryRunner.Run(new EngineOptions(), definitions, definitionId, input, _start, TimeSpan.FromMilliseconds(wait));
        return run.Value ?? throw new InvalidOperationException(string.Join('\n', run.Problems));
    }

    private static void Compare(List<string> differences, string what, JsonNode? wanted, JsonNode got)
    {
        if (!JsonNode.DeepEquals(wanted, got))
        {
            differences.Add($"{what}: expected {wanted?.ToJsonString()}, but got {got.ToJsonString()}");
        }
    }

    private static JsonArray List(IReadOnlyList<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private string Text(string member) => (string)expected[member]!;
}
