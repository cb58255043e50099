using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Tests.Unit.Forms.Generated;

/// <summary>
/// A random form, a random submission to it, and what must come out: whoever makes them knows, and asks no part of the product.
/// </summary>
internal sealed class FormTrial
{
    private const int LeastTypes = 12;

    /// <summary>The step does not see it; the server fills it.</summary>
    private const string Hidden = "channel";

    private static readonly DictionaryDefinition _codes = new("codes", LocalizedText.Of("代码", "Codes"),
    [
        new DictionaryEntry("G", LocalizedText.Of("组", "Group"), Selectable: false),
        new DictionaryEntry("K1", LocalizedText.Of("一", "One"), "G"),
        new DictionaryEntry("K2", LocalizedText.Of("二", "Two"), "G"),
    ]);

    private readonly Random _random;
    private readonly bool _isBad;
    private readonly List<string> _fields = [];
    private readonly List<string> _members = [];
    private readonly List<string> _problems = [];
    private readonly List<string> _stored = [];
    private KnownExpressions _expressions = null!;

    private FormTrial(int seed)
    {
        Seed = seed;
        _random = new Random(seed);
        _isBad = _random.Next(100) < 55;
    }

    public static FormLookups Lookups { get; } = new(id => id == "codes" ? _codes : null, code => code == "D1") { PersonExists = login => login == "zhang" };

    /// <summary>What each form computes, the table for its computed column.</summary>
    public static IReadOnlyList<string> ComputedKeys { get; } = ["result", "word", "until", "holds", "closed", "lines"];

    public int Seed { get; }

    public Dictionary<string, int> Operators { get; } = [];

    public HashSet<FieldType> Types { get; } = [];

    /// <summary>The form's document.</summary>
    public byte[] Form { get; private set; } = [];

    /// <summary>The submission's bytes.</summary>
    public byte[] Data { get; private set; } = [];

    /// <summary>Code and path of each problem, in order of their spelling.</summary>
    public IReadOnlyList<string> Problems => [.. _problems.Order(StringComparer.Ordinal)];

    /// <summary>What is to be stored where there are no problems, each as <c>key value</c>; numbers without zeros at their end.</summary>
    public IReadOnlyList<string> Stored => [.. _stored.Order(StringComparer.Ordinal)];

    /// <summary>Whether the data have the shape that the exported schema asks for.</summary>
    public bool FitsSchema { get; private set; } = true;

    public static FormTrial Make(int seed)
    {
        var trial = new FormTrial(seed);
        trial.Build();
        return trial;
    }

    /// <summary>As <see cref="Stored"/> spells it.</summary>
    public static IEnumerable<string> Spell(JsonObject data) => data.Select(m => $"{m.Key} {Spell(m.Value)}").Order(StringComparer.Ordinal);

