using System.Text.RegularExpressions;
using LowCode.Definitions.FormImports.XPath;
using LowCode.Definitions.Forms;

namespace LowCode.Definitions.FormImports.XlsForms;

internal enum XlsTypeKind
{
    Question,
    BeginGroup,
    BeginRepeat,
    End,

    /// <summary>What a device adds by itself.</summary>
    Metadata,

    /// <summary>Nobody knows it.</summary>
    Unknown,
}

/// <summary>What stands in the column <c>type</c>.</summary>
/// <param name="Field">Of a question.</param>
/// <param name="List">Of choices; of a loop, what it goes over.</param>
internal sealed partial record XlsType(XlsTypeKind Kind, FieldType Field = FieldType.Text, string? List = null)
{
    public bool HasOther { get; init; }

    /// <summary>Its choices stand in another file, or in the form's own rows.</summary>
    public bool IsElsewhere { get; init; }

    public bool IsRank { get; init; }

    public string Word { get; init; } = "";

    private static readonly Dictionary<string, FieldType> _questions = Words(
        (FieldType.Text, "text|string|q string|add text prompt|hidden|phone number"),
        (FieldType.Integer, "integer|int|q int|add integer prompt|percentage|number of days in last month|number of days in last six months|number of days in last year"),
        (FieldType.Number, "decimal|q decimal|add decimal prompt|range"),
        (FieldType.Date, "date|q date|add date prompt|today|get today"),
        (FieldType.Time, "time|q time|add time prompt"),
        (FieldType.DateTime, "datetime|q datetime|q date time|add date time prompt|add datetime prompt|start|start time|get start time|end|end time|get end time"),
        (FieldType.Display, "note|q note|add note prompt"),
        (FieldType.Computed, "calculate|q calculate|add calculate prompt"),
        (FieldType.Boolean, "acknowledge|q acknowledge|add acknowledge prompt|trigger"),
        (FieldType.GeoPoint, "geopoint|gps|location|q geopoint|q location|add location prompt"),
        (FieldType.GeoLine, "geotrace|q geotrace"),
        (FieldType.GeoArea, "geoshape|q geoshape"),
        (FieldType.Photo, "image|photo|picture|q picture|q image|add image prompt|add photo prompt"),
        (FieldType.Audio, "audio|q audio|add audio prompt|background-audio"),
        (FieldType.Video, "video|q video|add video prompt"),
        (FieldType.File, "file|q file|add file prompt"),
        (FieldType.Phone, "tel"),
        (FieldType.Barcode, "barcode|q barcode|add barcode prompt"));

    private static readonly HashSet<string> _metadata = new(
        "deviceid|device id|get device id|imei|subscriberid|subscriber id|get subscriber id|simserial|sim id|simid|get sim id|phonenumber|get phone number|email|audit|start-geopoint|background-geopoint|instanceid|uuid|username|csv-external|xml-external".Split('|'), StringComparer.Ordinal);

    public static XlsType Read(string text)
    {
        var word = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var lower = word.ToLowerInvariant();
        if (Group().Match(lower) is { Success: true } group)
        {
            var repeats = group.Groups[2].Value is not "group";
            return group.Groups[1].Value == "end" ? new XlsType(XlsTypeKind.End) { Word = word }
                : new XlsType(repeats ? XlsTypeKind.BeginRepeat : XlsTypeKind.BeginGroup, List: Loop().Match(word) is { Success: true } loop ? loop.Groups[1].Value : null) { Word = word };
        }

        if (Select().Match(word) is { Success: true } select)
        {
            var list = select.Groups["list"].Value;
            var command = select.Groups["command"].Value.ToLowerInvariant();
            var isMany = !command.Contains("one", StringComparison.Ordinal) && command != "select1";
            return new XlsType(XlsTypeKind.Question, isMany ? FieldType.MultiChoice : FieldType.Choice, list)
            {
                Word = word,
                HasOther = select.Groups["other"].Success,
                IsRank = command == "rank",
                IsElsewhere = select.Groups["file"].Success || list.StartsWith("${", StringComparison.Ordinal),
            };
        }

        return _metadata.Contains(lower) ? new XlsType(XlsTypeKind.Metadata) { Word = lower }
            : _questions.TryGetValue(lower, out var field) ? new XlsType(XlsTypeKind.Question, field) { Word = lower }
            : new XlsType(XlsTypeKind.Unknown) { Word = word };
    }

    /// <summary>What expressions make of its values.</summary>
    public static XPathKind KindOf(FieldType type) => type switch
    {
        FieldType.Text or FieldType.LongText or FieldType.Choice or FieldType.Barcode or FieldType.Phone => XPathKind.Text,
        FieldType.Integer or FieldType.Number => XPathKind.Number,
        FieldType.Boolean => XPathKind.Boolean,
        FieldType.Date => XPathKind.Date,
        FieldType.Time => XPathKind.Time,
        FieldType.DateTime => XPathKind.DateTime,
        FieldType.MultiChoice => XPathKind.Choices,
        _ => XPathKind.Other,
    };

    private static Dictionary<string, FieldType> Words(params (FieldType Type, string Names)[] words) =>
        words.SelectMany(w => w.Names.Split('|').Select(n => (n, w.Type))).ToDictionary(w => w.n, w => w.Type, StringComparer.Ordinal);

    [GeneratedRegex(@"^(begin|end)[ _]?(group|lgroup|repeat|loop|looped group)\b")]
    private static partial Regex Group();

    [GeneratedRegex(@"\bover (\S+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Loop();

    [GeneratedRegex(
        @"^(?<command>add select one prompt using|add select multiple prompt using|select all that apply from|select all that apply|select one from|select_one_external|select one external|select_one|select one|select1|select_multiple|select multiple|rank)(?<file>[_ ]from[_ ]file)? (?<list>\$\{[^}]*\}|\S+)(?<other>[ _]?\b(or_other|or other|or specify other))?$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Select();
}
