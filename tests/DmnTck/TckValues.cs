using System.Globalization;
using LowCode.Feel.Numbers;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Tests.DmnTck;

/// <summary>Values of case files as FEEL values.</summary>
public static class TckValues
{
    /// <summary>
    /// How far a number may be from the expected one, relative to it: the kit writes what it computed with binary floating point.
    /// </summary>
    private static readonly FeelNumber _tolerance = FeelNumber.Parse("0.00000001")!.Value;

    /// <param name="like">For values without a type: what the untyped text is read like (a value of the same kind), or null for a guess.</param>
    /// <exception cref="FormatException">The text is no value of its type.</exception>
    public static FeelValue Read(TckValue value, FeelValue? like = null) => value switch
    {
        TckValue.Nil => FeelValue.Null,
        TckValue.List list => FeelList.From(list.Items.Select((item, i) => Read(item, like?.AsList is { } l && i < l.Count ? l[i] : (FeelValue?)null))),
        TckValue.Components components => FeelContext.Of(components.Entries.Select(e => (e.Key, Read(e.Value, like?.AsContext?[e.Key])))),
        TckValue.Scalar { Type: { } type, Text: var text } => Typed(type, text),
        TckValue.Scalar { Text: "" } => FeelValue.Null,
        TckValue.Scalar { Text: var text } => Untyped(text, like?.Kind),
        _ => throw new FormatException($"Expected a value, but got {value}."),
    };

    /// <summary>Whether a result is what the case expects. Entries of contexts may come in any order.</summary>
    public static bool AreSame(FeelValue expected, FeelValue got) => (expected.Kind, got.Kind) switch
    {
        (FeelKind.Number, FeelKind.Number) => AreNear(expected.AsNumber!.Value, got.AsNumber!.Value),
        (FeelKind.List, FeelKind.List) => expected.AsList!.Count == got.AsList!.Count && expected.AsList.Zip(got.AsList).All(p => AreSame(p.First, p.Second)),
        (FeelKind.Context, FeelKind.Context) => expected.AsContext!.Count == got.AsContext!.Count
            && expected.AsContext.All(e => got.AsContext.TryGet(e.Key, out var other) && AreSame(e.Value, other)),
        _ => Comparing.AreSame(expected, got),
    };

    private static bool AreNear(FeelNumber expected, FeelNumber got)
    {
        if (expected == got)
        {
            return true;
        }

        var distance = FeelNumber.Subtract(expected, got)?.Abs();
        var scale = expected.Abs() > FeelNumber.One ? expected.Abs() : FeelNumber.One;
        return distance is { } d && d <= FeelNumber.Multiply(_tolerance, scale);
    }

    private static FeelValue Typed(string type, string text) => type switch
    {
        "string" => text,
        "boolean" => text.Trim() is "true" or "1",
        "decimal" or "double" or "integer" or "int" or "long" or "float" => Number(text),
        "date" => FeelDate.Parse(text) ?? throw Wrong(type, text),
        "time" => FeelTime.Parse(text) ?? throw Wrong(type, text),
        "dateTime" => FeelDateTime.Parse(text) ?? throw Wrong(type, text),
        "duration" => DurationText.ParseMonths(text) is { } months ? FeelValue.Months(months)
            : DurationText.ParseNanoseconds(text) is { } nanoseconds ? FeelValue.Nanoseconds(nanoseconds)
            : throw Wrong(type, text),
        _ => throw Wrong(type, text),
    };

    private static FeelValue Untyped(string text, FeelKind? like) => like switch
    {
        FeelKind.String => text,
        FeelKind.Date => Typed("date", text),
        FeelKind.DateTime => Typed("dateTime", text),
        FeelKind.Time => Typed("time", text),
        FeelKind.DaysDuration or FeelKind.YearsDuration => Typed("duration", text),
        _ when text is "true" or "false" => text == "true",
        _ when FeelNumber.Parse(text) is { } number => number,
        _ when text.Contains('T') && FeelDateTime.Parse(text) is { } moment => moment,
        _ => text,
    };

    private static FeelValue Number(string text) =>
        FeelNumber.Parse(text.Trim().TrimStart('+')) is { } number ? number
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var floating) && double.IsFinite(floating)
            && FeelNumber.Parse(floating.ToString("R", CultureInfo.InvariantCulture)) is { } written ? written
        : throw Wrong("number", text);

    private static FormatException Wrong(string type, string text) => new($"Expected a {type}, but the case says '{text}'.");
}