    private static string Spell(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => $"{{{string.Join(',', members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Spell(m.Value)}"))}}}",
        JsonArray items => $"[{string.Join(',', items.Select(Spell))}]",
        _ when node.GetValueKind() == JsonValueKind.Number => Plain(decimal.Parse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture)),
        _ when node.GetValueKind() == JsonValueKind.String => node.GetValue<string>(),
        _ => node.ToJsonString(),
    };

    private static string Plain(decimal value) => value.ToString("0.############################", System.Globalization.CultureInfo.InvariantCulture);

    private void Build()
    {
        var operands = Operands();
        _expressions = new KnownExpressions(_random, operands, Operators);
        foreach (var type in SampleValues.Types.OrderBy(_ => _random.Next()).Take(_random.Next(LeastTypes, SampleValues.Types.Count)))
        {
            AddField(type);
        }

        AddFixed();
        AddComputed("result", "number", _expressions.Number());
        AddComputed("word", "text", _expressions.Text());
        AddComputed("until", "date", _expressions.Day());
        AddComputed("holds", "boolean", _expressions.Condition());
        _fields.Add("{'key': 'shown', 'type': 'display', 'rules': {'calculation': 'word'}}");
        Types.UnionWith([FieldType.Computed, FieldType.Display]);
        AddSignature(operands);
        if (_isBad && _random.Next(6) == 0)
        {
            _members.Add("'stranger': 1");
            _problems.Add("form.unknown-member /stranger");
            FitsSchema = false;
        }

        Form = JsonSerializer.SerializeToUtf8Bytes(JsonNode.Parse(Utf8(Document())));
        Data = Utf8($"{{{string.Join(", ", _members)}}}");
    }

    private string Document()
    {
        var keys = _fields.Select(f => f.Split('\'')[3]).ToList();
        var fields = _fields.Select(f => $"{{'id': 'f_{f.Split('\'')[3]}', 'label': {{'zh-CN': '字段'}}, {f[1..]}");
        return $"{{'$format': 'lowcode.form/1', 'formId': 'trial', 'title': {{'zh-CN': '表'}}, 'fields': [{string.Join(", ", fields)}], 'nodeRules': {{'report': {{{string.Join(", ", keys.Select(k => $"'{k}': '{(k == Hidden ? "hidden" : "write")}'"))}}}}}}}";
    }

    // Fields that are always right: what others are made of.
    private KnownOperands Operands()
    {
        var numbers = new Dictionary<string, decimal?>
        {
            ["n0"] = _random.Next(-40, 60),
            ["n1"] = _random.Next(-4000, 6000) / 100m,
            ["n2"] = 0,
            ["n3"] = 12345678901234.12345678901234m + _random.Next(1000),
            ["n4"] = null,
        };
        foreach (var (key, value) in numbers)
        {
            Entered(key, "'type': 'number'", value is { } known ? known.ToString(System.Globalization.CultureInfo.InvariantCulture) : "null", value is null ? "null" : Plain(value.Value));
        }

        var truths = new Dictionary<string, bool?> { ["t0"] = _random.Next(2) == 0, ["t1"] = true, ["t2"] = null };
        foreach (var (key, value) in truths.Where(t => t.Value is not null))
        {
            Entered(key, "'type': 'boolean'", value!.Value ? "true" : "false", value.Value ? "true" : "false");
        }

        _fields.Add("{'key': 't2', 'type': 'boolean'}");
        var texts = new Dictionary<string, string> { ["s0"] = "abc", ["s1"] = "bcd路", ["s2"] = "x" };
        foreach (var (key, value) in texts)
        {
            Entered(key, "'type': 'text'", $"'{value}'", value);
        }

        DateOnly[] days = [new(2026, 3, 8), new(2026, 3, 29), new(2026, 10, 25), new(2024, 2, 29)];
        var known0 = new Dictionary<string, DateOnly> { ["d0"] = days[_random.Next(4)], ["d1"] = days[_random.Next(4)] };
        foreach (var (key, value) in known0)
        {
            Entered(key, "'type': 'date'", $"'{value:yyyy-MM-dd}'", $"{value:yyyy-MM-dd}");
        }

        return new KnownOperands(numbers, truths, texts, known0, Rows());
    }

    private List<decimal?> Rows()
    {
        Types.Add(FieldType.Table);
        _fields.Add("{'key': 'lines', 'type': 'table', 'columns': [{'key': 'price', 'id': 'c0', 'label': {'zh-CN': '价'}, 'type': 'money'}, {'key': 'count', 'id': 'c1', 'label': {'zh-CN': '数'}, 'type': 'integer', 'rules': {'required': 'price > 20', 'constraints': [{'expression': 'count <= 9', 'message': {'zh-CN': '至多九'}}]}}, {'key': 'unit', 'id': 'c3', 'label': {'zh-CN': '单位'}, 'type': 'text', 'default': '件', 'rules': {'readOnly': 'true'}}, {'key': 'net', 'id': 'c2', 'label': {'zh-CN': '净'}, 'type': 'money', 'rules': {'calculation': 'price * count + rowNumber'}}]}");
        var (prices, cells, stored) = (new List<decimal?>(), new List<string>(), new List<string>());
        for (var row = 0; row < _random.Next(6); row++)
        {
            var price = _random.Next(5000) / 100m;
            int? count = _random.Next(4) == 0 ? null : _random.Next(1, 10);
            var isWrong = _isBad && _random.Next(8) == 0;
            if (isWrong)
            {
                _problems.Add($"form.too-many-decimals /lines/{row}/price");
                FitsSchema = false;
            }

            if (count is null && !isWrong && price > 20)
            {
                count = _isBad && _random.Next(3) == 0 ? null : 1;
                _problems.AddRange(count is null ? [$"form.required /lines/{row}/count"] : []);
            }
            else if (count is not null && _isBad && _random.Next(8) == 0)
            {
                count = 12;
                _problems.Add($"form.constraint /lines/{row}/count");
            }

            prices.Add(isWrong ? null : price);
            cells.Add($"{{'price': {(isWrong ? "1.2345" : Plain(price))}{(count is null ? "" : $", 'count': {count}")}{(_random.Next(3) == 0 ? ", 'unit': '箱'" : "")}}}");
            stored.Add($"{{{(count is null ? "" : $"count:{count},net:{Plain((price * count.Value) + row + 1)},")}price:{Plain(price)},unit:件}}");
        }

        _members.Add($"'lines': [{string.Join(", ", cells)}]");
        _stored.Add($"lines {(stored.Count == 0 ? "null" : $"[{string.Join(',', stored)}]")}");
        return prices;
    }

    private void Entered(string key, string members, string json, string stored)
    {
        _fields.Add($"{{'key': '{key}', {members}}}");
        _members.Add($"'{key}': {json}");
        _stored.Add($"{key} {stored}");
    }

    private void AddField(FieldType type)
    {
        Types.Add(type);
        var key = $"x{(int)type}";
        var word = JsonNamingPolicy.CamelCase.ConvertName(type.ToString());
        var rules = new List<string>();
        var isRelevant = true;
        if (_random.Next(4) == 0 && _expressions.Condition() is var relevant)
        {
            rules.Add($"'relevant': {Quoted(relevant.Text)}");
            isRelevant = relevant.Truth == true;
        }

        var required = _random.Next(4) == 0 ? _expressions.Condition() : null;

        // What was entered before a rule closed the field stays; nobody has to fill what is closed.
        var closed = _random.Next(6) == 0 ? _expressions.Condition() : null;
        var broken = _random.Next(3) == 0 ? _expressions.Condition() : null;
        var isEmpty = _random.Next(5) == 0;
        if (!_isBad)
        {
            // A good submission has nothing that would be told.
            isEmpty &= required?.Truth != true || closed?.Truth == true;
            broken = broken is { Value: false } ? null : broken;
        }

        rules.AddRange(closed is null ? [] : [$"'readOnly': {Quoted(closed.Text)}"]);
        rules.AddRange(required is null ? [] : [$"'required': {Quoted(required.Text)}"]);
        rules.AddRange(broken is null ? [] : [$"'constraints': [{{'expression': {Quoted(broken.Text)}, 'message': {{'zh-CN': '不成立'}}}}]"]);
        var isKept = _random.Next(4) == 0;
        var all = SampleValues.Of(type, isGood: isEmpty || !_isBad || _random.Next(100) >= 25);
        var value = all[_random.Next(all.Count)];
        _fields.Add($"{{'key': '{key}', 'type': '{word}', {SampleValues.MembersOf(type)}{(isKept ? ", 'hiddenValue': 'keepHidden'" : "")}, 'rules': {{{string.Join(", ", rules)}}}}}");
        var json = isEmpty ? new[] { "null", "'  '", "[]" }[_random.Next(3)] : value.Json;
        _members.Add($"'{key}': {json}");
        FitsSchema &= isEmpty || value.Code is null || !value.IsInSchema;
        Expect(key, isEmpty, value, isRelevant, required?.Truth == true && closed?.Truth != true, broken?.Truth == false);
        _stored.Add($"{key} {(!isRelevant && (!isKept || (!isEmpty && value.Code is not null)) ? "null" : Spell(JsonNode.Parse(Utf8(json))))}");
    }

    // What nobody enters has its first value, whatever a sender says.
    private void AddFixed()
    {
        KnownExpression first;
        do
        {
            first = _expressions.Number();
        }
        while (first.Number is not (> -1e9m and < 1e9m));

        _fields.Add($"{{'key': 'fixed', 'type': 'number', 'rules': {{'readOnly': 'true', 'default': {Quoted(first.Text)}}}}}");
        _fields.Add("{'key': 'kind', 'type': 'choice', 'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}], 'default': 'b', 'rules': {'readOnly': 'true'}}");
        _fields.Add($"{{'key': '{Hidden}', 'type': 'text', 'default': 'web'}}");
        _members.AddRange(_random.Next(2) == 0 ? [] : ["'fixed': 999", "'kind': 'a'"]);
        _stored.AddRange([$"fixed {Plain(first.Number.Value)}", "kind b", $"{Hidden} web"]);
        AddComputed("closed", "number", new("fixed + 1", first.Number + 1));
    }

    private void Expect(string key, bool isEmpty, SampleValue value, bool isRelevant, bool isRequired, bool isBroken)
    {
        if (!isRelevant)
        {
            return;
        }

        if (isEmpty)
        {
            _problems.AddRange(isRequired ? [$"form.required /{key}"] : []);
        }
        else if (value.Code is not null)
        {
            _problems.Add($"{value.Code} /{key}{value.Within}");
        }
        else if (isBroken)
        {
            _problems.Add($"form.constraint /{key}");
        }
    }

    private void AddComputed(string key, string result, KnownExpression expression)
    {
        _fields.Add($"{{'key': '{key}', 'type': 'computed', 'result': '{result}', 'rules': {{'calculation': {Quoted(expression.Text)}}}}}");
        _stored.AddRange(expression.Value switch
        {
            null => [],
            decimal number => [$"{key} {Plain(number)}"],
            bool truth => [$"{key} {(truth ? "true" : "false")}"],
            DateOnly day => [$"{key} {day:yyyy-MM-dd}"],
            var text => [$"{key} {text}"],
        });
    }

    private void AddSignature(KnownOperands operands)
    {
        Types.Add(FieldType.Signature);
        _fields.Add("{'key': 'sign', 'type': 'signature', 'covers': ['s0']}");
        var isWrong = _isBad && _random.Next(5) == 0;
        var signed = isWrong ? "other" : operands.Texts["s0"];
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{{\"s0\":\"{signed}\"}}")));
        _members.Add($"'sign': {{'image': 'p', 'signer': '李', 'signedAt': '2026-03-08T02:30:00Z', 'hash': '{hash}'}}");
        _stored.Add($"sign {{hash:{hash},image:p,signedAt:2026-03-08T02:30:00Z,signer:李}}");
        _problems.AddRange(isWrong ? ["form.signature-broken /sign/hash"] : []);
    }

    private static byte[] Utf8(string singleQuoted) => Encoding.UTF8.GetBytes(singleQuoted.Replace('\'', '"'));

    // The document is written with single quotes for double ones.
    private static string Quoted(string expression) => $"'{expression.Replace("\"", "\\u0022", StringComparison.Ordinal)}'";
}
