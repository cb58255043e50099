using LowCode.Storage.Records;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

/// <summary>The rows of records of a batch.</summary>
internal static class RecordTables
{
    public static readonly RowArrays<BurstCommit> Upsert = new(
        $"""
        INSERT INTO case_record ({RecordRows.Columns})
        SELECT {RecordRows.Columns} FROM {"{w}"} WHERE TRUE
        {RecordRows.OnConflict}
        """,
        [
            Column.Text<BurstCommit>("tenant_id", b => b.Tenant.Value),
            Column.Text<BurstCommit>("case_id", b => b.Case!.Record.Row.CaseId),
            Column.Text<BurstCommit>("case_type", b => b.Case!.Record.Row.CaseType),
            Column.Number<BurstCommit>("texts", b => b.Case!.Slots!.Texts),
            Column.Number<BurstCommit>("numbers", b => b.Case!.Slots!.Numbers),
            Column.Number<BurstCommit>("times", b => b.Case!.Slots!.Times),
            .. RecordRows.Slots.Select(slot => Column.Text<BurstCommit>(slot.Name, b => RecordRows.ValueOf(b.Case!.Slots!, slot))),
        ]);
}
