using System.Globalization;
using LowCode.Definitions.Forms.Searching;

namespace LowCode.Work.Slots;

/// <summary>A typed column of <c>case_record</c> that holds the values of one searchable field of a case type.</summary>
/// <param name="Number">From 1.</param>
public readonly record struct RecordSlot(SlotKind Kind, int Number)
{
    /// <summary>The name of the column: <c>text_1</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{WordOf(Kind)}_{Number}");

    /// <summary>How many columns of a kind there are, for each case type.</summary>
    public static int Most(SlotKind kind) => kind == SlotKind.Text ? 12 : 6;

    public static IEnumerable<RecordSlot> All(SlotKind kind) => Enumerable.Range(1, Most(kind)).Select(n => new RecordSlot(kind, n));

    /// <exception cref="FormatException">There is no such column.</exception>
    public static RecordSlot Parse(string name) =>
        Enum.GetValues<SlotKind>().SelectMany(All).Where(s => s.Name == name).Cast<RecordSlot?>().FirstOrDefault()
        ?? throw new FormatException($"Expected a slot such as text_1, but '{name}' came.");

    public override string ToString() => Name;

    private static string WordOf(SlotKind kind) => kind switch
    {
        SlotKind.Text => "text",
        SlotKind.Number => "number",
        SlotKind.Time => "time",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
