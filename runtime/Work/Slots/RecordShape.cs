using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Searching;

namespace LowCode.Work.Slots;

/// <summary>How the records of a case type are searched by one release.</summary>
/// <param name="Fields">Those with a slot.</param>
public sealed record RecordShape(RecordLayout Layout, IReadOnlyList<(SearchableField Field, SlotUse Use)> Fields)
{
    /// <summary>Null: the case type has never had a searchable field.</summary>
    public static RecordShape? Of(RecordLayout? layout, IReadOnlyList<SearchableField> fields) => layout is null
        ? null
        : new(layout, [.. fields.Select(f => (f, layout.Of(f.Key))).Where(f => f.Item2 is not null).Select(f => (f.f, f.Item2!))]);

    /// <summary>The row of a record that holds these data.</summary>
    public RecordWrite Fill(JsonObject data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var values = Fields.Select(f => (f.Use.Slot, Value: f.Field.ValueIn(data))).Where(v => v.Value is not null);
        return new(Layout.Version, Layout.Width(SlotKind.Text), Layout.Width(SlotKind.Number), Layout.Width(SlotKind.Time), values.ToDictionary(v => v.Slot, v => v.Value!));
    }
}

/// <summary>A row of <c>case_record</c>.</summary>
/// <param name="Layout">The version of the layout that it was made by.</param>
/// <param name="Texts">How many text slots the layout has.</param>
/// <param name="Values">Texts, and decimals in number slots; a slot that is not here is empty.</param>
public sealed record RecordWrite(long Layout, int Texts, int Numbers, int Times, IReadOnlyDictionary<RecordSlot, object> Values)
{
    public string? Text(RecordSlot slot) => Values.GetValueOrDefault(slot) as string;

    public decimal? Number(RecordSlot slot) => Values.GetValueOrDefault(slot) as decimal?;
}
