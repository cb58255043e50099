using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Definitions.Workflows;
using LowCode.Engine;
using LowCode.Engine.Running;

namespace LowCode.Tests.Component.Conformance;

/// <summary>One recorded answer, and how this engine differs from it.</summary>
internal sealed partial class ConformanceCase(JsonNode expected)
{
    private const int SettledAfterMilliseconds = 3000;

    /// <summary>The recorded cases of a folder ran in one process: timers of one that still waited fell due while another ran.</summary>
    private const int NextCaseAfterMilliseconds = 6000;

    private static readonly DateTimeOffset _start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly string _own = Path.Combine(AppContext.BaseDirectory, "Conformance");
    private static readonly string _outside = Path.Combine(Repository.Root, "..", "shared", "conformance", "elsa");

    public string Name => $"{Text("folder")}/{Text("file")}";

    public string Mode => Text("mode");

    /// <summary>False where the definition belongs to outside data that is not there.</summary>
    public bool IsThere => Directory.Exists(Folder);

    /// <summary>Types of its activities that the engine does not have.</summary>
    public IReadOnlyList<string> MissingActivities()
    {
        var definition = WorkflowReader.Read(File.ReadAllBytes(Path.Combine(Folder, Text("file")))).Value!;
        var known = ActivityCatalogue.Standard.Descriptors.Select(d => d.Type);
        return [.. definition.Activities.Select(a => a.Type).Except(known)];
    }

    public string Folder => Text("folder") == "probes" ? Path.Combine(_own, "probes") : Path.Combine(_outside, Text("folder"));

    public static IReadOnlyList<ConformanceCase> ReadAll() =>
        [.. File.ReadLines(Path.Combine(_own, "expected.jsonl")).Select(line => new ConformanceCase(JsonNode.Parse(line)!))];

    /// <summary>Everything that is not as recorded; where the recorded answer is a known defect, as <c>ours</c> says instead.</summary>
    /// <param name="before">The cases of the same folder and mode that were recorded before it, in the same process.</param>
    public IReadOnlyList<string> Differences(IReadOnlyList<ConformanceCase> before)
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
        CompareLines(differences, (ours ?? expected)["lines"]!.AsArray(), settled.Lines, before);
        CompareIncidents(differences, (ours ?? expected)["incidents"]!.AsArray(), settled.Incidents);
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

        var options = new EngineOptions { FlowchartMode = Mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter };
        var run = InMemoryRunner.Run(options, definitions, definitionId, input, _start, TimeSpan.FromMilliseconds(wait));
        return run.Value ?? throw new InvalidOperationException(string.Join('\n', run.Problems));
    }

    private static void CompareLines(List<string> differences, JsonArray wanted, IReadOnlyList<string> got, IReadOnlyList<ConformanceCase> before)
    {
        // What is recorded between the lines of the case itself must be what the earlier cases write when their timers fall due.
        var between = new List<string>();
        var own = 0;
        foreach (var line in wanted.Select(l => (string)l!))
        {
            if (own < got.Count && got[own] == line)
            {
                own++;
            }
            else
            {
                between.Add(line);
            }
        }

        IEnumerable<string> late = between.Count == 0 ? [] : before.SelectMany(c => c.LateLines()).Order(StringComparer.Ordinal);
        if (own < got.Count || !between.Order(StringComparer.Ordinal).SequenceEqual(late))
        {
            Compare(differences, "lines", wanted, List(got));
        }
    }

    private IEnumerable<string> LateLines() => Run(NextCaseAfterMilliseconds).Lines.Skip(Run(SettledAfterMilliseconds).Lines.Count);

    // Where the text of an incident is ours to choose, the record says which ids it must name: "<..., jn, ..., f>".
    private static void CompareIncidents(List<string> differences, JsonArray wanted, IReadOnlyList<string> got)
    {
        if (wanted.Count == 1 && (string)wanted[0]! is ['<', ..] described)
        {
            var ids = NamedId().Matches(described).Select(m => m.Groups[1].Value);
            if (got.Count != 1 || !ids.All(id => got[0].Contains($"'{id}'", StringComparison.Ordinal)))
            {
                differences.Add($"incidents: expected {described}, but got {List(got).ToJsonString()}");
            }

            return;
        }

        Compare(differences, "incidents", wanted, List(got));
    }

    [GeneratedRegex(@", (\w+)[,>]")]
    private static partial Regex NamedId();

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
