using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Photos;

namespace LowCode.FormUi;

/// <summary>What a form needs from the place where it is shown: it has no server of its own.</summary>
/// <param name="Dictionary">Finds a dictionary by its id; null: the tenant has none of that name.</param>
/// <param name="Departments">Code and name, in the order shown.</param>
/// <param name="Zone">Date-times are typed and shown in it.</param>
/// <param name="Photos">Null: pictures can be neither added nor shown.</param>
public sealed record FormContext(
    Func<string, DictionaryDefinition?> Dictionary,
    IReadOnlyList<FormOption> Departments,
    TimeZoneInfo Zone,
    PhotoStore? Photos = null)
{
    /// <summary>The same knowledge as the form's check wants it.</summary>
    public FormLookups Lookups { get; } = new(Dictionary, code => Departments.Any(d => d.Value == code));

    public static FormContext Empty { get; } = new(_ => null, [], TimeZoneInfo.Utc);
}
