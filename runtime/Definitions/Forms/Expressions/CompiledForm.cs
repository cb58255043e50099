using System.Runtime.CompilerServices;
using LowCode.Definitions.Problems;
using LowCode.Feel.Compiling;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>
/// A form whose expressions are compiled, each once, with what each depends on and the order in which they are worked out. Immutable; for any
/// number of <see cref="Sessions.FormSession"/>s on any number of threads.
/// </summary>
public sealed class CompiledForm
{
    private static readonly ConditionalWeakTable<FormDefinition, CompiledForm> _known = [];

    private readonly Dictionary<string, FieldSlot> _byKey;

    internal CompiledForm(FormDefinition definition, FieldSlot[] slots, FormGroups groups, FormNode[] nodes, IReadOnlyList<Problem> problems)
    {
        (Definition, Slots, Groups, Nodes, Problems) = (definition, slots, groups, nodes, problems);
        Work = [.. nodes.Where(n => n.IsWork)];
        _byKey = slots.GroupBy(s => s.Field.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    public FormDefinition Definition { get; }

    /// <summary>What is wrong with its expressions: texts that are none, unknown names, types that do not fit, cycles. A document with any is refused.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <summary>The dictionaries that its expressions name, with the place of the expression.</summary>
    public IReadOnlyList<(string Path, string Id)> Dictionaries { get; internal init; } = [];

    internal FieldSlot[] Slots { get; }

    internal FormGroups Groups { get; }

    /// <summary>In the order of evaluation.</summary>
    internal FormNode[] Nodes { get; }

    /// <summary>Those that evaluation as a whole must visit.</summary>
    internal FormNode[] Work { get; }

    /// <summary>Compiled when it is first asked for, and then kept as long as the definition is.</summary>
    public static CompiledForm Of(FormDefinition form) => _known.GetValue(form, FormCompiler.Compile);

    /// <summary>Keys of the fields (columns as <c>table.column</c>) of which anything may change when this one does, in the order of evaluation.</summary>
    public IReadOnlyList<string> DependentsOf(string key)
    {
        if (Find(key) is not { } slot)
        {
            return [];
        }

        var open = new Queue<FormNode>([slot.Value]);
        var seen = new HashSet<FormNode>();
        while (open.TryDequeue(out var node))
        {
            foreach (var (next, _) in node.Dependents.Where(d => seen.Add(d.Node)))
            {
                open.Enqueue(next);
            }
        }

        return [.. seen.OrderBy(n => n.Order).Select(n => n.Slot).OfType<FieldSlot>().Select(NameOf).Distinct().Where(n => n != key)];
    }

    internal static string NameOf(FieldSlot slot) => slot.Table is null ? slot.Field.Key : $"{slot.Table.Field.Key}.{slot.Field.Key}";

    internal FieldSlot? Slot(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>A field, or a column named <c>table.column</c>.</summary>
    internal FieldSlot? Find(string name) =>
        name.Split('.', 2) is [var table, var column] ? Slot(table)?.Columns.FirstOrDefault(c => c.Field.Key == column) : Slot(name);
}

/// <summary>Pages, then sections: what may take fields away together.</summary>
/// <param name="Nodes">Their relevance.</param>
/// <param name="Parents">The page of a section; -1: none.</param>
internal sealed record FormGroups(FormNode[] Nodes, int[] Parents, bool[] AreConditional);
