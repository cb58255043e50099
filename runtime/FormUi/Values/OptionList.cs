using LowCode.Definitions.Forms;

namespace LowCode.FormUi.Values;

/// <summary>Which options a control offers.</summary>
internal static class OptionList
{
    /// <summary>Up to this many options all are seen at once; more go into a list.</summary>
    public const int MostButtons = 5;

    /// <summary>Those that may be chosen, and those that are chosen whatever may be.</summary>
    public static IReadOnlyList<FormOption> Of(FormField field, IReadOnlySet<string>? allowed, Func<string, bool> isChosen) =>
        [.. field.Options.Where(o => isChosen(o.Value) || (!o.IsRetired && allowed?.Contains(o.Value) != false))];
}
