using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms.Versions;

/// <summary>Compares fields of two versions by their ids, those of a table's columns too.</summary>
internal static class FieldComparison
{
    public static void CompareAll(IReadOnlyList<FormField> before, IReadOnlyList<FormField> after, string path, FormChanges changes)
    {
        var (were, are) = (ById(before), ById(after));
        var takers = Takers(before);
        foreach (var (index, field) in after.Index())
        {
            if (were.TryGetValue(field.Id, out var old))
            {
                Compare(old, field, $"{path}/{index}", changes);
            }
            else
            {
                CompareNew(takers, field, $"{path}/{index}", changes);
            }
        }

        foreach (var (index, old) in before.Index().Where(f => !are.ContainsKey(f.Item.Id)))
        {
            changes.Refuse($"{path}/{index}", "form-version.removed", old.Label, old.Id);
        }
    }

    /// <summary>Of two fields of one id, which is a problem that is told elsewhere, the first.</summary>
    public static Dictionary<string, FormField> ById(IEnumerable<FormField> fields) => fields.DistinctBy(f => f.Id).ToDictionary(f => f.Id, StringComparer.Ordinal);

    // Which field first has or had a key.
    private static Dictionary<string, FormField> Takers(IReadOnlyList<FormField> fields)
    {
        var takers = new Dictionary<string, FormField>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            foreach (var key in field.Keys)
            {
                takers.TryAdd(key, field);
            }
        }

