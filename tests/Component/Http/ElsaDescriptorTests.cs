using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LowCode.Work.Access;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>What the API tells of activities against what the genuine engine tells: each difference is argued in docs/elsa-studio.md.</summary>
[Collection<HostCollection>]
public sealed partial class ElsaDescriptorTests(RunningHost host, ITestOutputHelper output)
{
    private const string Folder = "../shared/conformance/elsa-studio/genuine-json";

    private static readonly string[] _members = ["version", "namespace", "name", "category", "kind", "isContainer", "isBrowsable", "isStart", "isTerminal", "runAsynchronously"];

    private static readonly (string Name, string Member)[] _ofInput =
        [("type", "typeName"), ("editor", "uiHint"), ("default", "defaultValue"), ("syntax", "defaultSyntax"), ("wrapper", "isWrapped"), ("category", "category")];

    [Fact]
    public async Task Differences_from_the_genuine_descriptors_are_those_that_are_argued()
    {
        var file = Path.Combine(Repository.Root, Folder, "activities.json");
        Assert.SkipUnless(File.Exists(file), $"{Folder} is not there.");
        using var studio = host.With(await host.KeyAsync(Scope.ReadDefinitions));
        var ours = (await studio.ReadAsync("/elsa/api/descriptors/activities"))["items"]!.AsArray().ToDictionary(d => (string)d!["typeName"]!, d => d!);
        var genuine = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsArray();

        var differences = genuine.SelectMany(g => Differences(g!, ours.GetValueOrDefault((string)g!["typeName"]!))).ToList();
        foreach (var (what, theirs, mine) in differences)
        {
            output.WriteLine($"{what}: {theirs}, here {mine}");
        }

        var argued = Argued().ToList();
        Assert.Equal(45, genuine.Count);
        Assert.Equal([], differences.Select(d => d.What).Where(what => !argued.Exists(a => a.IsMatch(what))));
        Assert.Equal([], argued.Where(a => !differences.Exists(d => a.IsMatch(d.What))).Select(a => a.ToString()));
    }

    private static IEnumerable<(string What, string Theirs, string Mine)> Differences(JsonNode genuine, JsonNode? own)
    {
        var type = (string)genuine["typeName"]!;
        if (own is null)
        {
            return [($"{type} missing", "there", "not")];
        }

        var inputs = own["inputs"]!.AsArray().ToDictionary(i => (string)i!["name"]!, i => i!);
        var pairs = _members.Select(m => ($"{type} {m}", Text(genuine[m]), Text(own[m])))
            .Append(($"{type} inputs", Names(genuine["inputs"]), Names(own["inputs"])))
            .Append(($"{type} outputs", Names(genuine["outputs"]), Names(own["outputs"])))
            .Append(($"{type} ports", Ports(genuine), Ports(own)))
            .Concat(genuine["inputs"]!.AsArray()
                .Where(i => inputs.ContainsKey((string)i!["name"]!))
                .SelectMany(i => Input($"{type}.{(string)i!["name"]!}", i!, inputs[(string)i["name"]!])))
            .Concat(genuine["outputs"]!.AsArray().Zip(own["outputs"]!.AsArray(), (theirs, mine) =>
                ($"{type}.{(string)theirs!["name"]!} type", Text(theirs["typeName"]), Text(mine!["typeName"]))));
        return pairs.Where(p => p.Item2 != p.Item3);
    }

    private static IEnumerable<(string What, string Theirs, string Mine)> Input(string what, JsonNode theirs, JsonNode mine) =>
        _ofInput.Select(m => ($"{what} {m.Name}", Text(theirs[m.Member]), Text(mine[m.Member]))).Append(($"{what} options", Options(theirs), Options(mine)));

    private static string Text(JsonNode? value) => value?.ToString() ?? "";

    private static string Names(JsonNode? list) => string.Join(", ", list!.AsArray().Select(i => (string)i!["name"]!));

    private static string Ports(JsonNode descriptor) =>
        string.Join(", ", descriptor["ports"]!.AsArray().Select(p => $"{(string)p!["name"]!} {(string)p["type"]!} {(bool)p["isBrowsable"]!}"));

    private static string Options(JsonNode input) =>
        string.Join(", ", (input["uiSpecifications"]?["dropdown"]?["selectList"]?["items"]?.AsArray() ?? []).Select(i => (string)i!["value"]!).Order(StringComparer.Ordinal));

    /// <summary>The first column of the page's table.</summary>
    private static IEnumerable<Regex> Argued() => Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "elsa-studio.md")))
        .Select(row => new Regex($"^{Regex.Escape(row.Groups[1].Value).Replace("\\*", "[^ ]*", StringComparison.Ordinal)}$"));

    [GeneratedRegex(@"^\| `(Elsa[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
