using LowCode.Definitions.Forms.Searching;
using LowCode.Storage.Databases;
using LowCode.Storage.Records;
using LowCode.Work.Instances;
using LowCode.Work.Slots;

namespace LowCode.Storage.Batches;

/// <summary>The rows of records of a batch.</summary>
internal static class RecordTables
{
    public static readonly RowArrays<BurstCommit> Upsert = new(
        $"""
        INSERT INTO case_record ({RecordRows.Columns})
        SELECT {string.Join(", ", RecordRows.Keys.Select(k => $"w.{k}").Concat(RecordRows.Slots.Select(Value)))}
        FROM {"{w}"}
        {RecordRows.OnConflict}
        """,
        [
            Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
            Column.Text<BurstCommit>("case_id", b => b.Case!.Record.Row.CaseId),
            Column.Text<BurstCommit>("case_type", b => b.Case!.Record.Row.CaseType),
            Column.Number<BurstCommit>("texts", b => b.Case!.Slots!.Texts),
            Column.Number<BurstCommit>("numbers", b => b.Case!.Slots!.Numbers),
            Column.Number<BurstCommit>("times", b => b.Case!.Slots!.Times),
            .. RecordRows.Slots.Select(slot => Column.Text<BurstCommit>(slot.Name, b => RecordRows.ValueOf(Dialect.Postgres, b.Case!.Slots!, slot))),
        ]);

    private static string Value(RecordSlot slot) => slot.Kind == SlotKind.Number ? Dialect.Postgres.AsDecimal($"w.{slot.Name}") : $"w.{slot.Name}";
}
