using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Rules;

namespace LowCode.Portal.Rules;

/// <summary>A rule as it is written, on many lines.</summary>
internal static class RuleText
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(RuleDefinition rule) => JsonNode.Parse(RuleSetJson.Write(rule))!.ToJsonString(_indented);
}
