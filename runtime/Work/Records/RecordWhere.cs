using LowCode.Definitions.Forms.Searching;

namespace LowCode.Work.Records;

/// <summary>A condition as addresses spell it: <c>amount:from:100</c>, <c>kind:in:a,b</c>, <c>handledOn:empty</c>.</summary>
/// <param name="Field">Key of a searchable field.</param>
/// <param name="Operator">One of <see cref="Words"/>.</param>
/// <param name="Text">What it is compared with; of <c>in</c> several, with commas between.</param>
public sealed record RecordWhere(string Field, string Operator, string Text)
{
    public const string Equal = "eq";
    public const string In = "in";
    public const string From = "from";
    public const string To = "to";
    public const string Starts = "starts";
    public const string Contains = "contains";
    public const string Empty = "empty";

    private static readonly (string Word, SearchOperators Operator)[] _words =
    [
        (Equal, SearchOperators.Equal),
        (In, SearchOperators.In),
        (From, SearchOperators.Range),
        (To, SearchOperators.Range),
        (Starts, SearchOperators.Starts),
        (Contains, SearchOperators.Contains),
        (Empty, SearchOperators.Empty),
    ];

    /// <summary>The operators that a field takes.</summary>
    public static IReadOnlyList<string> Words(SearchOperators operators) => [.. _words.Where(w => operators.HasFlag(w.Operator)).Select(w => w.Word)];

    /// <summary>Null: it has no field and operator.</summary>
    public static RecordWhere? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', 3) is [{ Length: > 0 } field, { Length: > 0 } word, .. var rest] ? new(field, word, rest.Length > 0 ? rest[0] : "") : null;
    }

    public override string ToString() => Operator == Empty ? $"{Field}:{Operator}" : $"{Field}:{Operator}:{Text}";
}
