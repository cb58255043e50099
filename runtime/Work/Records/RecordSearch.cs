using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;
using LowCode.Work.Privacy;

namespace LowCode.Work.Records;

/// <param name="Where">Conditions that all hold, as <see cref="RecordWhere"/> spells them.</param>
/// <param name="Sort">Key of a searchable field; null: by creation.</param>
public sealed record RecordSearch(string CaseType, IReadOnlyList<string> Where, string? Sort = null, bool Descending = true);

/// <summary>A kind of records.</summary>
/// <param name="Fields">What they are listed by, in the order of the forms.</param>
/// <param name="IsBeingIndexed">Records from before the last change of the forms are still being taken in.</param>
public sealed record RecordType(string CaseTypeId, LocalizedText Name, IReadOnlyList<RecordField> Fields, IReadOnlyList<CaseStatus> Statuses, bool IsBeingIndexed);

/// <param name="Operators">Words of <see cref="RecordWhere"/>; empty: the reader may not see its values, so lists cannot be narrowed or sorted by it.</param>
public sealed record RecordField(FormField Field, IReadOnlyList<string> Operators)
{
    public bool MayBeSearched => Operators.Count > 0;
}

/// <param name="Values">Of the searchable fields that have one, by key; masked where the reader may not see them.</param>
public sealed record RecordRow(string Number, string Status, DateTimeOffset CreatedAt, System.Text.Json.Nodes.JsonObject Values, IReadOnlyList<MaskedField> Masked);

/// <param name="Count">How many match, exact up to 999.</param>
/// <param name="IsMore">There are more than the count says.</param>
public sealed record RecordPage(RecordType Type, IReadOnlyList<RecordRow> Rows, int Count, bool IsMore);

/// <summary>What a search means to the store, or what is wrong with it.</summary>
internal sealed record ReadSearch(SlotQuery Query, IReadOnlyList<Problem> Problems);
