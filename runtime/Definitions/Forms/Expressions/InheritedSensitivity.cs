namespace LowCode.Definitions.Forms.Expressions;

/// <summary>
/// Makes what is calculated, or filled in by a default or from the case, as sensitive as the most sensitive of what that reads, through any number of steps: a result
/// tells what went into it.
/// A field that declares a sensitivity of its own has that one.
/// </summary>
internal static class InheritedSensitivity
{
    public static FormDefinition In(FormDefinition form)
    {
        if (!form.Fields.Any(Masking.Concerns))
        {
            return form;
        }

        var compiled = CompiledForm.Of(form);
        var inherited = new Dictionary<FieldSlot, Sensitivity>();
        foreach (var slot in compiled.Slots.Where(s => s.Field.Prefill is { Source: PrefillSource.Case or PrefillSource.LastSubmission }))
        {
            inherited[slot] = compiled.Slot(slot.Field.Prefill!.Member.Split('.')[0])?.Field.DeclaredSensitivity ?? Sensitivity.Normal;
        }

        foreach (var slot in compiled.Nodes.Where(n => n is { Aspect: Aspect.Value, Slot: { } s } && (s.Field.IsCalculated || s.Default is not null)).Select(n => n.Slot!))
        {
            // In the order of evaluation: what it reads is known.
            inherited[slot] = slot.Value.Before.Where(n => n is { Aspect: Aspect.Value, Slot: not null }).Select(n => Of(n.Slot!)).Append(inherited.GetValueOrDefault(slot)).Max();
        }

        return inherited.Values.All(s => s == Sensitivity.Normal)
            ? form
            : form with { Fields = [.. compiled.Slots.Select(s => With(s) with { Columns = [.. s.Columns.Select(With)] })] };

        Sensitivity Of(FieldSlot slot) => slot.Field.DeclaredSensitivity ?? inherited.GetValueOrDefault(slot);

        FormField With(FieldSlot slot) => slot.Field with { InheritedSensitivity = inherited.GetValueOrDefault(slot) };
    }
}
