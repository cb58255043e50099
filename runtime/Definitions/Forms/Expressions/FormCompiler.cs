using LowCode.Definitions.Documents;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Forms.Fields;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>Compiles a form: slots for its fields, programs for its expressions, and the graph of what depends on what.</summary>
internal sealed class FormCompiler
{
    /// <summary>Counts the rows of a table from 1 for the expressions in them.</summary>
    public const string RowNumber = "rowNumber";

    private readonly FormDefinition _form;
    private readonly ProblemList _problems = new();
    private readonly List<(string Path, string Id)> _dictionaries = [];
    private readonly FieldSlot[] _slots;
    private readonly Dictionary<string, FieldSlot> _byKey;
    private readonly FeelScope _scope;
    private readonly FormGraph _graph;

    private FormCompiler(FormDefinition form)
    {
        _form = form;
        _slots = [.. form.Fields.Select((f, i) => SlotOf(f, i, null, $"/fields/{i}"))];
        _byKey = _slots.DistinctBy(s => s.Field.Key).ToDictionary(s => s.Field.Key, StringComparer.Ordinal);
        _scope = BusinessLanguage.Scope.With(_slots.Select(VariableOf));
        foreach (var slot in _slots)
        {
            // Two fields of one key are a problem that is told elsewhere: they share a variable.
            slot.Variable = _scope.IndexOf(slot.Field.Key);
        }

        _graph = new FormGraph(form, _slots);
    }

    public static CompiledForm Compile(FormDefinition form)
    {
        var compiler = new FormCompiler(form);
        compiler.CompileGroups();
        foreach (var slot in compiler._slots)
        {
            compiler.CompileField(slot, new FormulaCompiler(compiler._scope, compiler._byKey, null, compiler._problems, compiler._dictionaries));
            compiler.CompileColumns(slot);
        }

        var nodes = compiler._graph.Sorted(compiler._problems);
        foreach (var slot in compiler._slots.Where(s => s.IsTable))
        {
            Gather(slot);
        }

        return new CompiledForm(form, compiler._slots, compiler._graph.Groups, nodes, compiler._problems.All) { Dictionaries = compiler._dictionaries };
    }

    private static FieldSlot SlotOf(FormField field, int index, FieldSlot? table, string path)
    {
        var slot = new FieldSlot(field, index, table, path);
        slot.Columns = [.. field.Columns.Select((c, i) => SlotOf(c, i, slot, $"{path}/columns/{i}"))];
        return slot;
    }

    private static FeelVariable VariableOf(FieldSlot slot) => new(slot.Field.Key, slot.Kind.TypeOf(slot.Field));

    private void CompileGroups()
    {
        var formulas = new FormulaCompiler(_scope, _byKey, null, _problems, _dictionaries);
        var pages = _form.Pages.Select((p, i) => (p.Relevant, Path: $"/pages/{i}/relevant"));
        var sections = _form.Sections.Select((s, i) => (s.Relevant, Path: $"/sections/{i}/relevant"));
        foreach (var (group, (relevant, path)) in pages.Concat(sections).Index())
        {
            if (formulas.Condition(relevant, path) is { } formula)
            {
                _graph.Attach(_graph.Groups.Nodes[group], formula);
            }
        }
    }

    private void CompileColumns(FieldSlot table)
    {
        if (!table.IsTable)
        {
            return;
        }

        var scope = _scope.With(table.Columns.Select(VariableOf).Prepend(new FeelVariable(RowNumber, FeelType.Number)));
        table.RowVariables = scope.Variables.Count;
        table.RowNumberVariable = table.Columns.Any(c => c.Field.Key == RowNumber) ? -1 : scope.IndexOf(RowNumber);
        foreach (var column in table.Columns)
        {
            column.Variable = scope.IndexOf(column.Field.Key);
        }

        foreach (var column in table.Columns)
        {
            CompileField(column, new FormulaCompiler(scope, _byKey, table, _problems, _dictionaries));
        }
    }

    private void CompileField(FieldSlot slot, FormulaCompiler formulas)
    {
        var (rules, path) = (slot.Field.Rules, $"{slot.Path}/rules");
        if (formulas.Condition(rules.Relevant, $"{path}/relevant") is { } relevant)
        {
            slot.Relevant = relevant.Program;
            _graph.Attach(slot.Relevance, relevant);
        }

        if (formulas.Condition(rules.Required, $"{path}/required") is { } required)
        {
            slot.Required = required.Program;
            _graph.Add(Aspect.Required, slot, required);
        }

        if (formulas.Condition(rules.ReadOnly, $"{path}/readOnly") is { } readOnly)
        {
            slot.ReadOnly = readOnly.Program;
            _graph.Add(Aspect.ReadOnly, slot, readOnly);
        }

        if (formulas.Value(rules.Calculation, slot, $"{path}/calculation") is { } calculation)
        {
            slot.Calculation = calculation.Program;
            _graph.Attach(slot.Value, calculation);
        }

        if (formulas.Value(rules.Default, slot, $"{path}/default") is { } first)
        {
            slot.Default = first.Program;
            if (slot.IsFixed)
            {
                _graph.Attach(slot.Value, first);
            }
            else
            {
                _graph.ComesAfter(slot.Value, first);
            }
        }

        if (formulas.Option(rules.Filter, $"{path}/filter") is { } filter)
        {
            slot.Filter = filter.Program;
            slot.Filtering = _graph.Add(Aspect.Filter, slot, filter);
        }

        var constraints = rules.Constraints.Select((c, i) => (Formula: formulas.Condition(c.Expression, $"{path}/constraints/{i}/expression"), c.Message)).Where(c => c.Formula is not null).ToList();
        if (constraints.Count > 0)
        {
            slot.Constraints = [.. constraints.Select(c => (c.Formula!.Program, c.Message))];
            _graph.Add(Aspect.Constraints, slot, [.. constraints.Select(c => c.Formula!)]);
        }
    }

    // Lists of rows hold only what somebody reads of them.
    private static void Gather(FieldSlot table)
    {
        var read = table.Columns.Where(c => FieldKinds.Of(c.Field).HoldsData && (c.IsReadOnce || c.Value.Dependents.Any(d => !d.IsSameRow))).ToList();
        table.Gathered = [.. read.Select(c => c.Index)];
        table.Row = Feel.Values.FeelContext.Maker([.. read.Select(c => c.Field.Key)]);
    }
}
