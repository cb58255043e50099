using LowCode.Definitions.Forms.Searching;

namespace LowCode.Work.Slots;

/// <summary>Which slot holds which field of a case type. Made when a release is published; a field keeps its slot over the versions of its forms.</summary>
/// <param name="Version">
/// Number of the release that changed it last. Rows say with which version they were written, so that those of an earlier one are found and written anew.
/// </param>
/// <param name="Slots">Those that hold something, or may still do.</param>
public sealed record RecordLayout(long Version, IReadOnlyList<SlotUse> Slots)
{
    /// <summary>How many slots of a kind rows have, counted to the last that is in use: indexes of those behind leave the row out.</summary>
    public int Width(SlotKind kind) => Slots.Where(s => !s.IsLeft && s.Slot.Kind == kind).Select(s => s.Slot.Number).DefaultIfEmpty(0).Max();

    public SlotUse? Of(string field) => Slots.FirstOrDefault(s => !s.IsLeft && s.Field == field);
}

/// <param name="Field">Key of the field.</param>
/// <param name="Since">The version of the layout from which on rows have the field's values in it.</param>
/// <param name="Left">
/// The version from which on it is empty, because the field is not searchable any more; null: it is in use. It is free for another field once no row is older.
/// </param>
/// <param name="Guards">
/// Roles of which a reader must have one, list by list: what each version of the forms says in which the field is sensitive. Who may not see a value must not
/// find it either.
/// </param>
public sealed record SlotUse(RecordSlot Slot, string Field, long Since, long? Left, IReadOnlyList<IReadOnlyList<string>> Guards)
{
    public bool IsLeft => Left is not null;
}
