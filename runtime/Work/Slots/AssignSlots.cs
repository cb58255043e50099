using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Searching;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Slots;

/// <summary>What a release that is published says of its records.</summary>
/// <param name="Problems">Searchable fields that find no slot.</param>
internal sealed record AssignedSlots(IReadOnlyDictionary<string, RecordLayout> Layouts, IReadOnlyList<Problem> Problems);

/// <summary>Gives each searchable field a slot: the one that it has, else one that nothing uses.</summary>
/// <param name="versions">All versions of a form that were ever published, by its id.</param>
internal sealed class AssignSlots(ISlotRows rows, TenantId tenant, Func<string, Task<IReadOnlyList<FormDefinition>>> versions)
{
    private readonly List<Problem> _problems = [];

    /// <param name="before">Of the release before.</param>
    /// <param name="revision">Number of the new release.</param>
    public async Task<AssignedSlots> HandleAsync(
        IReadOnlyDictionary<string, RecordLayout> before,
        IReadOnlyList<CaseTypeDefinition> caseTypes,
        Func<string, FormDefinition?> form,
        long revision,
        CancellationToken cancellation)
    {
        // Records outlive the case type that left the release: what it had is kept.
        var layouts = before.ToDictionary(StringComparer.Ordinal);
        foreach (var caseType in caseTypes)
        {
            var fields = SearchableField.Of(caseType, form);
            if (fields.Count > 0 || before.ContainsKey(caseType.CaseTypeId))
            {
                layouts[caseType.CaseTypeId] = await LayOutAsync(before.GetValueOrDefault(caseType.CaseTypeId) ?? new(0, []), caseType, fields, form, revision, cancellation);
            }
        }

        return new(layouts, _problems);
    }

    private async Task<RecordLayout> LayOutAsync(
        RecordLayout before, CaseTypeDefinition caseType, IReadOnlyList<SearchableField> fields, Func<string, FormDefinition?> form, long revision, CancellationToken cancellation)
    {
        var (slots, changed) = (new List<SlotUse>(), false);
        var open = before.Slots.ToList();
        var wanting = new List<SearchableField>();
        foreach (var field in fields)
        {
            if (open.Find(s => !s.IsLeft && field.Keys.Contains(s.Field) && s.Slot.Kind == SearchValue.KindOf(field.Field)) is { } kept)
            {
                open.Remove(kept);
                slots.Add(kept with { Field = field.Key, Guards = Joined(kept.Guards, GuardsOf(field, caseType.Forms.Values.Distinct().Select(form).OfType<FormDefinition>())) });
            }
            else
            {
                wanting.Add(field);
            }
        }

        // What is not searchable any more is emptied first, and only then taken by another field.
        foreach (var use in open)
        {
            if (use.Left is not { } left || await rows.AnyOlderAsync(tenant, caseType.CaseTypeId, left, cancellation))
            {
                changed |= !use.IsLeft;
                slots.Add(use.IsLeft ? use : use with { Left = revision });
            }
        }

        foreach (var field in wanting)
        {
            changed |= await TakeAsync(field, caseType, slots, form, revision);
        }

        return new(changed ? revision : before.Version, slots);
    }

    private async Task<bool> TakeAsync(SearchableField field, CaseTypeDefinition caseType, List<SlotUse> slots, Func<string, FormDefinition?> form, long revision)
    {
        var kind = SearchValue.KindOf(field.Field)!.Value;
        var free = RecordSlot.All(kind).Where(s => slots.TrueForAll(u => u.Slot != s)).Cast<RecordSlot?>().FirstOrDefault();
        if (free is not { } slot)
        {
            var formId = caseType.Forms.Values.First(id => form(id)?.Field(field.Key)?.IsSearchable == true);
            var place = form(formId)!.Fields.Index().First(f => f.Item.Key == field.Key).Index;
            _problems.Add(new($"Form/{formId}#/fields/{place}/searchable", "release.no-slot", WorkTexts.Of("release.no-slot", RecordSlot.Most(kind), WorkTexts.Of($"record.kind.{kind}"), caseType.CaseTypeId, field.Key)));
            return false;
        }

        var past = new List<FormDefinition>();
        foreach (var formId in caseType.Forms.Values.Distinct(StringComparer.Ordinal))
        {
            past.AddRange(await versions(formId));
        }

        var now = caseType.Forms.Values.Distinct(StringComparer.Ordinal).Select(form).OfType<FormDefinition>();
        slots.Add(new(slot, field.Key, revision, null, Joined([], GuardsOf(field, now.Concat(past)))));
        return true;
    }

    private static IEnumerable<IReadOnlyList<string>> GuardsOf(SearchableField field, IEnumerable<FormDefinition> forms) =>
        forms.Where(f => f.Fields.Any(o => field.Keys.Contains(o.Key) && o.Sensitivity != Sensitivity.Normal)).Select(f => f.Privacy.SeenBy);

    private static IReadOnlyList<IReadOnlyList<string>> Joined(IReadOnlyList<IReadOnlyList<string>> known, IEnumerable<IReadOnlyList<string>> more) =>
        [.. known.Concat(more.Select(roles => (IReadOnlyList<string>)[.. roles.Order(StringComparer.Ordinal)])).DistinctBy(roles => string.Join('\n', roles))];
}
