using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Problems;
using Xunit;

namespace LowCode.Tests.Unit.Forms;

/// <summary>Forms in few words: fields as <c>{'key': 'a', 'type': 'number'}</c>; ids and labels are made of the keys.</summary>
internal static class TestForm
{
    public static readonly FormLookups NoLookups = new(_ => null, _ => true);

    public static Parsed<FormDefinition> Parse(string fields, string more = "")
    {
        var list = JsonNode.Parse(Documents.Utf8($"[{fields}]"))!.AsArray();
        var rights = new JsonObject();
        foreach (var field in list)
        {
            Complete(field!.AsObject());
            rights[field["key"]!.GetValue<string>()] = "write";
        }

        var form = JsonNode.Parse(Documents.Utf8($"{{'$format': 'lowcode.form/1', 'formId': 'f', 'title': {{'zh-CN': '表'}}{more}}}"))!.AsObject();
        form["fields"] = list;
        form["nodeRules"] ??= new JsonObject { ["report"] = rights };
        return FormJson.Read(JsonSerializer.SerializeToUtf8Bytes(form));
    }

    public static FormDefinition Of(string fields, string more = "")
    {
        var parsed = Parse(fields, more);
        Assert.Empty(parsed.Problems);
        return parsed.Value!;
    }

    public static FormSession Open(string fields, string data = "{}", string more = "", DateTimeOffset? now = null) =>
        new(CompiledForm.Of(Of(fields, more)), new FormOpening("report", NoLookups) { Data = Json(data), Now = now });

    public static JsonObject Json(string singleQuoted) => JsonNode.Parse(Documents.Utf8(singleQuoted))!.AsObject();

    public static string Spell(JsonNode? node) => node is null ? "null" : node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace('"', '\'');

    private static void Complete(JsonObject field)
    {
        var key = field["key"]!.GetValue<string>();
        field["id"] ??= $"f_{key}";
        field["label"] ??= new JsonObject { ["zh-CN"] = key };
        foreach (var column in field["columns"]?.AsArray() ?? [])
        {
            Complete(column!.AsObject());
        }
    }
}
