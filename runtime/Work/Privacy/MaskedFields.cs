using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Privacy;

/// <param name="Key">Of the field.</param>
/// <param name="MayReveal">Whether the reader may look at its value, with a reason that is recorded.</param>
public sealed record MaskedField(string Key, bool MayReveal);

/// <summary>What of a case's data somebody may not see.</summary>
internal sealed class MaskedFields
{
    private readonly Dictionary<string, (FormField Field, bool MayReveal)> _fields;

    public MaskedFields(Dictionary<string, (FormField Field, bool MayReveal)> fields) => _fields = fields;

    public static MaskedFields None { get; } = new([]);

    public FormField? Find(string key) => _fields.TryGetValue(key, out var found) ? found.Field : null;

    public bool MayReveal(string key) => _fields.TryGetValue(key, out var found) && found.MayReveal;

    /// <summary>The fields that are masked in these data.</summary>
    public IReadOnlyList<MaskedField> In(JsonObject data) =>
        [.. _fields.Where(f => !FieldValue.IsEmpty(FieldValue.In(data, f.Value.Field))).Select(f => new MaskedField(f.Key, f.Value.MayReveal))];

    /// <summary>A copy in which nothing is left that must not be seen; the data themselves where nothing is masked.</summary>
    public JsonObject Mask(JsonObject data)
    {
        if (_fields.Count == 0)
        {
            return data;
        }

        var masked = data.DeepClone().AsObject();
        foreach (var (field, _) in _fields.Values)
        {
            foreach (var key in field.Keys.Where(k => !FieldValue.IsEmpty(masked[k])))
            {
                masked[key] = Masking.Of(field, masked[key]);
            }
        }

        return masked;
    }

    /// <summary>A column of the case's row that is filled from a field.</summary>
    public string? Mask(string? fieldKey, string? value) =>
        value is not null && fieldKey is not null && _fields.TryGetValue(fieldKey, out var found) ? Masking.Of(found.Field, value)?.ToString() : value;

    /// <summary>
    /// What came back masked was not changed and is left out; a table that came back with masked cells among others is a problem: nobody knows whose they are.
    /// </summary>
    public (JsonObject Data, IReadOnlyList<Problem> Problems) TakeBack(JsonObject data, JsonObject current)
    {
        if (_fields.Count == 0)
        {
            return (data, []);
        }

        var (taken, problems) = (data.DeepClone().AsObject(), new List<Problem>());
        foreach (var (key, (field, _)) in _fields)
        {
            if (!taken.TryGetPropertyValue(key, out var sent) || FieldValue.In(current, field) is not { } known)
            {
                continue;
            }

            if (JsonNode.DeepEquals(sent, Masking.Of(field, known)) && !JsonNode.DeepEquals(sent, known))
            {
                taken.Remove(key);
            }
            else if (sent is JsonArray rows && known is JsonArray old)
            {
                problems.AddRange(MaskedCells(field, rows, old));
            }
        }

        return (taken, problems);
    }

    /// <summary>
    /// Whether values that were copied out of a case hold what must not be seen of it: under the name of a masked field, or a value that one has or had.
    /// </summary>
    /// <param name="data">Of the case, now and before.</param>
    public bool AreIn(JsonNode? copied, params IReadOnlyList<JsonObject> data)
    {
        if (_fields.Count == 0)
        {
            return false;
        }

        return Holds(copied, [.. _fields.Values.SelectMany(f => NamesOf(f.Field))], [.. data.SelectMany(Hidden)]);
    }

    private IEnumerable<string> Hidden(JsonObject data)
    {
        var masked = Mask(data);
        return _fields.Values.SelectMany(f => f.Field.Keys).SelectMany(k => Texts(data[k]).Except(Texts(masked[k]), StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesOf(FormField field) => field.Sensitivity != Sensitivity.Normal
        ? field.Keys
        : field.Columns.Where(c => c.Sensitivity != Sensitivity.Normal).SelectMany(c => c.Keys);

    private static bool Holds(JsonNode? value, HashSet<string> names, HashSet<string> texts) => value switch
    {
        JsonObject members => members.Any(m => (names.Contains(m.Key) && !FieldValue.IsEmpty(m.Value)) || Holds(m.Value, names, texts)),
        JsonArray items => items.Any(i => Holds(i, names, texts)),
        JsonValue scalar => scalar.ToString() is var text && texts.Any(t => text.Contains(t, StringComparison.Ordinal)),
        _ => false,
    };

    private static IEnumerable<string> Texts(JsonNode? value) => value switch
    {
        JsonObject members => members.SelectMany(m => Texts(m.Value)),
        JsonArray items => items.SelectMany(Texts),
        JsonValue scalar when scalar.ToString() is { Length: > 0 } text => [text],
        _ => [],
    };

    private static IEnumerable<Problem> MaskedCells(FormField table, JsonArray rows, JsonArray old)
    {
        foreach (var column in table.Columns.Where(c => c.Sensitivity != Sensitivity.Normal))
        {
            var masks = old.OfType<JsonObject>().Where(r => !FieldValue.IsEmpty(FieldValue.In(r, column))).Select(r => Masking.Of(column, FieldValue.In(r, column))!.ToJsonString()).ToHashSet(StringComparer.Ordinal);
            foreach (var (index, _) in rows.Index().Where(r => r.Item is JsonObject row && row[column.Key] is { } cell && masks.Contains(cell.ToJsonString())))
            {
                yield return new($"/{table.Key}/{index}/{column.Key}", "privacy.masked-cell", WorkTexts.Of("privacy.masked-cell", table.Label, index + 1, column.Label));
            }
        }
    }
}
