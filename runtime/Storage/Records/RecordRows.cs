using LowCode.Definitions;
using LowCode.Definitions.Forms.Searching;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Cases;
using LowCode.Work.Slots;

namespace LowCode.Storage.Records;

/// <summary>Rows of <c>case_record</c>. One that says the same already is left alone: an update would touch each of its indexes.</summary>
internal static class RecordRows
{
    /// <summary>Columns before the slots, in order.</summary>
    public static readonly string[] Keys = ["tenant_id", "case_id", "case_type", "texts", "numbers", "times"];

    /// <summary>All slots, in the order of their columns.</summary>
    public static readonly RecordSlot[] Slots = [.. Enum.GetValues<SlotKind>().SelectMany(RecordSlot.All)];

    public static readonly string Columns = string.Join(", ", Keys.Concat(Slots.Select(s => s.Name)));

    private static readonly string[] _changing = [.. Keys.Skip(3).Concat(Slots.Select(s => s.Name))];

    public static readonly string OnConflict =
        $"""
        ON CONFLICT (tenant_id, case_id) DO UPDATE SET {string.Join(", ", _changing.Select(c => $"{c} = excluded.{c}"))}
        WHERE ({string.Join(", ", _changing.Select(c => $"case_record.{c}"))}) IS DISTINCT FROM ({string.Join(", ", _changing.Select(c => $"excluded.{c}"))})
        """;

    private static readonly string _upsert =
        $"""
        INSERT INTO case_record ({Columns}) VALUES ({string.Join(", ", Keys.Concat(Slots.Select(s => s.Name)).Select(c => "@" + c))})
        {OnConflict}
        """;

    /// <summary>A slot's value as it travels; null: it is empty.</summary>
    public static string? ValueOf(RecordWrite record, RecordSlot slot) =>
        slot.Kind == SlotKind.Number ? record.Number(slot) is { } number ? DecimalKey.Of(number) : null : record.Text(slot);

    public static void Write(WriteSession session, TenantId tenant, CaseRow row, RecordWrite record) =>
        Write(session, tenant, row.CaseId, row.CaseType, record);

    public static void Write(WriteSession session, TenantId tenant, string caseId, string caseType, RecordWrite record) => session.Execute(
        _upsert,
        [
            ("tenant_id", tenant.Value),
            ("case_id", caseId),
            ("case_type", caseType),
            ("texts", record.Texts),
            ("numbers", record.Numbers),
            ("times", record.Times),
            .. Slots.Select(s => (s.Name, (object?)ValueOf(record, s))),
        ]);
}
