using LowCode.Definitions;
using LowCode.Work.Slots;

namespace LowCode.Work.Records;

/// <summary>Port: reading records by their slots. Never locks a writer.</summary>
public interface IRecordQueries
{
    /// <summary>Records beyond this are not counted, and not reached by pages.</summary>
    const int Window = 1000;

    /// <summary>What takes longer is ended with a <see cref="SearchTooLongException"/>: 10 s.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>A page and how many records match, exact below <see cref="Window"/>.</summary>
    Task<FoundRecords> FindAsync(TenantId tenant, SlotQuery query, PageRequest page, CancellationToken cancellation);

    /// <summary>All records that match, in the order of their creation, a bounded number at a time; order and direction of the query do not count. Each piece may take as long as a search.</summary>
    IAsyncEnumerable<IReadOnlyList<StoredRecord>> AllAsync(TenantId tenant, SlotQuery query, CancellationToken cancellation);
}

/// <summary>A search took longer than it may: it is to be narrowed.</summary>
public sealed class SearchTooLongException(TimeSpan longest) : Exception($"Expected a search of records to end within {longest.TotalSeconds} s, but it did not.")
{
    public TimeSpan Longest { get; } = longest;

    internal Rejection Rejection => Rejections.Invalid("record.takes-too-long", Longest.TotalSeconds);
}

/// <param name="Count">At most <see cref="IRecordQueries.Window"/>, which stands for that many or more.</param>
public sealed record FoundRecords(IReadOnlyList<StoredRecord> Rows, int Count);

/// <param name="Sort">Records without a value come last in either direction; null: by creation.</param>
public sealed record SlotQuery(string CaseType, IReadOnlyList<SlotCondition> Conditions, RecordSlot? Sort, bool Descending);

/// <summary>What a slot must hold. Values are as slots hold them: texts, and decimals for number slots.</summary>
public abstract record SlotCondition(RecordSlot Slot)
{
    /// <param name="Values">At least one.</param>
    public sealed record OneOf(RecordSlot Slot, IReadOnlyList<object> Values) : SlotCondition(Slot);

    /// <param name="From">Included; null: no lower end.</param>
    /// <param name="To">Included; null: no upper end.</param>
    public sealed record Between(RecordSlot Slot, object? From, object? To) : SlotCondition(Slot);

    public sealed record StartsWith(RecordSlot Slot, string Text) : SlotCondition(Slot);

    public sealed record Contains(RecordSlot Slot, string Text) : SlotCondition(Slot);

    public sealed record IsEmpty(RecordSlot Slot) : SlotCondition(Slot);
}
