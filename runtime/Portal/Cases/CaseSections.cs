using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;

namespace LowCode.Portal.Cases;

/// <summary>Everything that was filled in, by section; a field that several forms share is shown once, where it is filled in. Retired fields are there while old records hold them.</summary>
internal static class CaseSections
{
    public static IEnumerable<(string Title, IReadOnlyList<FormField> Fields)> Of(IReadOnlyList<FormDefinition> forms, JsonObject data)
    {
        var shown = new HashSet<string>(StringComparer.Ordinal);
        foreach (var form in forms)
        {
            foreach (var (title, keys) in Sections(form))
            {
                var fields = keys.Select(form.Field).OfType<FormField>()
                    .Where(f => !FieldValue.IsEmpty(FieldValue.In(data, f)) && HomeOf(f.Key, forms) == form && shown.Add(PlaceOf(f, data)))
                    .ToList();
                if (fields.Count > 0)
                {
                    yield return (title, fields);
                }
            }
        }
    }

    /// <summary>A form without sections is one.</summary>
    public static IEnumerable<(string Title, IEnumerable<string> Keys)> Sections(FormDefinition form) => form.Sections.Count > 0
        ? form.Sections.Select(s => (s.Title.ToString(), s.FieldKeys.AsEnumerable()))
        : [(form.Title.ToString(), form.Fields.Select(f => f.Key))];

    // A form that left the type may still call by its former key what another form shows.
    private static string PlaceOf(FormField field, JsonObject data) => field.Keys.First(data.ContainsKey);

    // The first form in which some step fills the field; else the first that has it.
    private static FormDefinition? HomeOf(string key, IReadOnlyList<FormDefinition> forms) =>
        forms.FirstOrDefault(f => f.Field(key) is not null && f.NodeRules.Keys.Any(step => f.RightOf(step, key) is FieldRight.Write or FieldRight.Required))
        ?? forms.FirstOrDefault(f => f.Field(key) is not null);
}
