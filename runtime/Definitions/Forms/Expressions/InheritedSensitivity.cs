namespace LowCode.Definitions.Forms.Expressions;

/// <summary>
/// Makes what is calculated as sensitive as the most sensitive of what its expression reads, through any number of calculations: a result tells what went into it.
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

        var inherited = new Dictionary<FieldSlot, Sensitivity>();
        foreach (var slot in CompiledForm.Of(form).Nodes.Where(n => n is { Aspect: Aspect.Value, Slot.Field.IsCalculated: true }).Select(n => n.Slot!))
        {
            // In the order of evaluation: what it reads is known.
            inherited[slot] = slot.Value.Before.Where(n => n is { Aspect: Aspect.Value, Slot: not null }).Select(n => Of(n.Slot!)).DefaultIfEmpty().Max();
        }

        return inherited.Values.All(s => s == Sensitivity.Normal)
            ? form
            : form with { Fields = [.. CompiledForm.Of(form).Slots.Select(s => With(s) with { Columns = [.. s.Columns.Select(With)] })] };

        Sensitivity Of(FieldSlot slot) => slot.Field.DeclaredSensitivity ?? inherited.GetValueOrDefault(slot);

        FormField With(FieldSlot slot) => slot.Field with { InheritedSensitivity = inherited.GetValueOrDefault(slot) };
    }
}
