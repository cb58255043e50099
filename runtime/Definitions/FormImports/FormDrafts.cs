using LowCode.Definitions.Forms;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.FormImports;

/// <summary>A field on its way into a form, with where it comes from.</summary>
internal sealed class FieldDraft(FormField field, string place, string name, string type)
{
    public FormField Field { get; set; } = field;

    public string Place { get; } = place;

    /// <summary>In the file.</summary>
    public string Name { get; } = name;

    /// <summary>In the words of the file.</summary>
    public string Type { get; } = type;

    /// <summary>False: it was added by us, or is a table, which is a group in the file.</summary>
    public bool IsQuestion { get; init; } = true;

    /// <summary>Nothing but its calculation: without it nothing of it arrived.</summary>
    public bool IsCalculation { get; init; }

    public bool StatesRelevance { get; init; }

    public bool StatesConstraint { get; init; }

    /// <summary>Of the groups around it.</summary>
    public IReadOnlyList<string> GroupPlaces { get; init; } = [];

    public FieldRight Right { get; init; } = FieldRight.Write;

    public List<FieldDraft> Columns { get; } = [];

    public FormField Built => Columns.Count == 0 ? Field : Field with { Columns = [.. Columns.Select(c => c.Built)] };
}

/// <summary>A section on its way into a form.</summary>
internal sealed class SectionDraft(string id, LocalizedText title, string place, string name)
{
    public string Id { get; } = id;

    public string Place { get; } = place;

    public string Name { get; } = name;

    public string? Relevant { get; set; }

    public int? Columns { get; set; }

    public List<string> Keys { get; } = [];

    public FormSection Built => new(Id, title, Keys) { Relevant = Relevant, Columns = Columns };
}
