using System.Text;

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
        foreach (var input in node.Workflow.Definition.Inputs.Where(i => IsIdentifier(i.Name)))
        {
            _inputByAccessor.TryAdd(Accessor(input.Name), input.Name);
        }
    }

    public IReadOnlyList<string> VariableNames { get; }

    public VariableSlot? ById(string id) => _byId.GetValueOrDefault(id);

    public VariableSlot? ByName(string name) => _byName.GetValueOrDefault(name);

    public string? VariableOf(string accessor) => _variableByAccessor.GetValueOrDefault(accessor);

    public string? InputOf(string accessor) => _inputByAccessor.GetValueOrDefault(accessor);

    /// <summary>Names that are no identifiers have no accessors, as in Elsa; scripts reach them by <c>getVariable</c> and <c>getInput</c>.</summary>
    public static bool IsIdentifier(string name) =>
        name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    /// <summary>How accessor functions spell a name: <c>order_total</c> is <c>getOrderTotal</c>.</summary>
    public static string Accessor(string name)
    {
        var accessor = new StringBuilder(name.Length);
        var startsWord = true;
        foreach (var c in name)
        {
            if (c is ' ' or '_' or '-' or '.')
            {
                startsWord = true;
                continue;
            }

            accessor.Append(startsWord ? char.ToUpperInvariant(c) : c);
            startsWord = false;
        }

        return accessor.ToString();
    }

    private void Add(VariableSlot[] slots)
    {
        foreach (var slot in slots)
        {
            _byId.TryAdd(slot.Definition.Id, slot);
            if (_byName.TryAdd(slot.Definition.Name, slot) && IsIdentifier(slot.Definition.Name))
            {
                _variableByAccessor.TryAdd(Accessor(slot.Definition.Name), slot.Definition.Name);
            }
        }
    }
}
