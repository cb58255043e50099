using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Dictionaries;

/// <summary>
/// Dictionaries as JSON. Shape: <c>dictionaryId</c>, <c>name</c>, <c>layer</c>, <c>base</c>, <c>attributes</c> (list of <c>key</c>, <c>label</c>,
/// <c>type</c>), <c>entries</c> (list of <c>code</c>, <c>label</c>, and where they say something <c>parent</c>, <c>standard</c>, <c>validFrom</c>,
/// <c>validTo</c>, <c>retired</c>: true, <c>selectable</c>: false, <c>attributes</c>).
/// </summary>
public static class DictionaryJson
{
    // Older documents had these two beside the code.
    private static readonly DictionaryAttribute[] _older =
    [
        new(DictionaryAttribute.Department, ProblemTexts.InEach("dictionary.older.department"), AttributeType.Department),
        new(DictionaryAttribute.LimitHours, ProblemTexts.InEach("dictionary.older.limitHours"), AttributeType.Number),
    ];

    /// <summary>A dictionary, or every problem with its JSON pointer.</summary>
    public static Parsed<DictionaryDefinition> Read(ReadOnlyMemory<byte> utf8) => Read(utf8, isDraft: false);

    /// <summary>As <see cref="Read(ReadOnlyMemory{byte})"/>, of a document that is being worked on: it may have no entries yet.</summary>
    public static Parsed<DictionaryDefinition> ReadDraft(ReadOnlyMemory<byte> utf8) => Read(utf8, isDraft: true);

    private static Parsed<DictionaryDefinition> Read(ReadOnlyMemory<byte> utf8, bool isDraft) => Document.Read(utf8, DictionaryDefinition.Format, (root, problems) =>
    {
        var id = root.Text("dictionaryId");
        var name = root.Localized("name");
        var layer = root.OptionalWord<DictionaryLayer>("layer") ?? DictionaryLayer.Tenant;
        var below = root.OptionalText("base");
        var attributes = root.List("attributes", ReadAttribute, isRequired: false);
        var reader = new EntryReader(attributes, problems);
        var entries = root.List("entries", reader.Read);
        if (id.Length > 0 && !Names.IsId(id))
        {
            problems.Add("/dictionaryId", "document.bad-id", id);
        }

        DictionaryChecks.Check(attributes, entries, below is not null, problems, isDraft);

        // The index looks entries up by code, so it is made of codes that can be told apart.
        return problems.IsEmpty
            ? new DictionaryDefinition(id, name, entries) { Layer = layer, Base = below, Attributes = [.. attributes, .. _older.Where(o => reader.Older.Contains(o.Key))] }
            : null;
    });

    public static byte[] Write(DictionaryDefinition dictionary) => DocumentWriter.Write(DictionaryDefinition.Format, json =>
    {
        json.WriteString("dictionaryId", dictionary.DictionaryId);
        json.WriteTexts("name", dictionary.Name);
        if (dictionary.Layer != DictionaryLayer.Tenant)
        {
            json.WriteString("layer", EnumWords<DictionaryLayer>.Of(dictionary.Layer));
        }

        json.WriteText("base", dictionary.Base);
        if (dictionary.Attributes.Count > 0)
        {
            json.WriteList("attributes", dictionary.Attributes, attribute =>
            {
                json.WriteString("key", attribute.Key);
                json.WriteTexts("label", attribute.Label);
                json.WriteString("type", EnumWords<AttributeType>.Of(attribute.Type));
            });
        }

        json.WriteList("entries", dictionary.Entries, entry => WriteMembers(json, entry));
    });

    /// <summary>What is wrong with a dictionary that was put together otherwise, as reading its document would tell, parents of the layers below included.</summary>
    public static IReadOnlyList<Problem> Check(DictionaryDefinition dictionary)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        var problems = new ProblemList();
        DictionaryChecks.Check(dictionary.Attributes, dictionary.Entries, dictionary.Base is not null, problems);
        if (dictionary.Below is not null)
        {
            DictionaryLayers.CheckEntries(dictionary, problems);
        }

        return problems.All;
    }

    /// <summary>One entry of a dictionary that has these columns, or every problem with its JSON pointer. How it fits the others is not looked at.</summary>
    public static Parsed<DictionaryEntry> ReadEntry(ReadOnlyMemory<byte> utf8, IReadOnlyList<DictionaryAttribute> attributes)
    {
        var problems = new ProblemList();
        using var document = Document.Parse(utf8, problems);
        if (document is null)
        {
            return problems.Result<DictionaryEntry>(null);
        }

        var reader = ObjectReader.Of(document.RootElement, "", problems);
        if (reader.IsMissing)
        {
            return problems.Result<DictionaryEntry>(null);
        }

        var entry = new EntryReader(attributes, problems).Read(reader);
        reader.Finish();
        return problems.Result(entry);
    }

    internal static void WriteMembers(Utf8JsonWriter json, DictionaryEntry entry)
    {
        json.WriteString("code", entry.Code);
        json.WriteTexts("label", entry.Label);
        json.WriteText("parent", entry.Parent);
        json.WriteText("standard", entry.Standard);
        json.WriteText("validFrom", entry.ValidFrom is { } from ? AttributeValues.Text(from) : null);
        json.WriteText("validTo", entry.ValidTo is { } to ? AttributeValues.Text(to) : null);
        json.WriteFlag("retired", entry.IsRetired);
        if (!entry.Selectable)
        {
            json.WriteBoolean("selectable", false);
        }

        if (entry.Attributes.Known.Count > 0)
        {
            json.WriteStartObject("attributes");
            foreach (var (key, value) in entry.Attributes.Known)
            {
                AttributeValues.Write(json, key, value);
            }

            json.WriteEndObject();
        }
    }

    private static DictionaryAttribute ReadAttribute(ObjectReader attribute) =>
        new(attribute.Text("key"), attribute.Localized("label"), attribute.Word<AttributeType>("type"));
}
