using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Searching;

namespace LowCode.Work.Slots;

/// <summary>A field of a case type's forms that lists filter and sort by. Fields of one key are one field, whichever form shows them.</summary>
/// <param name="Field">As the first form says it that calls it searchable.</param>
/// <param name="Keys">Its key and all that it had before, in any of the forms.</param>
public sealed record SearchableField(FormField Field, IReadOnlyList<string> Keys)
{
    public string Key => Field.Key;

    /// <summary>In the order of the forms and their fields.</summary>
    /// <param name="form">By its id; null: there is none.</param>
    public static IReadOnlyList<SearchableField> Of(CaseTypeDefinition caseType, Func<string, FormDefinition?> form)
    {
        ArgumentNullException.ThrowIfNull(caseType);
        var fields = FieldsOf(caseType, form);
        return
        [
            .. fields.Where(f => f.IsSearchable && SearchValue.KindOf(f) is not null).DistinctBy(f => f.Key)
                .Select(f => new SearchableField(f, [.. fields.Where(o => o.Key == f.Key).SelectMany(o => o.Aliases).Prepend(f.Key).Distinct()])),
        ];
    }

    /// <summary>All fields of all forms of the case type.</summary>
    public static IReadOnlyList<FormField> FieldsOf(CaseTypeDefinition caseType, Func<string, FormDefinition?> form)
    {
        ArgumentNullException.ThrowIfNull(caseType);
        return [.. caseType.Forms.Values.Distinct(StringComparer.Ordinal).Select(form).OfType<FormDefinition>().SelectMany(f => f.Fields)];
    }

    /// <summary>The value as its slot holds it; null: none.</summary>
    public object? ValueIn(JsonObject data) =>
        SearchValue.Of(Field, FieldValue.In(data, Keys));
}
