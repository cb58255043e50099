using LowCode.Definitions.Documents;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>What of a form depends on what. Each field has its relevance and its value; further nodes stand for its expressions.</summary>
internal sealed class FormGraph
{
    private readonly List<FormNode> _nodes = [];

    public FormGraph(FormDefinition form, FieldSlot[] slots)
    {
        Groups = GroupsOf(form);
        _nodes.AddRange(Groups.Nodes);
        var sections = Places(form.Sections.Select(s => s.FieldKeys));
        foreach (var slot in slots)
        {
            if (sections.TryGetValue(slot.Field.Key, out var section))
            {
                slot.Group = form.Pages.Count + section;
            }

            AddSlot(slot);
            foreach (var column in slot.Columns)
            {
                AddSlot(column);
                column.IsConditional |= slot.IsConditional;
                column.Relevance.DependsOn(slot.Relevance, isSameRow: false);
            }
        }
    }

    public FormGroups Groups { get; }

    /// <summary>The node is what the formula yields.</summary>
    public void Attach(FormNode node, Formula formula)
    {
        node.Program = formula.Program;
        node.IsWork = true;
        DependOn(node, formula);
    }

    /// <summary>A node for formulas that say something about a field.</summary>
    public FormNode Add(Aspect aspect, FieldSlot slot, params IReadOnlyList<Formula> formulas)
    {
        var node = new FormNode(aspect, slot) { IsWork = true, Program = formulas[0].Program };
        _nodes.Add(node);
        if (aspect is Aspect.Constraints or Aspect.Filter)
        {
            node.DependsOn(slot.Value, isSameRow: true);
        }

        foreach (var formula in formulas)
        {
            DependOn(node, formula);
        }

        return node;
    }

    /// <summary>The node needs the formula's value once, at its beginning.</summary>
    public void ComesAfter(FormNode node, Formula formula)
    {
        node.IsWork = true;
        node.Before.AddRange(formula.Reads.Concat(formula.RowReads).Select(s => s.Value));
        foreach (var read in formula.Reads)
        {
            read.IsReadOnce = true;
        }

        ReadTables(node, formula);
    }

    /// <summary>In an order in which each comes after what it needs; where there is a cycle it is told, and cut.</summary>
    public FormNode[] Sorted(ProblemList problems)
    {
        var (order, path) = (new List<FormNode>(), new List<FormNode>());
        var (done, places) = (new HashSet<FormNode>(), new Dictionary<FormNode, int>());
        foreach (var node in _nodes)
        {
            Visit(node);
        }

        for (var i = 0; i < order.Count; i++)
        {
            order[i].Order = i;
            order[i].IsWork |= order[i] is { Aspect: Aspect.Relevance or Aspect.Value, Slot.IsConditional: true };
        }

        return [.. order];

        void Visit(FormNode node)
        {
            if (places.TryGetValue(node, out var start))
            {
                Tell(path[start..], problems);
                return;
            }

            if (done.Contains(node))
            {
                return;
            }

            places[node] = path.Count;
            path.Add(node);
            foreach (var before in node.Before)
            {
                Visit(before);
            }

            path.RemoveAt(path.Count - 1);
            places.Remove(node);
            done.Add(node);
            order.Add(node);
        }
    }

    private static void Tell(IReadOnlyList<FormNode> cycle, ProblemList problems)
    {
        var names = cycle.Select(n => n.Slot is { } slot ? CompiledForm.NameOf(slot) : n.GroupName!).ToList();
        var distinct = names.Where((n, i) => i == 0 || names[i - 1] != n).ToList();
        if (distinct.Count > 1 && distinct[0] == distinct[^1])
        {
            distinct.RemoveAt(distinct.Count - 1);
        }

        var at = cycle.FirstOrDefault(n => n.Program is not null) ?? cycle[0];
        problems.Add(at.Slot is { } owner ? $"{owner.Path}/rules" : "", "form-definition.cycle", string.Join(" → ", distinct.Append(distinct[0])));
    }

    private static FormGroups GroupsOf(FormDefinition form)
    {
        var relevant = form.Pages.Select(p => (p.Id, p.Relevant)).Concat(form.Sections.Select(s => (s.Id, s.Relevant))).ToList();
        var nodes = relevant.Select((g, i) => new FormNode(Aspect.GroupRelevance, null, i) { GroupName = g.Id }).ToArray();
        var parents = new int[nodes.Length];
        var conditional = new bool[nodes.Length];
        var pages = Places(form.Pages.Select(p => p.SectionIds));
        for (var i = 0; i < nodes.Length; i++)
        {
            parents[i] = i >= form.Pages.Count && pages.TryGetValue(relevant[i].Id, out var page) ? page : -1;
            conditional[i] = relevant[i].Relevant is not null || (parents[i] >= 0 && conditional[parents[i]]);
            nodes[i].IsWork = conditional[i];
            if (parents[i] >= 0)
            {
                nodes[i].DependsOn(nodes[parents[i]], isSameRow: false);
            }
        }

        return new FormGroups(nodes, parents, conditional);
    }

    // In which of the groups a name stands.
    private static Dictionary<string, int> Places(IEnumerable<IReadOnlyList<string>> groups)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, names) in groups.Index())
        {
            foreach (var name in names)
            {
                places.TryAdd(name, index);
            }
        }

        return places;
    }

    private void AddSlot(FieldSlot slot)
    {
        slot.Relevance = new FormNode(Aspect.Relevance, slot);
        slot.Value = new FormNode(Aspect.Value, slot);
        slot.Value.DependsOn(slot.Relevance, isSameRow: true);
        slot.IsConditional = slot.Field.Rules.Relevant is not null || (slot.Group >= 0 && Groups.AreConditional[slot.Group]);
        _nodes.Add(slot.Relevance);
        _nodes.Add(slot.Value);
        if (slot.Group >= 0)
        {
            slot.Relevance.DependsOn(Groups.Nodes[slot.Group], isSameRow: false);
        }
    }

    private static void DependOn(FormNode node, Formula formula)
    {
        foreach (var read in formula.Reads)
        {
            node.DependsOn(read.Value, isSameRow: false);
        }

        foreach (var read in formula.RowReads)
        {
            node.DependsOn(read.Value, isSameRow: true);
        }

        ReadTables(node, formula);
    }

    private static void ReadTables(FormNode node, Formula formula) => node.Tables.AddRange(formula.Reads.Where(r => r.IsTable && !node.Tables.Contains(r)));
}
