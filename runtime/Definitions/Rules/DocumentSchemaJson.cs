using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Rules;

/// <summary>
/// Document schemas as JSON. Shape: <c>documentId</c>, <c>number</c>, <c>date</c>, <c>lines</c>, <c>fields</c> and <c>lineFields</c> (lists of
/// <c>name</c>, <c>kind</c>, <c>required</c>: true where a document must hold it, and <c>dictionary</c>: whose codes a text holds).
/// </summary>
public static class DocumentSchemaJson
{
    /// <summary>A schema, or every problem with its JSON pointer.</summary>
    public static Parsed<DocumentSchema> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, DocumentSchema.Format, ReadMembers);

    public static byte[] Write(DocumentSchema schema) => DocumentWriter.Write(DocumentSchema.Format, json => WriteMembers(json, schema));

    internal static DocumentSchema? ReadMembers(ObjectReader reader, ProblemList problems)
    {
        var before = problems.All.Count;
        var id = reader.Text("documentId");
        var number = reader.Text("number");
        var date = reader.Text("date");
        var lines = reader.OptionalText("lines");
        var fields = reader.List("fields", ReadField);
        var lineFields = reader.List("lineFields", ReadField, isRequired: lines is not null);
        CheckNames(fields, reader.PathOf("fields"), problems);
        CheckNames(lineFields, reader.PathOf("lineFields"), problems);
        foreach (var (index, field) in fields.Index().Where(f => f.Item.Name.Length > 0 && !IsHeaderName(f.Item.Name)))
        {
            problems.Add(RuleProblem.Of($"{reader.PathOf("fields")}/{index}/name", "rule.header-name", field.Name));
        }

        if (lines is not null && !IsHeaderName(lines))
        {
            problems.Add(RuleProblem.Of(reader.PathOf("lines"), "rule.header-name", lines));
        }

        CheckDictionaries(fields, reader.PathOf("fields"), problems);
        CheckDictionaries(lineFields, reader.PathOf("lineFields"), problems);
        CheckKind(fields, number, FieldKind.Text, reader.PathOf("number"), problems);
        CheckKind(fields, date, FieldKind.Date, reader.PathOf("date"), problems);
        return problems.All.Count == before ? new DocumentSchema(id, number, date, lines, fields, lineFields) : null;
    }

    internal static void WriteMembers(System.Text.Json.Utf8JsonWriter json, DocumentSchema schema)
    {
        json.WriteString("documentId", schema.DocumentId);
        json.WriteString("number", schema.Number);
        json.WriteString("date", schema.Date);
        json.WriteText("lines", schema.Lines);
        json.WriteList("fields", schema.Fields, WriteField);
        json.WriteList("lineFields", schema.LineFields, WriteField);

        void WriteField(DocumentField field)
        {
            json.WriteString("name", field.Name);
            json.WriteString("kind", EnumWords<FieldKind>.Of(field.Kind));
            if (field.IsRequired)
            {
                json.WriteBoolean("required", true);
            }

            json.WriteText("dictionary", field.Dictionary);
        }
    }

    private static DocumentField ReadField(ObjectReader field) =>
        new(field.Text("name"), field.Word<FieldKind>("kind"), field.OptionalBoolean("required") ?? false) { Dictionary = field.OptionalText("dictionary") };

    // The name of a document, a dot, the name of its member.
    private static bool IsHeaderName(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < name.Length - 1;

    private static void CheckNames(IReadOnlyList<DocumentField> fields, string path, ProblemList problems) =>
        Names.Check(fields.Select(f => f.Name), i => $"{path}/{i}/name", _ => true, problems);

    private static void CheckDictionaries(IReadOnlyList<DocumentField> fields, string path, ProblemList problems)
    {
        foreach (var (index, field) in fields.Index().Where(f => f.Item is { Dictionary: not null, Kind: not (FieldKind.Text or FieldKind.Texts) }))
        {
            problems.Add(RuleProblem.Of(
                $"{path}/{index}/dictionary", "rule.wrong-kind", field.Name, EnumWords<FieldKind>.Of(FieldKind.Text), EnumWords<FieldKind>.Of(field.Kind)));
        }
    }

    private static void CheckKind(IReadOnlyList<DocumentField> fields, string name, FieldKind kind, string path, ProblemList problems)
    {
        if (name.Length == 0)
        {
            return;
        }

        var field = fields.FirstOrDefault(f => f.Name == name);
        if (field is null)
        {
            problems.Add(RuleProblem.Of(path, "rule.unknown-field", name, string.Join(", ", fields.Select(f => f.Name))));
        }
        else if (field.Kind != kind)
        {
            problems.Add(RuleProblem.Of(path, "rule.wrong-kind", name, EnumWords<FieldKind>.Of(kind), EnumWords<FieldKind>.Of(field.Kind)));
        }
    }
}
