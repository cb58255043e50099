using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work.Privacy;

/// <param name="Key">Of the field.</param>
/// <param name="MayReveal">Whether the reader may look at its value, with a reason that is recorded.</param>
public sealed record MaskedField(string Key, bool MayReveal);

/// <summary>What of a case's data somebody may not see.</summary>
/// <param name="columns">Which fields fill the columns of the case's row, by each release that counts.</param>
internal sealed class MaskedFields(Dictionary<string, (FormField Field, bool MayReveal)> fields, IReadOnlyList<CaseFields> columns)
{
    private readonly Dictionary<string, (FormField Field, bool MayReveal)> _fields = fields;

    public static MaskedFields None { get; } = new([], []);

    /// <param name="key">Its key, or one that it had.</param>
    public FormField? Find(string key) => Found(key)?.Field;

    public bool MayReveal(string key) => Found(key)?.MayReveal is true;

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

        masked.ToList().ForEach(m => SignedContent.HideHashes(m.Value));
        return masked;
    }

    /// <summary>A column of the case's row.</summary>
    /// <param name="column">The key of the field that fills it.</param>
    public string? Mask(Func<CaseFields, string?> column, string? value) =>
        value is not null && FieldOf(column) is { } field ? Masking.Of(field, value)?.ToString() : value;

    /// <summary>The field that fills a column of the case's row, if the reader may not see it.</summary>
    public FormField? FieldOf(Func<CaseFields, string?> column) =>
        columns.Select(column).OfType<string>().Select(Find).FirstOrDefault(f => f is not null && f.Sensitivity != Sensitivity.Normal);

    /// <summary>Whether data hold a table of which the reader sees cells masked: whoever changes one must have looked at it.</summary>
    public bool AnyTableIn(JsonObject data) => _fields.Values.Any(f => f.Field.Type == FieldType.Table && f.Field.Keys.Any(data.ContainsKey));

    /// <summary>
    /// What came back masked was not changed and is left out. Every other mask is a problem, also one of a value that is not there any more; and so is a table with masked
    /// cells that came back changed, unless the reader has looked at it: nobody knows whose they are.
    /// </summary>
    /// <param name="looked">Keys of the fields that the reader has looked at.</param>
    public (JsonObject Data, IReadOnlyList<Problem> Problems) TakeBack(JsonObject data, JsonObject current, IReadOnlySet<string> looked)
    {
        if (_fields.Count == 0)
        {
            return (data, []);
        }

        var (taken, problems) = (data.DeepClone().AsObject(), new List<Problem>());
        // A signature came without its hashes, and so it comes back.
        foreach (var (key, value) in Mask(current).Where(m => m.Value is JsonObject && !_fields.ContainsKey(m.Key)))
        {
            if (JsonNode.DeepEquals(taken[key], value))
            {
                taken.Remove(key);
            }
        }

        foreach (var (key, (field, _)) in _fields)
        {
            if (!taken.TryGetPropertyValue(key, out var sent))
            {
                continue;
            }

            var known = FieldValue.In(current, field);
            if (JsonNode.DeepEquals(sent, known))
            {
                continue;
            }

            if (known is not null && JsonNode.DeepEquals(sent, Masking.Of(field, known)))
            {
                taken.Remove(key);
            }
            else if (Masking.IsMask(sent))
            {
                problems.Add(new($"/{key}", "privacy.stale-mask", WorkTexts.Of("privacy.stale-mask", field.Label)));
            }
            else if (field.Type == FieldType.Table)
            {
                problems.AddRange(TableProblems(field, sent as JsonArray ?? [], known as JsonArray ?? [], looked));
            }
        }

        return (taken, problems);
    }

    /// <summary>What must not be seen of the case wherever its values were copied to.</summary>
    /// <param name="data">Of the case, now and before.</param>
    public HiddenValues HiddenOf(IEnumerable<JsonObject> data) => _fields.Count == 0
        ? HiddenValues.None
        : new([.. _fields.Values.SelectMany(f => NamesOf(f.Field))], [.. data.SelectMany(Hidden)]);

    /// <summary>Keys of the masked fields that hold a value which their masks do not show.</summary>
    /// <param name="data">Of the case, now and before.</param>
    public IEnumerable<string> HoldersOf(string value, IEnumerable<JsonObject> data)
    {
        var all = data.Select(held => (Held: held, Shown: Mask(held))).ToList();
        return _fields.Where(f => all.Exists(d => f.Value.Field.Keys.Any(k => HiddenValues.TextsIn(d.Held[k]).Contains(value) && !HiddenValues.TextsIn(d.Shown[k]).Contains(value)))).Select(f => f.Key);
    }

    private (FormField Field, bool MayReveal)? Found(string key)
    {
        if (_fields.TryGetValue(key, out var found))
        {
            return found;
        }

        foreach (var renamed in _fields.Values.Where(f => f.Field.Aliases.Contains(key)))
        {
            return renamed;
        }

        return null;
    }

    private IEnumerable<string> Hidden(JsonObject data)
    {
        var masked = Mask(data);
        return _fields.Values.SelectMany(f => f.Field.Keys).SelectMany(k => HiddenValues.TextsIn(data[k]).Except(HiddenValues.TextsIn(masked[k]), StringComparer.Ordinal));
    }

    private static IEnumerable<string> NamesOf(FormField field) => field.Sensitivity != Sensitivity.Normal
        ? field.Keys
        : field.Columns.Where(c => c.Sensitivity != Sensitivity.Normal).SelectMany(c => c.Keys);

    private static IEnumerable<Problem> TableProblems(FormField table, JsonArray rows, JsonArray old, IReadOnlySet<string> looked)
    {
        var columns = table.Columns.Where(c => c.Sensitivity != Sensitivity.Normal).ToList();
        if (!table.Keys.Any(looked.Contains) && old.OfType<JsonObject>().Any(r => columns.Exists(c => !FieldValue.IsEmpty(FieldValue.In(r, c)))))
        {
            return [new($"/{table.Key}", "privacy.masked-table", WorkTexts.Of("privacy.masked-table", table.Label))];
        }

        return from row in rows.Index()
               where row.Item is JsonObject
               from column in columns
               where Masking.IsMask(FieldValue.In(row.Item.AsObject(), column))
               select new Problem($"/{table.Key}/{row.Index}/{column.Key}", "privacy.masked-cell", WorkTexts.Of("privacy.masked-cell", table.Label, row.Index + 1, column.Label));
    }
}
