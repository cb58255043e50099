using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Expressions;
using LowCode.Definitions.Forms.Versions;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Work.Texts;

namespace LowCode.Work.Releases;

/// <summary>Checks what a form asks of its release, and what it does to the records of the version before it.</summary>
internal static class ReleasedForm
{
    /// <param name="before">Of the release before, or the newest of one that was withdrawn; null: the form is new.</param>
    /// <param name="dictionaries">Ids of the release's own.</param>
    public static (IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings) Check(FormDefinition form, FormDefinition? before, IReadOnlyCollection<string> dictionaries)
    {
        var path = $"{ArtefactKind.Form}/{form.FormId}#";
        var changes = before is null ? [] : FormCompatibility.Of(before, form).Changes;
        var unknown = Dictionaries(form.Fields, "/fields").Concat(CompiledForm.Of(form).Dictionaries)
            .Where(named => !dictionaries.Contains(named.Id))
            .Select(named => new Problem(
                named.Path, "release.unknown-dictionary", WorkTexts.Of("release.unknown-dictionary", named.Id, string.Join(", ", dictionaries.Order(StringComparer.Ordinal)))));

        // What records hold must stay readable; what else may surprise is told.
        return (
            Under(path, changes.Where(c => c.IsRefused).Select(c => c.Problem).Concat(unknown)),
            Under(path, changes.Where(c => !c.IsRefused && c.Class >= CompatibilityClass.Restricting).Select(c => c.Problem)));
    }

    private static List<Problem> Under(string path, IEnumerable<Problem> problems) => [.. problems.Select(p => p with { Path = path + p.Path })];

    private static IEnumerable<(string Path, string Id)> Dictionaries(IReadOnlyList<FormField> fields, string path)
    {
        foreach (var (index, field) in fields.Index())
        {
            if (field.Dictionary is { } dictionary)
            {
                yield return ($"{path}/{index}/dictionary", dictionary);
            }

            foreach (var inner in Dictionaries(field.Columns, $"{path}/{index}/columns"))
            {
                yield return inner;
            }
        }
    }
}
