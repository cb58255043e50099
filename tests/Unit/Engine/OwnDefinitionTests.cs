using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Engine;
using LowCode.Engine.Http;
using LowCode.Engine.Interventions;
using LowCode.Engine.Running;
using LowCode.Engine.Stimuli;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>
/// Definitions whose result follows from the description of the format: each folder of <c>Definitions</c> holds some and an
/// <c>expected.json</c>, which names the section, what happens to the first of them, how calls are answered, and how everything stands at
/// the end. Where <c>start</c> is null the first step starts it.
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
        var created = InMemoryRunner.Create(options, [.. files.Select(f => (ReadOnlyMemory<byte>)File.ReadAllBytes(f))], ProcessRun.Morning, call => Answer(expected["answers"]?[call.Url]));
        Assert.True(created.IsValid, string.Join('\n', created.Problems));

        var runner = created.Value;
        Assert.True(expected["start"] is null || runner.TryStart((string)expected["start"]!, expected["input"]!.DeepClone().AsObject()));
        foreach (var step in expected["steps"]!.AsArray())
        {
            Take(runner, step!.AsObject());
            runner.Settle(TimeSpan.Zero);
        }

        var report = JsonNode.Parse(runner.Report().ToJson())!.AsObject();
        report["running"] = runner.Running;
        if (expected["expected"]!["replies"] is not null)
        {
            report["replies"] = new JsonArray([.. runner.Replies.Select(r => (JsonNode)$"{r.StatusCode} {r.ContentType} {r.Content}")]);
        }

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
        else if (step["request"] is { } route)
        {
            runner.Request((string)route!, (string)step["method"]!, step["with"]!.AsObject());
        }
        else if (step["retry"] is { } stopped)
        {
            runner.Intervene(new Intervention.Retry((string)stopped!), "test");
        }
        else if (step["set"] is { } variable)
        {
            runner.Intervene(new Intervention.SetVariable((string)variable!, step["to"]), "test");
        }
        else
        {
            runner.Settle(TimeSpan.Parse((string)step["wait"]!, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private static HttpAnswer Answer(JsonNode? answer) => answer switch
    {
        null => new HttpAnswer.NotConnected("the port is closed."),
        JsonValue => new HttpAnswer.TimedOut(),
        _ => new HttpAnswer.Answered(
            (int)answer["status"]!, new Dictionary<string, string> { ["X-From"] = "test" }, (string?)answer["content"], (string?)answer["type"]),
    };

    private static JsonNode Expected(string folder) => JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex InstanceId();
}
