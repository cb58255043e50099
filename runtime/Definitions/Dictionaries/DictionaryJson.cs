using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;

namespace LowCode.Definitions.Dictionaries;

/// <summary>
/// Dictionaries as JSON. Shape: <c>dictionaryId</c>, <c>name</c>, <c>entries</c> (list of <c>code</c>, <c>label</c>, and where they say something
/// <c>parent</c>, <c>standard</c>, <c>department</c>, <c>limitHours</c>, <c>selectable</c>: false).
/// </summary>
public static class DictionaryJson
{
    /// <summary>A dictionary, or every problem with its JSON pointer.</summary>
    public static Parsed<DictionaryDefinition> Read(ReadOnlyMemory<byte> utf8) => Document.Read(utf8, DictionaryDefinition.Format, (root, problems) =>
    {
        var id = root.Text("dictionaryId");
        var name = root.Localized("name");
        var entries = root.List("entries", ReadEntry);
        if (id.Length > 0 && !Names.IsId(id))
        {
            problems.Add("/dictionaryId", "document.bad-id", id);
        }

        DictionaryChecks.Check(entries, problems);

        // The record looks entries up by code, so it is made of distinct codes only.
        return problems.IsEmpty ? new DictionaryDefinition(id, name, entries) : null;
    });

    public static byte[] Write(DictionaryDefinition dictionary) => DocumentWriter.Write(DictionaryDefinition.Format, json =>
    {
        json.WriteString("dictionaryId", dictionary.DictionaryId);
        json.WriteTexts("name", dictionary.Name);
        json.WriteList("entries", dictionary.Entries, entry =>
        {
            json.WriteString("code", entry.Code);
            json.WriteTexts("label", entry.Label);
            json.WriteText("parent", entry.Parent);
            json.WriteText("standard", entry.Standard);
            json.WriteText("department", entry.Department);
            json.WriteNumber("limitHours", entry.LimitHours);
            if (!entry.Selectable)
            {
                json.WriteBoolean("selectable", false);
            }
        });
    });

    private static DictionaryEntry ReadEntry(ObjectReader entry) => new(
        entry.Text("code"),
        entry.Localized("label"),
        entry.OptionalText("parent"),
        entry.OptionalText("standard"),
        entry.OptionalText("department"),
        entry.OptionalNumber("limitHours"),
        entry.OptionalBoolean("selectable") ?? true);
}
