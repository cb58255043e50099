namespace LowCode.Definitions.FormImports.XPath;

/// <summary>What an expression's part is, as far as it decides how FEEL says it.</summary>
internal enum XPathKind
{
    Unknown,
    Text,
    Number,
    Boolean,
    Date,
    Time,
    DateTime,

    /// <summary>A list of option values.</summary>
    Choices,

    /// <summary>The values of one question in all rows.</summary>
    Nodes,

    /// <summary>The rows of a group that repeats.</summary>
    Rows,

    /// <summary>Places and files: they are there or not.</summary>
    Other,
}

/// <summary>Something that an expression names.</summary>
/// <param name="Feel">How FEEL names it, seen from the expression.</param>
internal sealed record XPathName(string Feel, XPathKind Kind)
{
    /// <summary>Of the values, for <see cref="XPathKind.Nodes"/>.</summary>
    public XPathKind ItemKind { get; init; }

    /// <summary>Where its choices stand; null: it has none.</summary>
    public XPathChoices? Choices { get; init; }

    /// <summary>The table that <see cref="XPathKind.Nodes"/> come from, and their column.</summary>
    public (string Table, string Column)? Column { get; init; }
}

/// <summary>Options, with the values that the file gives them.</summary>
/// <param name="Values">Ours by theirs.</param>
/// <param name="Labels">By our value.</param>
internal sealed record XPathChoices(IReadOnlyDictionary<string, string> Values, IReadOnlyList<KeyValuePair<string, string>> Labels);

/// <summary>Port: what names mean where an expression stands.</summary>
internal interface IXPathNames
{
    /// <summary>The question that the expression belongs to; null: a group.</summary>
    XPathName? Self { get; }

    /// <summary>Whether it stands in a group that repeats.</summary>
    bool IsInRow { get; }

    /// <summary>A question or group by name, the nearest one; null: there is none.</summary>
    XPathName? Find(string name);

    /// <summary>What a path leads to. One that leads nowhere means the nearest of its last name: sheets are written by hand.</summary>
    /// <param name="start">The question that the path starts at; null: where the expression stands.</param>
    /// <param name="steps">Names, <c>.</c> and <c>..</c>.</param>
    XPathName? At(string? start, IReadOnlyList<string> steps, string last);

    /// <summary>A bare name: in a filter of choices a column of theirs.</summary>
    XPathName? Bare(string name);

    /// <summary>The choices of a list; null: there is no such list.</summary>
    XPathChoices? Choices(string list);
}

/// <summary>A translated expression, or why there is none.</summary>
/// <param name="Feel">Null: it has no counterpart.</param>
internal sealed record XPathTranslation(string? Feel, XPathKind Kind, string Reason);
