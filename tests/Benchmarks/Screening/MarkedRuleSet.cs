using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Screening;

/// <summary>Made rules and one more that holds for a certain document: its score tells which version judged.</summary>
internal sealed class MarkedRuleSet(HttpClient client)
{
    private const string Id = "risk";
    private const string Marker = "VERSION";
    private const string Probe = """{"d":{"declarationNo":"PROBE","declareDate":"2026-06-15","customsOffice":"PROBE","lines":[]},"m":{}}""";

    public static string Path(string what) => $"/api/rules/{Id}/{what}";

    /// <summary>Declarations as JSON lines, the probe at both ends.</summary>
    public static (byte[] Content, MediaTypeHeaderValue Type) BatchOf(IEnumerable<ReadOnlyMemory<byte>> declarations)
    {
        var lines = declarations.Select(d => Encoding.UTF8.GetString(d.Span)).Prepend(Probe).Append(Probe);
        return ScreeningHttpBenchmark.Body(Encoding.UTF8.GetBytes(string.Join('\n', lines)), "application/x-ndjson");
    }

    /// <summary>The probes at both ends say the same, and all between them is what it was: a set that is half there would miss hits.</summary>
    public static bool IsOfOneVersion(byte[] answer, byte[] before)
    {
        var probe = answer.AsSpan(0, answer.AsSpan().IndexOf((byte)'\n'));
        return answer.AsSpan().TrimEnd((byte)'\n').EndsWith(probe) && Declarations(answer).SequenceEqual(Declarations(before));
    }

    private static ReadOnlySpan<byte> Declarations(byte[] answer)
    {
        var lines = answer.AsSpan().TrimEnd((byte)'\n');
        return lines[lines.IndexOf((byte)'\n')..(lines.LastIndexOf((byte)'\n') + 1)];
    }

    public async Task PublishAsync(byte[] rules, CancellationToken cancellation)
    {
        var set = JsonNode.Parse(rules)!;
        set["rules"]!.AsArray().Add(Rule(0));
        var body = new { artefacts = new[] { new { kind = "ruleSet", key = Id, content = set } } };
        using var answer = await client.PostAsJsonAsync("/api/releases", body, cancellation);
        await DemandAsync(answer, cancellation);
    }

    public async Task ChangeAsync(int version, CancellationToken cancellation)
    {
        using var answer = await client.PutAsJsonAsync(Path("rules/" + Marker), Rule(version), cancellation);
        await DemandAsync(answer, cancellation);
    }

    /// <summary>Asks until the version judges.</summary>
    public async Task SeeAsync(int version, CancellationToken cancellation)
    {
        while (true)
        {
            using var answer = await client.PostAsync(Path("evaluate"), new StringContent(Probe, Encoding.UTF8, "application/json"), cancellation);
            using var verdict = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellation));
            if (verdict.RootElement.GetProperty("score").GetInt32() >= version)
            {
                return;
            }
        }
    }

    private static JsonObject Rule(int version) => new()
    {
        ["id"] = Marker,
        ["name"] = "which version judges",
        ["action"] = "NOTE",
        ["score"] = version,
        ["when"] = new JsonObject { ["f"] = "d.customsOffice", ["op"] = "eq", ["v"] = "PROBE" },
    };

    private static async Task DemandAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Expected the rules to be published, but: {await answer.Content.ReadAsStringAsync(cancellation)}");
        }
    }
}
