using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.CaseTypes;

/// <summary>
/// Case types as JSON. Shape: <c>caseTypeId</c>, <c>name</c>, <c>process</c>, <c>numberPattern</c>, <c>forms</c> (step: form id), <c>reportStep</c>,
/// <c>publicStep</c>, <c>fields</c> (column: field key), <c>statuses</c> (the first is a new case's), <c>stages</c>.
/// </summary>
public static class CaseTypeJson
{
    /// <summary>A case type, or every problem with its JSON pointer.</summary>
    public static Parsed<CaseTypeDefinition> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, CaseTypeDefinition.Format, (root, problems) =>
    {
        var caseType = new CaseTypeDefinition(
            root.Text("caseTypeId"),
            root.Localized("name"),
            root.Text("process"),
            root.Text("numberPattern"),
            root.Map("forms", (form, path) => ReadFormId(form, path, problems)),
            root.Text("reportStep"),
            root.OptionalText("publicStep"),
            ReadFields(root.Object("fields")),
            root.List("statuses", s => new CaseStatus(s.Text("key"), s.Localized("label"), s.Word<CasePhase>("phase"), s.OptionalText("colour") ?? "default")),
            root.List("stages", s => new CaseStage(s.Text("key"), s.Localized("label"), s.Texts("steps"))));
        CaseTypeChecks.Check(caseType, problems);
        return caseType;
    });

    public static byte[] Write(CaseTypeDefinition caseType) => DocumentWriter.Write(CaseTypeDefinition.Format, json =>
    {
        json.WriteString("caseTypeId", caseType.CaseTypeId);
        json.WriteTexts("name", caseType.Name);
        json.WriteString("process", caseType.Process);
        json.WriteString("numberPattern", caseType.NumberPattern);
        json.WriteMap("forms", caseType.Forms);
        json.WriteString("reportStep", caseType.ReportStep);
        json.WriteText("publicStep", caseType.PublicStep);
        WriteFields(json, caseType.Fields);
        json.WriteList("statuses", caseType.Statuses, status =>
        {
            json.WriteString("key", status.Key);
            json.WriteTexts("label", status.Label);
            json.WriteString("phase", EnumWords<CasePhase>.Of(status.Phase));
            json.WriteString("colour", status.Colour);
        });
        json.WriteList("stages", caseType.Stages, stage =>
        {
            json.WriteString("key", stage.Key);
            json.WriteTexts("label", stage.Label);
            json.WriteWords("steps", stage.Steps);
        });
    });

    private static string ReadFormId(JsonElement form, string path, ProblemList problems)
    {
        if (form.ValueKind == JsonValueKind.String)
        {
            return form.GetString()!;
        }

        problems.Add(path, "document.wrong-type", JsonKind.Text, JsonKind.Of(form.ValueKind));
        return "";
    }

    private static CaseFields ReadFields(ObjectReader fields)
    {
        var read = new CaseFields(
            fields.OptionalText("title"),
            fields.OptionalText("class"),
            fields.OptionalText("department"),
            fields.OptionalText("address"),
            fields.OptionalText("position"),
            fields.OptionalText("reporterName"),
            fields.OptionalText("reporterPhone"),
            fields.OptionalText("channel"));
        fields.Finish();
        return read;
    }

    private static void WriteFields(Utf8JsonWriter json, CaseFields fields)
    {
        json.WriteStartObject("fields");
        json.WriteText("title", fields.Title);
        json.WriteText("class", fields.Class);
        json.WriteText("department", fields.Department);
        json.WriteText("address", fields.Address);
        json.WriteText("position", fields.Position);
        json.WriteText("reporterName", fields.ReporterName);
        json.WriteText("reporterPhone", fields.ReporterPhone);
        json.WriteText("channel", fields.Channel);
        json.WriteEndObject();
    }
}
