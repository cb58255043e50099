using System.Text.Encodings.Web;
using System.Text.Json;

namespace LowCode.Work.Slots;

/// <summary>The layouts of a release as its row holds them, by case type.</summary>
public static class LayoutJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyDictionary<string, RecordLayout> layouts) => JsonSerializer.Serialize(
        layouts.OrderBy(l => l.Key, StringComparer.Ordinal).ToDictionary(
            l => l.Key,
            l => new LayoutRow(l.Value.Version, [.. l.Value.Slots.Select(s => new SlotRow(s.Slot.Name, s.Field, s.Since, s.Left, s.Guards))])),
        Options);

    /// <param name="json">Null: the release was published before there were any.</param>
    public static IReadOnlyDictionary<string, RecordLayout> Read(string? json) => json is null
        ? new Dictionary<string, RecordLayout>()
        : JsonSerializer.Deserialize<Dictionary<string, LayoutRow>>(json, Options)!.ToDictionary(
            l => l.Key,
            l => new RecordLayout(l.Value.Version, [.. l.Value.Slots.Select(s => new SlotUse(RecordSlot.Parse(s.Slot), s.Field, s.Since, s.Left, s.Guards))]),
            StringComparer.Ordinal);

    private sealed record LayoutRow(long Version, IReadOnlyList<SlotRow> Slots);

    private sealed record SlotRow(string Slot, string Field, long Since, long? Left, IReadOnlyList<IReadOnlyList<string>> Guards);
}
