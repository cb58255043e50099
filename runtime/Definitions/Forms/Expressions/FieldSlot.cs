using LowCode.Definitions.Forms.Fields;
using LowCode.Definitions.Texts;
using LowCode.Feel.Compiling;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>A field or a column as evaluation sees it: its place among the values, and its expressions compiled.</summary>
internal sealed class FieldSlot(FormField field, int index, FieldSlot? table, string path)
{
    public FormField Field { get; } = field;

    public FieldKind Kind { get; } = FieldKinds.Of(field);

    /// <summary>Where its definition stands, as a JSON pointer.</summary>
    public string Path { get; } = path;

    /// <summary>The table that it is a column of.</summary>
    public FieldSlot? Table { get; } = table;

    /// <summary>Among the form's fields, or the table's columns.</summary>
    public int Index { get; } = index;

    /// <summary>Among the variables of the expressions that may read it in its own row, or form.</summary>
    public int Variable { get; set; } = index;

    /// <summary>Its section, as an index into the form's groups; -1: none.</summary>
    public int Group { get; set; } = -1;

    public FeelProgram? Relevant { get; set; }

    public FeelProgram? Required { get; set; }

    public FeelProgram? ReadOnly { get; set; }

    /// <inheritdoc cref="FormField.IsFixed"/>
    public bool IsFixed { get; } = field.IsFixed;

    public FeelProgram? Calculation { get; set; }

    public FeelProgram? Default { get; set; }

    public FeelProgram? Filter { get; set; }

    public (FeelProgram Program, LocalizedText Message)[] Constraints { get; set; } = [];

    /// <summary>Whether it may be not relevant at all.</summary>
    public bool IsConditional { get; set; }

    /// <summary>Whether a computed value may break a limit of its definition.</summary>
    public bool HasLimits => Field.Limits != FieldLimits.None;

    /// <summary>Whether records may have an option or code that is not offered any more.</summary>
    public bool MayHoldRetired { get; } = field.Dictionary is not null || field.Options.Any(o => o.IsRetired);

    public bool IsTable => Field.Type == FieldType.Table;

    public FieldSlot[] Columns { get; set; } = [];

    /// <summary>Of a column: a first value outside of its row is made of it. It is worked out once, so nothing depends on it.</summary>
    public bool IsReadOnce { get; set; }

    /// <summary>Columns that expressions outside of the rows read: only these are gathered into the table's list.</summary>
    public int[] Gathered { get; set; } = [];

    /// <summary>Makes a row's context of the gathered columns.</summary>
    public Func<FeelValue[], FeelContext>? Row { get; set; }

    /// <summary>Variables of the expressions in its rows: those of the form, the columns, and the row's number.</summary>
    public int RowVariables { get; set; }

    public int RowNumberVariable { get; set; }

    public FormNode Relevance { get; set; } = null!;

    public FormNode Value { get; set; } = null!;

    /// <summary>Null: it has no filter.</summary>
    public FormNode? Filtering { get; set; }
}
