using LowCode.Definitions.Documents;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports;

/// <summary>Puts a form together and takes out of it what a form may not have, each with its loss, until it can be published.</summary>
internal static class FormAssembly
{
    // Each round mends every problem that the reader tells; a mended form may show others.
    private const int MostRounds = 40;

    public static Parsed<FormImport> Finish(string formId, LocalizedText title, List<FieldDraft> fields, List<SectionDraft> sections, ImportLog log)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            var form = Build(formId, title, fields, sections);
            var read = FormJson.Read(FormJson.Write(form));
            if (read.IsValid)
            {
                return Parsed<FormImport>.Of(new FormImport(read.Value, [.. fields.SelectMany(f => Questions(f, null, log))], log.Losses) { Renamed = log.Renamed });
            }

            if (!FormRepair.Mend(read.Problems, fields, sections, log))
            {
                return Parsed<FormImport>.Failed(read.Problems);
            }
        }

        return Parsed<FormImport>.Failed([new Problem("", "form-import.too-many-problems", ProblemTexts.Of("form-import.too-many-problems"))]);
    }

    private static FormDefinition Build(string formId, LocalizedText title, List<FieldDraft> fields, List<SectionDraft> sections) => new(
        formId,
        title,
        [.. fields.Select(f => f.Built)],
        [.. sections.Where(s => s.Keys.Count > 0).Select(s => s.Built)],
        new Dictionary<string, IReadOnlyDictionary<string, FieldRight>> { ["report"] = fields.ToDictionary(f => f.Field.Key, f => f.Right) });

    private static IEnumerable<ImportedQuestion> Questions(FieldDraft field, FieldDraft? table, ImportLog log)
    {
        var columns = field.Columns.SelectMany(c => Questions(c, field, log));
        return field.IsQuestion ? columns.Prepend(Question(field, table, log)) : columns;
    }

    private static ImportedQuestion Question(FieldDraft field, FieldDraft? table, ImportLog log) => new(
        field.Place,
        field.Name,
        field.Type,
        table is null ? field.Field.Key : $"{table.Field.Key}.{field.Field.Key}",
        !log.Has(FormLossKind.Type, field.Place) && !log.Has(FormLossKind.Choices, field.Place) && !(field.IsCalculation && log.Has(FormLossKind.Calculation, field.Place)),
        field.StatesRelevance ? !field.GroupPlaces.Append(field.Place).Any(p => log.Has(FormLossKind.Relevance, p)) : null,
        field.StatesConstraint ? !log.Has(FormLossKind.Constraint, field.Place) : null);
}
