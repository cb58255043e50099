namespace LowCode.Engine.Compilation;

/// <summary>The variables and inputs that are visible from an activity, inner variables hiding outer ones of the same name.</summary>
internal sealed class NodeScope
{
    private readonly Dictionary<string, VariableSlot> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, VariableSlot> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _variableByAccessor = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _inputByAccessor = new(StringComparer.Ordinal);

    public NodeScope(ActivityNode node)
    {
        for (var n = node; n is not null; n = n.Parent)
        {
            Add(n.Variables);
        }

        Add(node.Workflow.Variables);
        VariableNames = [.. _byName.Keys];
        foreach (var input in node.Workflow.Definition.Inputs.Where(i => AccessorName.Exists(i.Name)))
        {
            // Elsa's accessors spell inputs as they are, and variables in Pascal case; ours take both.
            _inputByAccessor.TryAdd(AccessorName.Of(input.Name), input.Name);
            _inputByAccessor[input.Name] = input.Name;
        }
    }

    public IReadOnlyList<string> VariableNames { get; }

    public VariableSlot? ById(string id) => _byId.GetValueOrDefault(id);

    public VariableSlot? ByName(string name) => _byName.GetValueOrDefault(name);

    public string? VariableOf(string accessor) => _variableByAccessor.GetValueOrDefault(accessor);

    public string? InputOf(string accessor) => _inputByAccessor.GetValueOrDefault(accessor);

    private void Add(VariableSlot[] slots)
    {
        foreach (var slot in slots)
        {
            _byId.TryAdd(slot.Definition.Id, slot);
            if (_byName.TryAdd(slot.Definition.Name, slot) && AccessorName.Exists(slot.Definition.Name))
            {
                _variableByAccessor.TryAdd(AccessorName.Of(slot.Definition.Name), slot.Definition.Name);
            }
        }
    }
}
