using LowCode.Definitions.Forms.Expressions;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What the one who fills the form may do with its fields; columns follow their table.</summary>
internal sealed class FormRights
{
    private readonly FieldRight[] _rights;

    public FormRights(CompiledForm form, string? step, FormLookups? lookups)
    {
        Lookups = lookups;
        _rights = new FieldRight[form.Slots.Length];
        IReadOnlyDictionary<string, FieldRight>? rules = null;
        if (step is not null)
        {
            form.Definition.NodeRules.TryGetValue(step, out rules);
        }

        for (var i = 0; i < _rights.Length; i++)
        {
            _rights[i] = step is null ? FieldRight.Write : rules is not null && rules.TryGetValue(form.Slots[i].Field.Key, out var right) ? right : FieldRight.Read;
        }
    }

    public FormLookups? Lookups { get; }

    public FieldRight Of(FieldSlot slot) => _rights[(slot.Table ?? slot).Index];

    /// <summary>Whether the step may enter it: retired and computed fields nobody can.</summary>
    public bool MayWrite(FieldSlot slot) => Of(slot) is FieldRight.Write or FieldRight.Required && MayEnter(slot);

    /// <summary>Whether it gets its first value though nobody enters it: it is fixed, by a step that may write it; or the step does not see it.</summary>
    public bool Fills(FieldSlot slot) => MayEnter(slot) && slot.Table is null && (Of(slot) == FieldRight.Hidden || (slot.IsFixed && MayWrite(slot)));

    /// <summary>Whether an empty field can be told to whoever fills the form.</summary>
    public bool MayRequire(FieldSlot slot) => MayWrite(slot);

    /// <summary>Whether the step's right alone asks for a value. A column is asked for by its own rule.</summary>
    public bool Requires(FieldSlot slot) => slot.Table is null && Of(slot) == FieldRight.Required && MayEnter(slot);

    private static bool MayEnter(FieldSlot slot) => !slot.Field.IsRetired && !slot.Field.IsCalculated && slot.Kind.HoldsData;
}
