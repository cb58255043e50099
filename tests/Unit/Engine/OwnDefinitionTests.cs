using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Engine;
using LowCode.Engine.Flowcharts;
using LowCode.Engine.Running;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>
/// Definitions whose result follows from the description of the format: each folder of <c>Definitions</c> holds some and an
/// <c>expected.json</c>, which names the section, what happens to the first of them, and how everything stands at the end.
/// </summary>
public sealed partial class OwnDefinitionTests
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Engine", "Definitions");

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var folder in Directory.GetDirectories(_folder).Order(StringComparer.Ordinal))
        {
            foreach (var mode in Expected(folder)["modes"]!.AsArray())
            {
                cases.Add(Path.GetFileName(folder), (string)mode!);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Definition_does_what_the_format_says(string name, string mode)
    {
        var folder = Path.Combine(_folder, name);
        var expected = Expected(folder);
        var options = new EngineOptions { FlowchartMode = mode == "token" ? FlowchartMode.Token : FlowchartMode.Counter };
        var files = Directory.GetFiles(folder, "*.json").Where(f => Path.GetFileName(f) != "expected.json").Order(StringComparer.Ordinal);
        var created = InMemoryRunner.Create(options, [.. files.Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))], ProcessRun.Morning);
        Assert.True(created.IsValid, string.Join('\n', created.Problems));

        var runner = created.Value;
        Assert.True(runner.TryStart((string)expected["start"]!, expected["input"]!.DeepClone().AsObject()));
        foreach (var step in expected["steps"]!.AsArray())
        {
            Take(runner, step!.AsObject());
            runner.Settle(TimeSpan.Zero);
        }

        var report = JsonNode.Parse(runner.Report().ToJson())!.AsObject();
        report["running"] = runner.Running;

        // Ids of instances are not known beforehand.
        var incidents = report["incidents"]!.AsArray().Select(i => InstanceId().Replace((string)i!, "*"));
        report["incidents"] = new JsonArray([.. incidents.Select(i => JsonValue.Create(i))]);
        Assert.True(JsonNode.DeepEquals(expected["expected"], report), $"{expected["section"]}\nexpected {expected["expected"]!.ToJsonString()}\n but got {report.ToJsonString()}");
    }

    private static void Take(InMemoryRunner runner, JsonObject step)
    {
        if (step["event"] is { } name)
        {
            runner.Send((string)name!, step["payload"]?.DeepClone());
        }
        else if (step["task"] is { } task)
        {
            runner.CompleteTask((string)task!, step["result"]?.DeepClone());
        }
        else if (step["cancel"] is { } reason)
        {
            runner.Cancel((string)reason!);
        }
        else
        {
            runner.Settle(TimeSpan.Parse((string)step["wait"]!, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static JsonNode Expected(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex InstanceId();
}
