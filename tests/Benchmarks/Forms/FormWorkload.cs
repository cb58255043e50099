using System.Globalization;
using System.Text;
using LowCode.Definitions.Forms;

namespace LowCode.Tests.Benchmarks.Forms;

/// <summary>A form of 60 fields, a table of 6 columns with 20 rows, and 25 expressions, as a fee statement of an agency has them.</summary>
internal static class FormWorkload
{
    private const int Rows = 20;

    private static readonly string[] _types =
    [
        "'text'", "'number', 'limits': {'min': 0, 'max': 100000}", "'date'", "'boolean'", "'choice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}]",
        "'money'", "'phone'", "'integer'", "'longText'", "'dateTime'",
    ];

    private static readonly string[] _values = ["'浙江省杭州市西湖区文三路'", "1234.56", "'2026-03-29'", "true", "'b'", "99.95", "'13812345678'", "42", "'现场已设置围挡，\\n等待处置。'", "'2026-03-29T09:30:00+08:00'"];

    // By field: 1 number, 2 date, 3 boolean, 4 choice, 5 money, 7 integer of each ten.
    private static readonly (int Field, string Rules)[] _rules =
    [
        (10, "'relevant': 'f3'"),
        (11, "'constraints': [{'expression': 'f11 >= f1', 'message': {'zh-CN': '过小'}}]"),
        (12, "'constraints': [{'expression': 'f12 >= f2', 'message': {'zh-CN': '过早'}}]"),
        (13, "'relevant': 'f4 = *b* or f7 > 100'"),
        (14, "'required': 'f5 > 50'"),
        (16, "'required': 'f13'"),
        (20, "'relevant': 'f3 and f13'"),
        (21, "'constraints': [{'expression': 'f21 between 0 and f1 × 2', 'message': {'zh-CN': '超出'}}]"),
        (22, "'readOnly': 'f7 > 1000'"),
        (24, "'required': 'f11 + f21 > 100'"),
        (26, "'relevant': 'not(f7 < 0)'"),
        (28, "'constraints': [{'expression': 'string length(f28) < 200', 'message': {'zh-CN': '过长'}}]"),
        (30, "'constraints': [{'expression': 'contains(f30, *杭州*)', 'message': {'zh-CN': '应在杭州'}}]"),
        (31, "'required': 'total > 0'"),
        (36, "'relevant': 'some l in lines satisfies l.amount > 10'"),
        (40, "'relevant': 'f3 or f4 = *a*'"),
        (41, "'constraints': [{'expression': 'f41 <= total + f1', 'message': {'zh-CN': '过大'}}]"),
    ];

    public static byte[] Form { get; } = Encoding.UTF8.GetBytes(MakeForm().Replace('\'', '"').Replace("*", "\\\"", StringComparison.Ordinal).Replace("×", "*", StringComparison.Ordinal));

    public static byte[] Data { get; } = Encoding.UTF8.GetBytes(MakeData().Replace('\'', '"'));

    public static FormLookups Lookups { get; } = new(_ => null, _ => true);

    /// <summary>Of rows and fields, counted in the document.</summary>
    public static int Expressions(FormDefinition form) => form.Fields.Concat(form.Fields.SelectMany(f => f.Columns)).Select(f => f.Rules).Sum(r =>
        new[] { r.Relevant, r.Required, r.ReadOnly, r.Calculation, r.Default, r.Filter }.Count(e => e is not null) + r.Constraints.Count);

    private static string MakeForm()
    {
        // 56 fields that are entered, the table and three that are computed are 60.
        var fields = Enumerable.Range(0, 56).Select(i => Field($"f{i}", $"'type': {_types[i % _types.Length]}", _rules.Where(r => r.Field == i).Select(r => r.Rules)))
            .Append(Field("lines", $"'type': 'table', 'columns': [{string.Join(", ",
                Field("name", "'type': 'text'", ["'required': 'true'"]),
                Field("price", "'type': 'money'", ["'constraints': [{'expression': 'price >= 0', 'message': {'zh-CN': '不能为负'}}]"]),
                Field("pieces", "'type': 'integer'", []),
                Field("rate", "'type': 'number'", ["'relevant': 'price > 1'"]),
                Field("amount", "'type': 'money'", ["'calculation': 'price × pieces × (1 + rate)'"]),
                Field("note", "'type': 'text'", ["'required': 'amount > 5000'"]))}]", []))
            .Append(Field("total", "'type': 'computed', 'result': 'money'", ["'calculation': 'sum(lines.amount)'"]))
            .Append(Field("tax", "'type': 'computed', 'result': 'money'", ["'calculation': 'total × 0.06'"]))
            .Append(Field("largest", "'type': 'computed', 'result': 'money'", ["'calculation': 'max(lines.amount)'"]))
            .ToList();
        var rights = string.Join(", ", Enumerable.Range(0, 56).Select(i => $"'f{i}': 'write'").Append("'lines': 'required'"));
        return $"{{'$format': 'lowcode.form/1', 'formId': 'fees', 'title': {{'zh-CN': '费用'}}, 'fields': [{string.Join(", ", fields)}], 'nodeRules': {{'report': {{{rights}}}}}}}";
    }

    private static string Field(string key, string members, IEnumerable<string> rules) =>
        $"{{'id': '{key}', 'key': '{key}', 'label': {{'zh-CN': '{key}'}}, {members}, 'rules': {{{string.Join(", ", rules)}}}}}";

    private static string MakeData()
    {
        var fields = Enumerable.Range(0, 56).Select(i => $"'f{i}': {_values[i % _values.Length]}");
        var rows = Enumerable.Range(1, Rows).Select(i => string.Create(CultureInfo.InvariantCulture, $"{{'name': '水泥 {i} 号', 'price': {i * 3.25m}, 'pieces': {i}, 'rate': 0.13, 'note': '第 {i} 批'}}"));
        return $"{{{string.Join(", ", fields)}, 'lines': [{string.Join(", ", rows)}]}}";
    }
}
