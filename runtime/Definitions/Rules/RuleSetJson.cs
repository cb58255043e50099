using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Rules;

/// <summary>
/// Rule sets as JSON. Shape: <c>ruleSetId</c>, <c>name</c> (both may be left out), <c>changes</c> (<see cref="RuleSetChanges"/>, by default <c>direct</c>), <c>seenBy</c> (roles), <c>feedback</c> (<c>found</c>, <c>falseAlarms</c>: fields of the case), <c>document</c> (the schema; left out: a customs declaration), <c>lists</c> (texts by list name) and <c>rules</c> (list of
/// <c>id</c>, <c>kind</c>, <c>name</c>, <c>priority</c>, <c>score</c>, <c>action</c>, <c>validFrom</c>, <c>validTo</c>, <c>basis</c>, <c>owner</c>, <c>when</c>) and <c>tests</c> (list of
/// <c>name</c>, <c>document</c>, <c>hits</c>). <c>$format</c> may be left out too, so that rules of other origin are read as they are. docs/rules.md shows
/// every condition.
/// </summary>
public static class RuleSetJson
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A rule set, or every problem with its JSON pointer.</summary>
    public static Parsed<RuleSetDefinition> Read(ReadOnlyMemory<byte> utf8)
    {
        var problems = new ProblemList();
        using var document = Document.Parse(utf8, problems);
        if (document is null)
        {
            return problems.Result<RuleSetDefinition>(null);
        }

        var root = ObjectReader.Of(document.RootElement, "", problems);
        if (root.IsMissing)
        {
            return problems.Result<RuleSetDefinition>(null);
        }

        if (root.OptionalText("$format") is { } format && format != RuleSetDefinition.Format)
        {
            problems.Add("/$format", "document.wrong-format", RuleSetDefinition.Format, format);
        }

        var schema = DocumentSchema.Customs;
        if (root.OptionalObject("document") is { } declared)
        {
            schema = DocumentSchemaJson.ReadMembers(declared, problems);
            declared.Finish();
            if (schema is null)
            {
                // Without its fields every rule would be reported.
                return problems.Result<RuleSetDefinition>(null);
            }
        }

        var lists = root.Map("lists", (list, path) => ObjectReader.TextsOf(list, path, problems), isRequired: false);
        var rules = new RuleReader(schema, lists.Keys.ToHashSet(StringComparer.Ordinal), problems);
        var read = root.List("rules", rules.Read);
        Names.Check(read.Select(r => r.Id), i => $"/rules/{i}/id", _ => true, problems);
        var tests = root.List("tests", ReadTest, isRequired: false);
        var feedback = root.OptionalObject("feedback") is { } fields ? ReadFeedback(fields) : null;
        var changes = root.OptionalWord<RuleSetChanges>("changes") ?? RuleSetChanges.Direct;
        var seenBy = root.Texts("seenBy", isRequired: false);
        var (id, name) = (root.OptionalText("ruleSetId"), root.OptionalLocalized("name"));
        var (from, to) = RuleDate.ReadDays(root, problems);
        root.Finish();
        return problems.Result(new RuleSetDefinition(schema, lists, read)
        {
            RuleSetId = id,
            Name = name,
            ValidFrom = from,
            ValidTo = to,
            Feedback = feedback,
            Changes = changes,
            SeenBy = seenBy,
            Tests = tests,
        });
    }

    /// <summary>One rule of a set, as it stands in <c>rules</c>; paths begin at the rule.</summary>
    public static Parsed<RuleDefinition> ReadRule(ReadOnlyMemory<byte> utf8, RuleSetDefinition set)
    {
        var problems = new ProblemList();
        using var document = Document.Parse(utf8, problems);
        if (document is null)
        {
            return problems.Result<RuleDefinition>(null);
        }

        var reader = ObjectReader.Of(document.RootElement, "", problems);
        var rule = new RuleReader(set.Document, set.Lists.Keys.ToHashSet(StringComparer.Ordinal), problems).Read(reader);
        reader.Finish();
        return problems.Result(rule);
    }

    /// <summary>Compact JSON with one rule a line, so that versions can be compared line by line.</summary>
    public static byte[] Write(RuleSetDefinition set)
    {
        var buffer = new ArrayBufferWriter<byte>();
        buffer.Write("{\"$format\":\"lowcode.rules/1\","u8);
        if (set.RuleSetId is { } id)
        {
            buffer.Write("\n\"ruleSetId\":"u8);
            Append(buffer, json => json.WriteStringValue(id));
            buffer.Write(","u8);
        }

        if (set.Name is { } name)
        {
            buffer.Write("\n\"name\":"u8);
            Append(buffer, json => Write(json, name));
            buffer.Write(","u8);
        }

        foreach (var (member, day, none) in new[] { ("validFrom", set.ValidFrom, DateOnly.MinValue), ("validTo", set.ValidTo, DateOnly.MaxValue) })
        {
            if (day != none)
            {
                buffer.Write(Encoding.UTF8.GetBytes($"\n\"{member}\":\"{RuleDate.Text(day)}\","));
            }
        }

        if (set.Changes != RuleSetChanges.Direct)
        {
            buffer.Write(Encoding.UTF8.GetBytes($"\n\"changes\":\"{EnumWords<RuleSetChanges>.Of(set.Changes)}\","));
        }

        if (set.SeenBy.Count > 0)
        {
            buffer.Write("\n\"seenBy\":"u8);
            Append(buffer, json => WriteTexts(json, set.SeenBy));
            buffer.Write(","u8);
        }

        if (set.Feedback is { } feedback)
        {
            buffer.Write("\n\"feedback\":"u8);
            Append(buffer, json =>
            {
                json.WriteStartObject();
                json.WriteString("found", feedback.Found);
                json.WriteString("falseAlarms", feedback.FalseAlarms);
                json.WriteEndObject();
            });
            buffer.Write(","u8);
        }

        buffer.Write("\n\"document\":"u8);
        Append(buffer, json =>
        {
            json.WriteStartObject();
            DocumentSchemaJson.WriteMembers(json, set.Document);
            json.WriteEndObject();
        });
        buffer.Write(",\n\"lists\":"u8);
        Append(buffer, json =>
        {
            json.WriteStartObject();
            foreach (var (name, values) in set.Lists)
            {
                json.WriteWords(name, values);
            }

            json.WriteEndObject();
        });
        buffer.Write(",\n\"rules\":["u8);
        foreach (var (index, rule) in set.Rules.Index())
        {
            buffer.Write(index == 0 ? "\n"u8 : ",\n"u8);
            Append(buffer, json => RuleWriter.Write(json, rule));
        }

        buffer.Write("\n]"u8);
        if (set.Tests.Count > 0)
        {
            buffer.Write(",\n\"tests\":["u8);
            foreach (var (index, test) in set.Tests.Index())
            {
                buffer.Write(index == 0 ? "\n"u8 : ",\n"u8);
                Append(buffer, json => Write(json, test));
            }

            buffer.Write("\n]"u8);
        }

        buffer.Write("}\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One rule on one line.</summary>
    public static byte[] Write(RuleDefinition rule)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Append(buffer, json => RuleWriter.Write(json, rule));
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A condition as JSON on one line: equal conditions have equal texts.</summary>
    public static string Text(RuleCondition condition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Append(buffer, json => RuleWriter.Write(json, condition));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static RuleFeedback ReadFeedback(ObjectReader fields)
    {
        var feedback = new RuleFeedback(fields.Text("found"), fields.Text("falseAlarms"));
        fields.Finish();
        return feedback;
    }

    private static RuleTest ReadTest(ObjectReader test)
    {
        var name = test.Text("name");
        var document = test.Borrowed("document");
        var hits = test.Texts("hits");
        test.Finish();
        return new RuleTest(name, document is { } json ? Encoding.UTF8.GetBytes(json.GetRawText()) : default, hits);
    }

    private static void WriteTexts(Utf8JsonWriter json, IReadOnlyList<string> texts)
    {
        json.WriteStartArray();
        foreach (var text in texts)
        {
            json.WriteStringValue(text);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, LocalizedText text)
    {
        json.WriteStartObject();
        foreach (var (language, words) in text.ByLanguage)
        {
            json.WriteString(language, words);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleTest test)
    {
        json.WriteStartObject();
        json.WriteString("name", test.Name);
        json.WritePropertyName("document");
        json.WriteRawValue(test.Document.Span);
        json.WriteWords("hits", test.Hits);
        json.WriteEndObject();
    }

    private static void Append(ArrayBufferWriter<byte> buffer, Action<Utf8JsonWriter> write)
    {
        using var json = new Utf8JsonWriter(buffer, _writing);
        write(json);
    }
}
