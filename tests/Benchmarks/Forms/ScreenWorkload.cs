using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>A large form as a template brings it: many fields, a table of six columns, totals over it. It takes the place of the one of site-inspection.</summary>
internal static class ScreenWorkload
{
    private static readonly string[] _types =
    [
        "'text'", "'number'", "'date'", "'boolean'", "'choice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}]",
        "'money'", "'phone'", "'integer'", "'longText'", "'dateTime'",
    ];

    private static readonly string[] _values = ["'浙江省杭州市西湖区文三路'", "1234.56", "'2026-03-29'", "true", "'b'", "99.95", "'13812345678'", "42", "'现场已设置围挡，等待处置。'", "'2026-03-29T09:30:00+08:00'"];

    /// <summary>A number that the total depends on.</summary>
    public static string Number => "f7";

    public static string Text => "f10";

    public static string Total => "total";

    public static string Table => "lines";

    /// <param name="fields">All of them, the table and the total among them.</param>
    public static byte[] Form(int fields)
    {
        var entered = Enumerable.Range(0, fields - 4).Select(i => Field($"f{i}", $"'type': {_types[i % _types.Length]}"));
        var keys = Enumerable.Range(0, fields - 4).Select(i => $"f{i}").Concat(["visitTitle", "location", Table]);
        string[] all =
        [
            Field("visitTitle", "'type': 'text'"),
            .. entered,
            Field("location", "'type': 'geoPoint'"),
            Field(Table, $"'type': 'table', 'columns': [{string.Join(", ",
                Field("name", "'type': 'text'"),
                Field("price", "'type': 'money'"),
                Field("pieces", "'type': 'integer'"),
                Field("rate", "'type': 'number'"),
                Field("amount", "'type': 'money', 'rules': {'calculation': 'price * pieces * (1 + rate)'}"),
                Field("note", "'type': 'text'"))}]"),
            Field(Total, $"'type': 'computed', 'result': 'money', 'rules': {{'calculation': 'sum(lines.amount) + {Number}'}}"),
        ];
        var rights = string.Join(", ", keys.Select(k => $"'{k}': 'write'"));
        return Utf8($"{{'$format': 'lowcode.form/1', 'formId': 'inspection', 'title': {{'zh-CN': '大表'}}, 'fields': [{string.Join(", ", all)}], 'nodeRules': {{'inspect': {{{rights}}}, 'review': {{{rights}}}}}}}");
    }

    public static JsonObject Data(int fields, int rows)
    {
        var members = Enumerable.Range(0, fields - 4).Select(i => $"'f{i}': {_values[i % _values.Length]}");
        var lines = Enumerable.Range(1, rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{'name': '水泥 {i} 号', 'price': {i * 3.25m}, 'pieces': {i}, 'rate': 0.13, 'note': '第 {i} 批'}}"));
        return JsonNode.Parse(Utf8($"{{'visitTitle': '大表', {string.Join(", ", members)}, '{Table}': [{string.Join(", ", lines)}]}}"))!.AsObject();
    }

    private static string Field(string key, string members) => $"{{'id': 'f_{key}', 'key': '{key}', 'label': {{'zh-CN': '{key}'}}, {members}}}";

    private static byte[] Utf8(string singleQuoted) => Encoding.UTF8.GetBytes(singleQuoted.Replace('\'', '"'));
}
