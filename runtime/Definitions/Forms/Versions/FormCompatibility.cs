using LowCode.Definitions.Documents;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms.Versions;

/// <summary>What a change means for data and drafts of the version before, from harmless to harmful.</summary>
public enum CompatibilityClass
{
    /// <summary>Nothing changed.</summary>
    Identical,

    /// <summary>There is more, or it reads differently; whatever was good is good.</summary>
    Additive,

    /// <summary>More is allowed than before.</summary>
    Relaxing,

    /// <summary>What was good may be refused now.</summary>
    Restricting,

    /// <summary>What was stored means something else, finds no field, or is seen by people whom it was not meant for.</summary>
    Breaking,
}

/// <param name="Path">In the new document, as a JSON pointer; of what is gone, in the old one.</param>
/// <param name="Code">Names the text of the message.</param>
/// <param name="IsRefused">It would make records unreadable: it is not published.</param>
public sealed record FormChange(string Path, CompatibilityClass Class, string Code, string Message, bool IsRefused)
{
    /// <summary>As the answer to a publication says it.</summary>
    public Problem Problem => new(Path, Code, Message);
}

/// <summary>What changed between two versions of a form, and what that means. Fields are the same where their ids are.</summary>
/// <param name="Class">That of the most harmful change.</param>
public sealed record FormCompatibility(CompatibilityClass Class, IReadOnlyList<FormChange> Changes)
{
    /// <summary>What may not be published after the version before.</summary>
    public IEnumerable<FormChange> Refused => Changes.Where(c => c.IsRefused);

    public static FormCompatibility Of(FormDefinition before, FormDefinition after)
    {
        var changes = new FormChanges();
        FieldComparison.CompareAll(before.Fields, after.Fields, "/fields", changes);
        CompareRights(before, after, changes);
        ComparePrivacy(before, after, changes);
        CompareConditions(before, after, changes);
        if (changes.All.Count == 0 && !FormJson.Write(before).AsSpan().SequenceEqual(FormJson.Write(after)))
        {
            changes.Add("", CompatibilityClass.Additive, "form-version.appearance");
        }

        return new(changes.All.Select(c => c.Class).DefaultIfEmpty(CompatibilityClass.Identical).Max(), changes.All);
    }

    private static void CompareRights(FormDefinition before, FormDefinition after, FormChanges changes)
    {
        var fields = FieldComparison.ById(before.Fields);
        foreach (var (step, _) in after.NodeRules)
        {
            var path = JsonPointer.Append("/nodeRules", step);
            if (!before.NodeRules.ContainsKey(step))
            {
                changes.Add(path, CompatibilityClass.Additive, "form-version.step-added", step);
                continue;
            }

            foreach (var field in after.Fields)
            {
                var old = fields.GetValueOrDefault(field.Id);
                var (was, becomes) = (old is null ? FieldRight.Hidden : before.RightOf(step, old.Key), after.RightOf(step, field.Key));
                if (was != becomes)
                {
                    var kind = becomes == FieldRight.Required || IsWritable(was) && !IsWritable(becomes) ? CompatibilityClass.Restricting
                        : old is null ? CompatibilityClass.Additive : CompatibilityClass.Relaxing;
                    changes.Add(JsonPointer.Append(path, field.Key), kind, "form-version.right", step, field.Key, EnumWords<FieldRight>.Of(was), EnumWords<FieldRight>.Of(becomes));
                }
            }
        }

        foreach (var step in before.NodeRules.Keys.Where(s => !after.NodeRules.ContainsKey(s)))
        {
            changes.Add(JsonPointer.Append("/nodeRules", step), CompatibilityClass.Restricting, "form-version.step-removed", step);
        }
    }

    private static void ComparePrivacy(FormDefinition before, FormDefinition after, FormChanges changes)
    {
        Roles("seenBy", before.Privacy.SeenBy, after.Privacy.SeenBy);
        Roles("revealedBy", before.Privacy.RevealedBy, after.Privacy.RevealedBy);

        void Roles(string name, IReadOnlyList<string> were, IReadOnlyList<string> are)
        {
            var (more, fewer) = (are.Except(were).ToList(), were.Except(are).ToList());
            if (more.Count > 0)
            {
                changes.Add($"/privacy/{name}", CompatibilityClass.Breaking, $"form-version.{name}-added", string.Join(", ", more));
            }

            if (fewer.Count > 0)
            {
                changes.Add($"/privacy/{name}", CompatibilityClass.Restricting, $"form-version.{name}-removed", string.Join(", ", fewer));
            }
        }
    }

    private static bool IsWritable(FieldRight right) => right is FieldRight.Write or FieldRight.Required;

    // A condition of a section or page decides about the values of its fields, also where they moved there.
    private static void CompareConditions(FormDefinition before, FormDefinition after, FormChanges changes)
    {
        var (were, are) = (ConditionsOf(before), ConditionsOf(after));
        if (are.Any(c => were.TryGetValue(c.Key, out var was) && was != c.Value))
        {
            changes.Add("", CompatibilityClass.Restricting, "form-version.section-condition");
        }
    }

    /// <summary>Under which conditions a field's section and page are shown, by its id.</summary>
    private static Dictionary<string, (string? Section, string? Page)> ConditionsOf(FormDefinition form)
    {
        var sections = form.Sections.SelectMany(s => s.FieldKeys.Select(key => (Key: key, Section: s))).DistinctBy(s => s.Key).ToDictionary(s => s.Key, s => s.Section, StringComparer.Ordinal);
        return form.Fields.ToDictionary(
            f => f.Id,
            f => sections.GetValueOrDefault(f.Key) is { } section ? (section.Relevant, form.Pages.FirstOrDefault(p => p.SectionIds.Contains(section.Id))?.Relevant) : (null, null),
            StringComparer.Ordinal);
    }
}

/// <summary>Gathers changes.</summary>
internal sealed class FormChanges
{
    private readonly List<FormChange> _changes = [];

    public IReadOnlyList<FormChange> All => _changes;

    public void Add(string path, CompatibilityClass kind, string code, params object?[] values) =>
        _changes.Add(new(path, kind, code, ProblemTexts.Of(code, values), IsRefused: false));

    public void Refuse(string path, string code, params object?[] values) =>
        _changes.Add(new(path, CompatibilityClass.Breaking, code, ProblemTexts.Of(code, values), IsRefused: true));
}
