using System.Text;
using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Documents;

/// <summary>A value of another kind than the schema says.</summary>
internal static class WrongKind
{
    /// <param name="expected">Name of the kind's text.</param>
    public static Problem Of(string path, string expected, ref Utf8JsonReader reader, DocumentBuffer buffer) =>
        DocumentProblem.Of(path, "document.kind", DocumentProblem.Kind(expected), Came(ref reader, buffer));

    public static string NameOf(FieldKind kind) => kind switch
    {
        FieldKind.Text => "kind.text",
        FieldKind.Number => "kind.number",
        FieldKind.Date => "kind.date",
        FieldKind.Boolean => "kind.boolean",
        _ => "kind.list",
    };

    /// <summary>A value of the document as a problem may say it.</summary>
    public static string Quoted(string? value, DocumentBuffer buffer) => buffer.QuotesValues ? value ?? "" : "…";

    private static string Came(ref Utf8JsonReader reader, DocumentBuffer buffer) => reader.TokenType switch
    {
        JsonTokenType.String => $"{DocumentProblem.Kind("kind.text")} {Quoted(reader.GetString(), buffer)}",
        JsonTokenType.Number => $"{DocumentProblem.Kind("kind.number")} {Quoted(Encoding.UTF8.GetString(reader.ValueSpan), buffer)}",
        JsonTokenType.True or JsonTokenType.False => DocumentProblem.Kind("kind.boolean"),
        JsonTokenType.StartArray => DocumentProblem.Kind("kind.list"),
        JsonTokenType.StartObject => DocumentProblem.Kind("kind.object"),
        _ => "null",
    };
}
