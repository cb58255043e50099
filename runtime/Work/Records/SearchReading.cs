using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Searching;
using LowCode.Definitions.Problems;
using LowCode.Work.Slots;
using LowCode.Work.Texts;

namespace LowCode.Work.Records;

/// <summary>Reads a search: fields by their slots, texts as values of their types. All that is wrong is told at once, each with its place.</summary>
/// <param name="maySearch">Whether the reader may see the values of a field.</param>
internal sealed class SearchReading(RecordShape shape, Func<SearchableField, SlotUse, bool> maySearch)
{
    private const int MostConditions = 12;
    private const int MostValues = 50;

    private readonly List<Problem> _problems = [];
    private readonly List<SlotCondition> _conditions = [];

    /// <summary>The slots that the search uses.</summary>
    public HashSet<SlotUse> Used { get; } = [];

    public ReadSearch Read(RecordSearch search)
    {
        if (search.Where.Count > MostConditions)
        {
            Report("/where", "record.too-many-conditions", MostConditions, search.Where.Count);
        }

        foreach (var (index, text) in search.Where.Take(MostConditions).Index())
        {
            var path = $"/where/{index}";
            if (RecordWhere.TryParse(text) is not { } where)
            {
                Report(path, "record.bad-condition", text);
            }
            else if (Find(where.Field, path) is { } found)
            {
                Take(found.Field.Field, found.Use.Slot, where, path);
            }
        }

        var sort = search.Sort is { Length: > 0 } key ? Find(key, "/sort")?.Use.Slot : null;
        return new(new SlotQuery(search.CaseType, _conditions, sort, search.Descending), _problems);
    }

    private (SearchableField Field, SlotUse Use)? Find(string key, string path)
    {
        var known = shape.Fields.Where(f => maySearch(f.Field, f.Use)).ToList();
        foreach (var (field, use) in shape.Fields.Where(f => f.Field.Key == key))
        {
            if (maySearch(field, use))
            {
                Used.Add(use);
                return (field, use);
            }

            Report(path, "record.masked-field", field.Field.Label);
            return null;
        }

        Report(path, "record.unknown-field", string.Join(", ", known.Select(f => f.Field.Key)), key);
        return null;
    }

    private void Take(FormField field, RecordSlot slot, RecordWhere where, string path)
    {
        var words = RecordWhere.Words(SearchValue.OperatorsOf(field));
        if (!words.Contains(where.Operator))
        {
            Report(path, "record.bad-operator", field.Label, string.Join(", ", words), where.Operator);
            return;
        }

        switch (where.Operator)
        {
            case RecordWhere.Empty:
                _conditions.Add(new SlotCondition.IsEmpty(slot));
                break;
            case RecordWhere.In when Values(field, where, path) is { Count: > 0 } values:
                _conditions.Add(new SlotCondition.OneOf(slot, values));
                break;
            case RecordWhere.In:
                break;
            case RecordWhere.Starts or RecordWhere.Contains when Text(field, where, path) is { } text:
                _conditions.Add(where.Operator == RecordWhere.Starts ? new SlotCondition.StartsWith(slot, text) : new SlotCondition.Contains(slot, text));
                break;
            case RecordWhere.Starts or RecordWhere.Contains:
                break;
            default:
                if (Value(field, where.Text, path) is { } value)
                {
                    Take(slot, where.Operator, value);
                }

                break;
        }
    }

    // Both ends of a range are one walk along the index.
    private void Take(RecordSlot slot, string word, object value)
    {
        var other = _conditions.OfType<SlotCondition.Between>().FirstOrDefault(b => b.Slot == slot && (word == RecordWhere.From ? b.From : b.To) is null);
        switch (word)
        {
            case RecordWhere.Equal:
                _conditions.Add(new SlotCondition.OneOf(slot, [value]));
                break;
            case RecordWhere.From or RecordWhere.To when other is not null:
                _conditions[_conditions.IndexOf(other)] = word == RecordWhere.From ? other with { From = value } : other with { To = value };
                break;
            default:
                _conditions.Add(word == RecordWhere.From ? new SlotCondition.Between(slot, value, null) : new SlotCondition.Between(slot, null, value));
                break;
        }
    }

    private List<object>? Values(FormField field, RecordWhere where, string path)
    {
        var texts = where.Text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (texts.Length is 0 or > MostValues)
        {
            Report(path, "record.value-count", field.Label, MostValues, texts.Length);
            return null;
        }

        var values = texts.Select(t => Value(field, t, path)).ToList();
        return values.TrueForAll(v => v is not null) ? [.. values.OfType<object>().Distinct()] : null;
    }

    private object? Value(FormField field, string text, string path)
    {
        var value = SearchValue.Read(field, text);
        if (value is null)
        {
            var type = field.Type == FieldType.Computed ? field.Result ?? field.Type : field.Type;
            Report(path, "record.bad-value", field.Label, WorkTexts.Of($"record.expected.{ExpectedOf(type)}"), ProblemTextOf(text));
        }

        return value;
    }

    // A part of a text is folded as texts are; a part of a code is not.
    private string? Text(FormField field, RecordWhere where, string path)
    {
        var text = field.Type is FieldType.Code or FieldType.Address ? where.Text.Trim() : SearchValue.Fold(where.Text);
        if (text.Length > 0)
        {
            return text;
        }

        Report(path, "record.bad-value", field.Label, WorkTexts.Of("record.expected.text"), ProblemTextOf(where.Text));
        return null;
    }

    private static string ExpectedOf(FieldType type) => type switch
    {
        FieldType.Number or FieldType.Integer or FieldType.Money => "number",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Time => "time",
        FieldType.DateTime => "dateTime",
        _ => "text",
    };

    private static string ProblemTextOf(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private void Report(string path, string code, params object?[] values) => _problems.Add(new(path, code, WorkTexts.Of(code, values)));
}
