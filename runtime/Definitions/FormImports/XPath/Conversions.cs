namespace LowCode.Definitions.FormImports.XPath;

/// <summary>What XPath converts by itself, said in FEEL: numbers of texts, texts of numbers, the truth of anything.</summary>
internal static class Conversions
{
    private const string Epoch = "date(\"1970-01-01\")";
    private const string EpochMoment = "date and time(\"1970-01-01T00:00:00Z\")";
    private const string Day = "duration(\"P1D\")";

    /// <summary>Null: it cannot be one.</summary>
    public static FeelPart? Number(FeelPart part) => part.Kind switch
    {
        XPathKind.Number or XPathKind.Unknown => part,
        XPathKind.Text when FeelLiteral(part) is { } text => FeelText.ReadNumber(text) is { } number ? new FeelPart(FeelText.Number(number), XPathKind.Number) : null,
        XPathKind.Text => FeelPart.Call("number", XPathKind.Number, part),
        XPathKind.Boolean => new FeelPart($"if {part.Text} then 1 else 0", XPathKind.Number, FeelPart.Condition),
        XPathKind.Date => new FeelPart($"({part.In(FeelPart.Add)} - {Epoch}) / {Day}", XPathKind.Number, FeelPart.Multiply),
        XPathKind.DateTime => new FeelPart($"({part.In(FeelPart.Add)} - {EpochMoment}) / {Day}", XPathKind.Number, FeelPart.Multiply),
        _ => null,
    };

    public static FeelPart? Text(FeelPart part) => part.Kind switch
    {
        XPathKind.Text => part,
        XPathKind.Choices => new FeelPart($"string join({part.Text}, \" \")", XPathKind.Text),
        XPathKind.Nodes or XPathKind.Rows or XPathKind.Other => null,
        _ => FeelPart.Call("string", XPathKind.Text, part),
    };

    public static FeelPart? Truth(FeelPart part) => part.Kind switch
    {
        XPathKind.Boolean => part,
        XPathKind.Number when part.Text is "0" or "1" => new FeelPart(part.Text == "1" ? "true" : "false", XPathKind.Boolean) { IsSure = true },
        XPathKind.Number => new FeelPart($"{part.In(FeelPart.Compare + 1)} != null and {part.In(FeelPart.Compare + 1)} != 0", XPathKind.Boolean, FeelPart.And) { IsSure = true },
        XPathKind.Text when part.Name is null && FeelLiteral(part) is null =>
            new FeelPart($"{part.In(FeelPart.Compare + 1)} != null and {part.In(FeelPart.Compare + 1)} != \"\"", XPathKind.Boolean, FeelPart.And) { IsSure = true },
        XPathKind.Text when FeelLiteral(part) is { } text => new FeelPart(text.Length > 0 ? "true" : "false", XPathKind.Boolean) { IsSure = true },
        XPathKind.Unknown => null,
        XPathKind.Rows => new FeelPart($"count({part.Text}) > 0", XPathKind.Boolean, FeelPart.Compare) { IsSure = true },
        _ => new FeelPart($"{part.In(FeelPart.Compare + 1)} != null", XPathKind.Boolean, FeelPart.Compare) { IsSure = true },
    };

    public static FeelPart? Date(FeelPart part) => part.Kind switch
    {
        XPathKind.Date => part,
        XPathKind.Text when FeelLiteral(part) is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", out _) =>
            new FeelPart($"date({FeelText.Quote(text[..10])})", XPathKind.Date),
        XPathKind.Text when FeelLiteral(part) is not null => null,
        XPathKind.Text or XPathKind.DateTime or XPathKind.Unknown => FeelPart.Call("date", XPathKind.Date, part),
        XPathKind.Number => new FeelPart($"{Epoch} + {part.In(FeelPart.Multiply)} * {Day}", XPathKind.Date, FeelPart.Add),
        _ => null,
    };

    public static FeelPart? Moment(FeelPart part) => part.Kind switch
    {
        XPathKind.DateTime => part,
        XPathKind.Date or XPathKind.Text or XPathKind.Unknown => FeelPart.Call("date and time", XPathKind.DateTime, part),
        XPathKind.Number => new FeelPart($"{EpochMoment} + {part.In(FeelPart.Multiply)} * {Day}", XPathKind.DateTime, FeelPart.Add),
        _ => null,
    };

    public static FeelPart? Time(FeelPart part) => part.Kind switch
    {
        XPathKind.Time => part,
        XPathKind.Text when FeelLiteral(part) is { Length: >= 5 } text => new FeelPart($"time({FeelText.Quote(text.Length == 5 ? $"{text}:00" : text[..Math.Min(text.Length, 8)])})", XPathKind.Time),
        XPathKind.DateTime or XPathKind.Unknown => FeelPart.Call("time", XPathKind.Time, part),
        _ => null,
    };

    /// <summary>As a value of a field of that kind.</summary>
    public static FeelPart? To(XPathKind kind, FeelPart part) => kind switch
    {
        _ when part.Kind == kind || part.Kind == XPathKind.Unknown => part,
        XPathKind.Text => Text(part),
        XPathKind.Number => Number(part),
        XPathKind.Boolean => Truth(part),
        XPathKind.Date => Date(part),
        XPathKind.DateTime => Moment(part),
        XPathKind.Time => Time(part),
        XPathKind.Unknown => part,
        _ => null,
    };

    /// <summary>The text that a literal holds; null: it is none.</summary>
    public static string? FeelLiteral(FeelPart part) =>
        part.Kind == XPathKind.Text && part.Level == FeelPart.Atom && part.Text.Length >= 2 && part.Text[0] == '"' && part.Text[^1] == '"'
            ? part.Text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
            : null;
}
