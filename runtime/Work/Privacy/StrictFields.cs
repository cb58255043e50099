using LowCode.Definitions.Forms;

namespace LowCode.Work.Privacy;

/// <summary>A field that several forms, or several versions of one, call sensitive in different ways.</summary>
internal static class StrictFields
{
    /// <summary>The field under each key that versions of its form give it: a renamed field is the same one.</summary>
    /// <param name="forms">Versions of the form among others.</param>
    public static IEnumerable<FormField> NamesOf(FormField field, string formId, IReadOnlyList<FormDefinition> forms)
    {
        var same = forms.Where(f => f.FormId == formId).SelectMany(f => f.Fields).Where(f => f.Id == field.Id).Prepend(field).ToList();
        var names = same.SelectMany(f => f.Keys).ToHashSet(StringComparer.Ordinal);
        var columns = Columns([.. same.SelectMany(f => f.Columns)]);
        return same.Select(f => f.Key).Distinct(StringComparer.Ordinal).Select(key => field with { Key = key, Aliases = [.. names.Where(n => n != key)], Columns = columns });
    }

    /// <summary>What both ask for: the stronger sensitivity, that of columns too, under the names of both.</summary>
    public static FormField Stricter(FormField one, FormField other) => (other.Sensitivity > one.Sensitivity ? other : one) with
    {
        Aliases = [.. one.Aliases.Union(other.Aliases, StringComparer.Ordinal)],
        Columns = Columns([.. one.Columns, .. other.Columns]),
    };

    private static IReadOnlyList<FormField> Columns(IReadOnlyList<FormField> columns) =>
    [
        .. columns
            .Select(c => c with { Aliases = [.. c.Aliases.Union(columns.Where(o => o.Id == c.Id).Select(o => o.Key), StringComparer.Ordinal).Where(n => n != c.Key)] })
            .GroupBy(c => c.Key, StringComparer.Ordinal)
            .Select(g => g.Aggregate(Stricter)),
    ];
}