        return takers;
    }

    private static void CompareNew(Dictionary<string, FormField> takers, FormField field, string path, FormChanges changes)
    {
        // Records hold the other field's values under the key.
        if (takers.TryGetValue(field.Key, out var taken))
        {
            changes.Refuse($"{path}/key", "form-version.key-taken", field.Key, taken.Id);
        }

        changes.Add(path, field.Rules.Required is null ? CompatibilityClass.Additive : CompatibilityClass.Restricting, "form-version.added", field.Label);
    }

    private static void Compare(FormField old, FormField field, string path, FormChanges changes)
    {
        CompareType(old, field, path, changes);
        CompareKeys(old, field, path, changes);
        CompareOptions(old, field, path, changes);
        CompareLimits(old.Limits, field.Limits, field, $"{path}/limits", changes);
        CompareRules(old.Rules, field.Rules, field, $"{path}/rules", changes);
        CompareSettings(old, field, path, changes);
        CompareSensitivity(old, field, path, changes);
        CompareAll(old.Columns, field.Columns, $"{path}/columns", changes);
    }

    private static void CompareType(FormField old, FormField field, string path, FormChanges changes)
    {
        var (was, becomes) = (EnumWords<FieldType>.Of(old.Type), EnumWords<FieldType>.Of(field.Type));
        if (old.Type == field.Type)
        {
            if (old.Result != field.Result)
            {
                changes.Refuse($"{path}/result", "form-version.type", field.Label, EnumWords<FieldType>.Of(old.Result ?? FieldType.Text), EnumWords<FieldType>.Of(field.Result ?? FieldType.Text));
            }
        }
        else if (MayBecomeText(old.Type, field.Type))
        {
            changes.Add($"{path}/type", CompatibilityClass.Breaking, "form-version.becomes-text", field.Label, was, becomes);
        }
        else
        {
            changes.Refuse($"{path}/type", "form-version.type", field.Label, was, becomes);
        }
    }

    // What is one text, number or truth value can be read as a text; lists and objects cannot.
    private static bool MayBecomeText(FieldType from, FieldType to) => to is FieldType.Text or FieldType.LongText
        && from is FieldType.Text or FieldType.LongText or FieldType.RichText or FieldType.Number or FieldType.Integer or FieldType.Money or FieldType.Boolean
            or FieldType.Date or FieldType.Time or FieldType.DateTime or FieldType.Choice or FieldType.Code or FieldType.Person or FieldType.Department
            or FieldType.Barcode or FieldType.IdNumber or FieldType.CreditCode or FieldType.Phone;

    private static void CompareKeys(FormField old, FormField field, string path, FormChanges changes)
    {
        foreach (var key in old.Aliases.Append(old.Key).Where(k => k != field.Key && !field.Aliases.Contains(k)))
        {
            changes.Refuse($"{path}/aliases", "form-version.alias-missing", field.Label, key);
        }

        if (old.Key != field.Key)
        {
            changes.Add($"{path}/key", CompatibilityClass.Additive, "form-version.renamed", old.Key, field.Key);
        }

        if (old.IsRetired != field.IsRetired)
        {
            changes.Add(path, field.IsRetired ? CompatibilityClass.Restricting : CompatibilityClass.Relaxing, field.IsRetired ? "form-version.retired" : "form-version.unretired", field.Label);
        }
    }

    private static void CompareOptions(FormField old, FormField field, string path, FormChanges changes)
    {
        // A text takes whatever an option was.
        if (field.Type != old.Type)
        {
            return;
        }

        var options = field.Options.DistinctBy(o => o.Value).ToDictionary(o => o.Value, StringComparer.Ordinal);
        foreach (var (index, option) in old.Options.Index())
        {
            var now = options.GetValueOrDefault(option.Value);
            if (now is null)
            {
                changes.Refuse($"{path}/options/{index}", "form-version.option-removed", field.Label, option.Value);
            }
            else if (now.IsRetired != option.IsRetired)
            {
                changes.Add($"{path}/options", now.IsRetired ? CompatibilityClass.Restricting : CompatibilityClass.Relaxing, now.IsRetired ? "form-version.option-retired" : "form-version.option-unretired", field.Label, option.Value);
            }
        }

        foreach (var option in field.Options.ExceptBy(old.Options.Select(o => o.Value), o => o.Value))
        {
            changes.Add($"{path}/options", CompatibilityClass.Relaxing, "form-version.option-added", field.Label, option.Value);
        }
    }

    private static void CompareLimits(FieldLimits old, FieldLimits now, FormField field, string path, FormChanges changes)
    {
        Bound("maxLength", old.MaxLength, now.MaxLength, isUpper: true);
        Bound("max", old.Max, now.Max, isUpper: true);
        Bound("scale", old.Scale, now.Scale, isUpper: true);
        Bound("min", old.Min, now.Min, isUpper: false);
        if (old.Pattern != now.Pattern)
        {
            changes.Add($"{path}/pattern", now.Pattern is null ? CompatibilityClass.Relaxing : CompatibilityClass.Restricting, "form-version.limit", field.Label, "pattern", old.Pattern ?? "–", now.Pattern ?? "–");
        }

        void Bound(string name, decimal? was, decimal? becomes, bool isUpper)
        {
            if (was == becomes)
            {
                return;
            }

            // None is no bound, though a type may have one of its own: what that is, old values meet it.
            var isTighter = becomes is not null && (was is null || (isUpper ? becomes < was : becomes > was));
            changes.Add($"{path}/{name}", isTighter ? CompatibilityClass.Restricting : CompatibilityClass.Relaxing, "form-version.limit", field.Label, name, (object?)was ?? "–", (object?)becomes ?? "–");
        }
    }

    private static void CompareRules(FieldRules old, FieldRules now, FormField field, string path, FormChanges changes)
    {
        Rule("relevant", old.Relevant, now.Relevant, CompatibilityClass.Relaxing);
        Rule("required", old.Required, now.Required, CompatibilityClass.Relaxing);
        Rule("readOnly", old.ReadOnly, now.ReadOnly, CompatibilityClass.Relaxing);
        Rule("filter", old.Filter, now.Filter, CompatibilityClass.Relaxing);
        Rule("calculation", old.Calculation, now.Calculation, CompatibilityClass.Relaxing);
        if (old.Default != now.Default)
        {
            changes.Add($"{path}/default", CompatibilityClass.Additive, "form-version.rule", field.Label, "default");
        }

        var (were, are) = (old.Constraints.Select(c => c.Expression).ToHashSet(), now.Constraints.Select(c => c.Expression).ToHashSet());
        if (!were.SetEquals(are))
        {
            changes.Add($"{path}/constraints", are.IsProperSubsetOf(were) ? CompatibilityClass.Relaxing : CompatibilityClass.Restricting, "form-version.rule", field.Label, "constraints");
        }

        void Rule(string name, string? was, string? becomes, CompatibilityClass withoutIt)
        {
            if (was != becomes)
            {
                changes.Add($"{path}/{name}", becomes is null ? withoutIt : CompatibilityClass.Restricting, "form-version.rule", field.Label, name);
            }
        }
    }

    private static void CompareSettings(FormField old, FormField field, string path, FormChanges changes)
    {
        Setting("dictionary", old.Dictionary, field.Dictionary, CompatibilityClass.Breaking);
        Setting("currency", old.Currency, field.Currency, CompatibilityClass.Breaking);
        Setting("searchable", old.IsSearchable, field.IsSearchable, CompatibilityClass.Additive);
        Setting("prefill", old.Prefill, field.Prefill, CompatibilityClass.Additive);
        Setting("hiddenValue", old.HiddenValue, field.HiddenValue, CompatibilityClass.Restricting);
        Setting("geo", old.Geo, field.Geo, CompatibilityClass.Restricting);
        Setting("covers", string.Join(' ', old.Covers), string.Join(' ', field.Covers), CompatibilityClass.Restricting);
        Setting("media", Spelled(old.Media), Spelled(field.Media), CompatibilityClass.Restricting);
        if (Texts(old) != Texts(field))
        {
            changes.Add(path, CompatibilityClass.Additive, "form-version.texts", field.Label);
        }

        void Setting<T>(string name, T was, T becomes, CompatibilityClass kind)
        {
            if (!EqualityComparer<T>.Default.Equals(was, becomes))
            {
                changes.Add($"{path}/{name}", kind, "form-version.setting", field.Label, name);
            }
        }
    }

    // What a computed field inherits counts, too: whoever uncovers a field uncovers what is computed of it.
    private static void CompareSensitivity(FormField old, FormField field, string path, FormChanges changes)
    {
        if (old.Sensitivity != field.Sensitivity)
        {
            var isLower = field.Sensitivity < old.Sensitivity;
            changes.Add(
                $"{path}/sensitivity",
                isLower ? CompatibilityClass.Breaking : CompatibilityClass.Restricting,
                isLower ? "form-version.uncovered" : "form-version.covered",
                field.Label,
                EnumWords<Sensitivity>.Of(old.Sensitivity),
                EnumWords<Sensitivity>.Of(field.Sensitivity));
        }
    }

    private static string Spelled(MediaSettings media) => $"{media.MaxBytes} {media.MaxSeconds} {media.CameraOnly} {string.Join(' ', media.Formats)}";

    private static string Texts(FormField field) =>
        string.Join('\n', new[] { field.Label, field.Hint }.Concat(field.Options.Select(o => o.Label)).SelectMany(Spelled));

    private static IEnumerable<string> Spelled(LocalizedText text) => text.ByLanguage.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}:{t.Value}").Append("");
}
