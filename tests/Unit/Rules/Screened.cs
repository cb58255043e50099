using System.Text;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Rules;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>Small documents and rules for tests: what is not said of a declaration is left out of it.</summary>
internal static class Screened
{
    public const string Number = "010120260000000001";

    /// <param name="header">Members of the declaration besides number, date and lines: <c>"packages":3</c>.</param>
    public static byte[] Document(string header = "", string manifest = "", params string[] lines) => Encoding.UTF8.GetBytes(
        $$$"""{"d":{"declarationNo":"{{{Number}}}","declareDate":"2026-06-15"{{{(header.Length > 0 ? "," : "")}}}{{{header}}},"lines":[{{{string.Join(',', lines)}}}]},"m":{{{{manifest}}}}}""");

    public static RuleSetDefinition Set(string lists, params string[] conditions)
    {
        var rules = conditions.Select((c, i) => $$"""{"id":"R{{i}}","action":"NOTE","score":1,"when":{{c}}}""");
        var read = RuleSetJson.Read(Encoding.UTF8.GetBytes($$"""{"lists":{{{lists}}},"rules":[{{string.Join(',', rules)}}]}"""));
        Assert.True(read.IsValid, string.Join('\n', read.Problems.Select(p => $"{p.Path}: {p.Message}")));
        return read.Value;
    }

    /// <summary>Whether one condition holds, by the index.</summary>
    public static bool Holds(string condition, byte[] document, string lists = "")
    {
        var evaluation = RuleIndex.Compile(Set(lists, condition)).Evaluate(document);
        Assert.Null(evaluation.Problems);
        return evaluation.Verdict!.HitCount == 1;
    }

    public static string Json(Verdict verdict)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            verdict.Write(json);
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
