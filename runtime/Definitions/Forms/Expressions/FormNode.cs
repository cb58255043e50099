using LowCode.Feel.Compiling;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>What of a field, a section or a page is worked out.</summary>
internal enum Aspect
{
    /// <summary>Of a section or page.</summary>
    GroupRelevance,

    Relevance,
    Value,
    Required,
    ReadOnly,
    Constraints,
    Filter,
}

/// <summary>One thing that is worked out, and what must be worked out again when it changed. Of a column it stands for all rows.</summary>
/// <param name="slot">Null for sections and pages.</param>
/// <param name="group">The section or page, for those.</param>
internal sealed class FormNode(Aspect aspect, FieldSlot? slot, int group = -1)
{
    private readonly HashSet<(FormNode, bool)> _needs = [];

    public Aspect Aspect { get; } = aspect;

    public FieldSlot? Slot { get; } = slot;

    public int Group { get; } = group;

    /// <summary>Null: it follows from others, or is what was entered.</summary>
    public FeelProgram? Program { get; set; }

    /// <summary>Its place in the order of evaluation.</summary>
    public int Order { get; set; } = -1;

    /// <summary>Whether there is anything to work out when a form is evaluated as a whole.</summary>
    public bool IsWork { get; set; }

    /// <summary>Tables whose lists its expressions read.</summary>
    public List<FieldSlot> Tables { get; } = [];

    public List<(FormNode Node, bool IsSameRow)> Dependents { get; } = [];

    /// <summary>What must be known before it; also where it need not be worked out again (a default is computed once).</summary>
    public List<FormNode> Before { get; } = [];

    /// <summary>Of a group as messages call it: its id.</summary>
    public string? GroupName { get; set; }

    public FieldSlot? Table => Slot?.Table;

    public void DependsOn(FormNode other, bool isSameRow)
    {
        Before.Add(other);
        if (_needs.Add((other, isSameRow)))
        {
            other.Dependents.Add((this, isSameRow));
        }
    }
}
