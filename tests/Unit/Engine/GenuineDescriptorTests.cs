using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Activities;
using Xunit;

namespace LowCode.Tests.Unit.Engine;

/// <summary>
/// The genuine server's descriptors, as its designer asks for them, can be told from ours: same inputs, outputs, editors and ports. Types
/// that only exist as .NET classes there (enumerations, cases) are compared by their values where it names them.
/// </summary>
public sealed class GenuineDescriptorTests(ITestOutputHelper output)
{
    private static readonly string _file = Path.Combine(Repository.Root, "..", "shared", "conformance", "elsa-studio", "genuine-json", "activities.json");

    // Ours are more exact: the page of the format gives a closed set of values, a default or a better editor where the genuine one has none.
    // The start of a flowchart is code only there: JSON neither has nor reads it.
    private static readonly string[] _better =
    [
        "Elsa.DispatchWorkflow.Input editor", "Elsa.BulkDispatchWorkflows.Input editor", "Elsa.ExecuteWorkflow.Input editor", "Elsa.RunTask.Payload editor",
        "Elsa.ForEach.Items editor", "Elsa.ParallelForEach.Items type", "Elsa.BulkDispatchWorkflows.Items type",
        "Elsa.DispatchWorkflow.ChannelName editor", "Elsa.BulkDispatchWorkflows.ChannelName editor", "Elsa.ExecuteWorkflow.Result type",
        "Elsa.Complete.Outcomes default", "Elsa.Flowchart port start",
    ];

    [Fact]
    public void Ours_tell_what_the_genuine_designer_asks_for()
    {
        Assert.SkipUnless(File.Exists(_file), "The descriptors of ../shared/conformance/elsa-studio are not there.");
        var ours = ActivityCatalogue.Standard.Descriptors.ToDictionary(d => d.Type);
        var compared = 0;
        var differences = new List<string>();
        foreach (var genuine in JsonNode.Parse(File.ReadAllText(_file))!.AsArray())
        {
            if (ours.TryGetValue((string)genuine!["typeName"]!, out var own))
            {
                compared++;
                differences.AddRange(Differences(genuine, own));
            }
        }

        output.WriteLine($"{compared} types compared; of ours alone: {string.Join(", ", _better)}");
        Assert.True(compared >= 27, $"Expected at least 27 types on both sides, but {compared} are.");
        Assert.Empty(differences.Except(_better));
    }

    private static IEnumerable<string> Differences(JsonNode genuine, ActivityDescriptor own)
    {
        var type = own.Type;
        foreach (var (what, theirs, mine) in ((string, string, string)[])
        [
            ("version", Text(genuine["version"]), $"{own.Version}"),
            ("kind", Text(genuine["kind"]), own.Kind.ToString()),
            ("isContainer", Text(genuine["isContainer"]), Flag(own.IsContainer)),
            ("isStart", Text(genuine["isStart"]), Flag(own.IsStart)),
            ("isTerminal", Text(genuine["isTerminal"]), Flag(own.IsTerminal)),
            ("isBrowsable", Text(genuine["isBrowsable"]), Flag(own.IsBrowsable)),
            ("inputs", Names(genuine["inputs"]), string.Join(", ", own.Inputs.Select(i => i.Name))),
        ])
        {
            if (theirs != mine)
            {
                yield return $"{type} {what}: {theirs}, ours {mine}";
            }
        }

        foreach (var (kind, mine) in ((string, IReadOnlyList<string>)[])[("Embedded", own.Ports), ("Flow", own.Outcomes)])
        {
            var theirs = genuine["ports"]!.AsArray().Where(p => (string?)p!["type"] == kind).Select(p => kind == "Flow" ? (string)p!["name"]! : Camel(p!["name"]));
            foreach (var missing in theirs.Except(mine))
            {
                yield return $"{type} port {missing}";
            }
        }

        foreach (var input in genuine["inputs"]!.AsArray())
        {
            var mine = own.Inputs.FirstOrDefault(i => i.Name == Camel(input!["name"]));
            foreach (var difference in mine is null ? ["missing"] : InputDifferences(input!, mine))
            {
                yield return $"{type}.{(string?)input!["name"]} {difference}";
            }
        }

        var outputs = own.Outputs.Select(o => o.Name).ToHashSet();
        foreach (var output in genuine["outputs"]!.AsArray().Select(o => Camel(o!["name"])).Where(o => !outputs.Contains(o)))
        {
            yield return $"{type} output {output}";
        }
    }

    private static IEnumerable<string> InputDifferences(JsonNode genuine, InputDescriptor mine)
    {
        var typeName = (string)genuine["typeName"]!;
        if (!typeName.StartsWith("UnregisteredClrType", StringComparison.Ordinal) && !typeName.StartsWith("Flow", StringComparison.Ordinal) && typeName != mine.TypeName)
        {
            yield return "type";
        }

        if ((string?)genuine["uiHint"] != mine.Editor.Hint)
        {
            yield return "editor";
        }

        if ((bool)genuine["isWrapped"]! == mine.IsPlain)
        {
            yield return "wrapper";
        }

        if (genuine["defaultSyntax"] is { } syntax && (string?)syntax != mine.DefaultSyntax)
        {
            yield return "syntax";
        }

        if (genuine["defaultValue"] is { } value && !value.ToString().Equals(mine.Default?.ToString(), StringComparison.OrdinalIgnoreCase))
        {
            yield return "default";
        }

        var options = genuine["uiSpecifications"]?["dropdown"]?["selectList"]?["items"]?.AsArray().Select(i => (string)i!["value"]!).ToHashSet();
        if (options is { Count: > 1 } && !options.SetEquals(mine.Options))
        {
            yield return "options";
        }
    }

    private static string Names(JsonNode? items) => string.Join(", ", items!.AsArray().Select(i => Camel(i!["name"])));

    private static string Camel(JsonNode? name) => char.ToLowerInvariant(((string)name!)[0]) + ((string)name!)[1..];

    private static string Text(JsonNode? value) => value?.ToJsonString().Trim('"') ?? "";

    private static string Flag(bool value) => value ? "true" : "false";
}
