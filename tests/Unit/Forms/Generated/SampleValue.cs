using LowCode.Definitions.Forms;

namespace LowCode.Tests.Unit.Forms.Generated;

/// <summary>A value of a type, good or bad, and what is wrong with it.</summary>
/// <param name="Json">As JSON, with single quotes.</param>
/// <param name="Code">Null for a good one.</param>
/// <param name="Within">Where in the value.</param>
/// <param name="IsInSchema">Whether a JSON Schema can say so too.</param>
internal sealed record SampleValue(string Json, string? Code = null, string Within = "", bool IsInSchema = true);

/// <summary>Values of every type; the field's own members beside them.</summary>
internal static class SampleValues
{
    private const string Options = "'options': [{'value': 'a', 'label': {'zh-CN': '甲'}}, {'value': 'b', 'label': {'zh-CN': '乙'}}, {'value': 'old', 'label': {'zh-CN': '旧'}, 'retired': true}]";

    private static readonly Dictionary<FieldType, (string Members, SampleValue[] Values)> _all = new()
    {
        [FieldType.Text] = ("'limits': {'maxLength': 8, 'pattern': '[^!]*'}", [new("'路灯'"), new("'😀😀😀😀😀😀😀😀'"), new("'123456789'", "form.too-long"), new("'a!'", "form.pattern"), new("7", "form.wrong-type"), new("'a\\nb'", "form.one-line"), new("'a\\u0001'", "form.bad-characters")]),
        [FieldType.LongText] = ("'limits': {'maxLength': 20}", [new("'一\\n二'"), new("'123456789012345678901'", "form.too-long"), new("['x']", "form.wrong-type")]),
        [FieldType.RichText] = ("'limits': {'maxLength': 60}", [new("'<p>一<br>二</p>'"), new("'<p onload=x>一</p>'", "form.rich-text", IsInSchema: false), new("1", "form.wrong-type")]),
        [FieldType.Integer] = ("'limits': {'min': -5, 'max': 99}", [new("0"), new("99"), new("7.0"), new("7.5", "form.wrong-type"), new("-6", "form.too-small"), new("100", "form.too-large"), new("'7'", "form.wrong-type")]),
        [FieldType.Number] = ("'limits': {'min': -1000000000000000}", [new("1234567890123.123456789012345"), new("-0.0000000000000000000000000001"), new("12345678901234567890123456.78"), new("3"), new("0.12345678901234567890123456789012", "form.too-many-digits", IsInSchema: false), new("-1e16", "form.too-small"), new("true", "form.wrong-type")]),
        [FieldType.Money] = ("'currency': 'CNY'", [new("12.34"), new("0"), new("1.5"), new("12.345", "form.too-many-decimals"), new("'12'", "form.wrong-type")]),
        [FieldType.Boolean] = ("'span': 1", [new("true"), new("false"), new("1", "form.wrong-type"), new("'true'", "form.wrong-type")]),
        [FieldType.Date] = ("'span': 1", [new("'2026-03-29'"), new("'2024-02-29'"), new("'2026-11-01'"), new("'2026-02-29'", "form.bad-date"), new("'2026-3-1'", "form.bad-date"), new("20260301", "form.wrong-type")]),
        [FieldType.Time] = ("'span': 1", [new("'02:30'"), new("'23:59:59'"), new("'24:00'", "form.bad-clock"), new("230", "form.wrong-type")]),
        [FieldType.DateTime] = ("'span': 1", [new("'2026-03-08T02:30:00-05:00'"), new("'2026-03-29T02:30:00+01:00'"), new("'2026-11-01T01:30Z'"), new("'2026-11-01T01:30'", "form.bad-time"), new("'2026-02-30T01:30Z'", "form.bad-time", IsInSchema: false), new("[1]", "form.wrong-type")]),
        [FieldType.Period] = ("'span': 1", [new("{'start': '2026-03-08', 'end': '2026-03-29'}"), new("{'start': '2026-03-08', 'end': '2026-03-07'}", "form.period-backwards", "/end", IsInSchema: false), new("{'start': '2026-03-08'}", "form.wrong-type", "/end"), new("{'start': '2026-03-32', 'end': '2026-04-01'}", "form.bad-date", "/start"), new("'2026-03-08'", "form.wrong-type")]),
        [FieldType.Choice] = (Options, [new("'a'"), new("'b'"), new("'c'", "form.unknown-option"), new("'old'", "form.unknown-option"), new("1", "form.wrong-type")]),
        [FieldType.MultiChoice] = ($"'limits': {{'max': 2}}, {Options}", [new("['a']"), new("['b', 'a']"), new("['a', 'a']", "form.choice-twice", "/1"), new("['a', 'c']", "form.unknown-option", "/1"), new("'a'", "form.wrong-type")]),
        [FieldType.Code] = ("'dictionary': 'codes'", [new("'K1'"), new("'K2'", null), new("'K9'", "form.unknown-code", IsInSchema: false), new("'G'", "form.code-not-selectable", IsInSchema: false), new("1", "form.wrong-type")]),
        [FieldType.Person] = ("'span': 1", [new("'zhang'"), new("'nobody'", "form.unknown-person", IsInSchema: false), new("{}", "form.wrong-type")]),
        [FieldType.Department] = ("'span': 1", [new("'D1'"), new("'D9'", "form.unknown-department", IsInSchema: false), new("7", "form.wrong-type")]),
        [FieldType.Address] = ("'span': 1", [new("{'division': '330106', 'detail': '文三路'}"), new("{'division': '33010600', 'detail': 'x'}", "form.bad-division", "/division"), new("{'division': '330106', 'zip': '1'}", "document.unknown-member", "/zip"), new("'330106'", "form.wrong-type")]),
        [FieldType.GeoPoint] = ("'geo': {'worstAccuracy': 50}", [new("{'lon': 120.5, 'lat': -30.25, 'accuracy': 50, 'crs': 'gcj02'}"), new("{'lon': 180.5, 'lat': 1}", "form.position-out-of-range", "/lon"), new("{'lon': 1, 'lat': 1, 'accuracy': 51}", "form.too-uncertain", "/accuracy"), new("{'lon': 1, 'lat': 1, 'crs': 'x'}", "form.unknown-crs", "/crs"), new("{'lon': 1}", "form.wrong-type", "/lat")]),
        [FieldType.GeoLine] = ("'span': 1", [new("{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 2}]}"), new("{'points': [{'lon': 1, 'lat': 1}]}", "form.point-count", "/points"), new("{'points': 1}", "form.wrong-type", "/points")]),
        [FieldType.GeoArea] = ("'span': 1", [new("{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 2}, {'lon': 2, 'lat': 1}]}"), new("{'points': [{'lon': 1, 'lat': 1}, {'lon': 2, 'lat': 2}, {'lon': 2, 'lat': 91}]}", "form.position-out-of-range", "/points/2/lat")]),
        [FieldType.Photo] = ("'limits': {'max': 2}", [new("['p1', {'id': 'p2', 'takenAt': '2026-03-08T02:30:00-05:00'}]"), new("['p1', 'p2', 'p3']", "form.too-many-photos"), new("['p1', 'p1']", "form.photo-twice", "/1"), new("'p1'", "form.wrong-type")]),
        [FieldType.Video] = ("'span': 1", [new("['v1']"), new("[3]", "form.wrong-type", "/0")]),
        [FieldType.Audio] = ("'limits': {'min': 2}", [new("['s1', 's2']"), new("['s1']", "form.too-few-photos")]),
        [FieldType.File] = ("'span': 1", [new("['f1']"), new("[{'id': 'f1', 'name': 'x'}]", "document.unknown-member", "/0/name")]),
        [FieldType.Barcode] = ("'span': 1", [new("'6901028315111'"), new("6901028315111", "form.wrong-type")]),
        [FieldType.IdNumber] = ("'sensitivity': 'personal'", [new("'11010519491231002X'"), new("'440524188001010014'"), new("'110105194912310021'", "form.bad-check", IsInSchema: false), new("'1101051949123100'", "form.bad-id-number"), new("'990101194912310028'", "form.id-number-province")]),
        [FieldType.CreditCode] = ("'span': 1", [new("'91350100M000100Y43'"), new("'91350100M000100Y44'", "form.bad-check", IsInSchema: false), new("'91350100M000100Y4'", "form.bad-credit-code")]),
        [FieldType.Phone] = ("'span': 1", [new("'13812345678'"), new("'0571-87654321'"), new("'12345'", "form.bad-phone"), new("13812345678", "form.wrong-type")]),
    };

    public static IReadOnlyList<FieldType> Types { get; } = [.. _all.Keys];

    public static string MembersOf(FieldType type) => _all[type].Members;

    public static IReadOnlyList<SampleValue> Of(FieldType type, bool isGood) => [.. _all[type].Values.Where(v => v.Code is null == isGood)];
}
