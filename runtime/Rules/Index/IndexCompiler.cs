using LowCode.Definitions.Rules;
using LowCode.Rules.Conditions;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>Makes the matcher of a rule set: takes rules apart, shares what many ask, hangs each rule on its most seldom key.</summary>
internal sealed class IndexCompiler
{
    // More known values than this would make rows that mostly repeat one another; such fields lead to their rules by keys.
    private const int MostClasses = 2048;

    // Each number gives two rows of a bit for each rule: of very many rules with very many numbers they are asked one by one instead.
    private const int MostWords = 8 * 1024 * 1024;

    // Asking a condition for every document pays when so many rules want to know.
    private const int FewestSharers = 4;

    private readonly RuleSetDefinition _set;
    private readonly DocumentLayout _layout;
    private readonly Vocabulary _vocabulary;
    private readonly KeyTables _tables;
    private readonly ConditionCompiler _conditions;
    private readonly RulePlan[] _plans;
    private readonly Dictionary<string, (int First, CompiledCondition Condition, List<int> Rules)> _shared = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, ColumnBuilder> _fields = [];
    private readonly Dictionary<(AggregateFunction Function, string Of), (LineAggregate Aggregate, ColumnBuilder Column)> _totals = [];
    private readonly PostingBuilder _postings = new();
    private readonly IndexParts? _same;
    private readonly IReadOnlyDictionary<RuleCondition, string>? _knownTexts;
    private readonly Dictionary<RuleCondition, string> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<RuleDefinition, HungRule> _hung = new(ReferenceEqualityComparer.Instance);

    private IndexCompiler(RuleSetDefinition set, IReadOnlyList<RuleDefinition> rules, DocumentLayout layout, IndexParts? previous)
    {
        _set = set;
        _layout = layout;

        // Compiled conditions hold the numbers of their texts: they hold as long as these keep them.
        _vocabulary = new Vocabulary(set, layout, previous?.Vocabulary);
        _same = previous;
        _knownTexts = previous?.Texts;
        if (_vocabulary.IsWornOut)
        {
            _vocabulary = new Vocabulary(set, layout, before: null);
            _same = null;
        }

        _tables = new KeyTables(set, _vocabulary, previous?.Tables);
        _conditions = new ConditionCompiler(layout, _vocabulary);
        _plans = [.. rules.Select(r => RulePlan.Of(r, IsClassed, IsClassed))];
    }

    /// <param name="rules">The set's rules in the order in which hits are reported.</param>
    /// <param name="previous">Tables that did not change are taken over.</param>
    public static Matcher Compile(
        RuleSetDefinition set, IReadOnlyList<RuleDefinition> rules, DocumentLayout layout, IReadOnlyList<ReadOnlyMemory<byte>> samples, Matcher? previous)
    {
        var compiler = new IndexCompiler(set, rules, layout, previous?.Parts);
        return compiler.Build(new KeyFrequencies(layout, compiler._vocabulary, compiler._tables, samples));
    }

    private Matcher Build(KeyFrequencies frequencies)
    {
        var residual = TakeShared();
        AddColumns();
        var triggers = new TriggerChooser(_layout, _vocabulary, frequencies);
        var (pure, scanned) = (new List<int>(), new List<int>());
        var conditions = new CompiledCondition[_plans.Length][];
        for (var rule = 0; rule < _plans.Length; rule++)
        {
            var hung = Known(rule, residual[rule]) ?? Hang(residual[rule], triggers);
            _hung[_plans[rule].Rule] = hung;
            conditions[rule] = hung.Conditions;
            foreach (var (key, tests, isSatisfied) in hung.Leads)
            {
                _postings.Add(key, new Entry(rule, tests, isSatisfied ? 1 : 0));
            }

            if (conditions[rule].Length == 0)
            {
                pure.Add(rule);
            }
            else if (!hung.Hangs)
            {
                scanned.Add(rule);
            }
        }

        return Place(conditions, pure, scanned, new IndexParts(_vocabulary, _tables, _hung, _texts));
    }

    // Conditions that look at headers only and that several rules have are asked once per document.
    private List<RuleCondition>[] TakeShared()
    {
        var texts = _plans.Select(p => p.Others.Select(c => RulePlan.IsShareable(c) ? TextOf(c) : null).ToArray()).ToArray();
        var sharers = texts.SelectMany(t => t.OfType<string>()).CountBy(t => t, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var residual = new List<RuleCondition>[_plans.Length];
        for (var rule = 0; rule < _plans.Length; rule++)
        {
            residual[rule] = [];
            foreach (var (index, condition) in _plans[rule].Others.Index())
            {
                if (texts[rule][index] is not { } text || sharers[text] < FewestSharers)
                {
                    residual[rule].Add(condition);
                    continue;
                }

                if (!_shared.TryGetValue(text, out var shared))
                {
                    _shared.Add(text, shared = (_shared.Count, _conditions.Compile(condition), []));
                }

                shared.Rules.Add(rule);
            }
        }

        return residual;
    }

    private string TextOf(RuleCondition condition) =>
        _texts[condition] = _knownTexts?.GetValueOrDefault(condition) ?? RuleSetJson.Text(condition);

    private void AddColumns()
    {
        for (var rule = 0; rule < _plans.Length; rule++)
        {
            foreach (var test in _plans[rule].FieldTests)
            {
                Field(_layout.HeaderSlot(test.Field)).Add(rule, test);
            }

            if (ValidityOf(_plans[rule].Rule) is { } validity)
            {
                Field(_layout.Date).Add(rule, validity);
            }

            foreach (var total in _plans[rule].Totals)
            {
                if (!_totals.TryGetValue((total.Function, total.Of), out var column))
                {
                    _totals.Add((total.Function, total.Of), column = (_conditions.Aggregate(total), ColumnBuilder.OfNumbers()));
                }

                column.Column.Add(rule, new ValueTest(total.Of, OperatorOf(total.Comparison), [RuleValue.Of(total.Value)]));
            }
        }
    }

    private ColumnBuilder Field(int slot)
    {
        if (!_fields.TryGetValue(slot, out var column))
        {
            column = _layout.Schema.Fields[slot].Kind == FieldKind.Text ? ColumnBuilder.OfTexts(_vocabulary.Header[slot].Exact) : ColumnBuilder.OfNumbers();
            _fields.Add(slot, column);
        }

        return column;
    }

    // What is shared may have changed with another rule.
    private HungRule? Known(int rule, List<RuleCondition> residual) =>
        _same is not null && _same.Rules.TryGetValue(_plans[rule].Rule, out var hung) && hung.Residual.SequenceEqual(residual, ReferenceEqualityComparer.Instance)
            ? hung
            : null;

    // The condition that the rule hangs on comes first: the keys may already satisfy it.
    private HungRule Hang(List<RuleCondition> conditions, TriggerChooser triggers)
    {
        var (condition, trigger) = conditions
            .Select(c => (Condition: c, Trigger: triggers.Of(c)))
            .Where(c => c.Trigger is not null)
            .OrderBy(c => c.Trigger!.Cost)
            .FirstOrDefault();
        if (trigger is null)
        {
            return new HungRule(conditions, [.. conditions.Select(_conditions.Compile)], [], Hangs: false);
        }

        return new HungRule(
            conditions,
            [_conditions.Compile(condition), .. conditions.Where(c => c != condition).Select(_conditions.Compile)],
            [.. trigger.Leads.Select(lead => (lead.Key, lead.Rest is null ? null : _conditions.Line(lead.Rest), lead.IsSatisfied))],
            Hangs: true);
    }

    private Matcher Place(CompiledCondition[][] conditions, List<int> pure, List<int> scanned, IndexParts parts)
    {
        var end = 0;
        foreach (var column in _fields.Values.Concat(_totals.Values.Select(t => t.Column)))
        {
            end = column.Place(end);
        }

        var rows = new BitRows(_plans.Length, end + _shared.Count);
        var columns = new List<Column>();
        foreach (var (slot, column) in _fields)
        {
            column.Fill(rows);
            columns.Add(_layout.Schema.Fields[slot].Kind == FieldKind.Text
                ? new Column.Text(slot, _vocabulary.Header[slot].Exact.Count) { FirstRow = column.FirstRow }
                : new Column.Number(slot, column.Bounds) { FirstRow = column.FirstRow });
        }

        foreach (var (aggregate, column) in _totals.Values)
        {
            column.Fill(rows);
            columns.Add(new Column.Total(aggregate, column.Bounds) { FirstRow = column.FirstRow });
        }

        var shared = new CompiledCondition[_shared.Count];
        foreach (var (number, condition, rules) in _shared.Values)
        {
            shared[number] = condition;
            var row = rows.Row(end + number);
            row.Fill(ulong.MaxValue);
            foreach (var rule in rules)
            {
                row[rule >> 6] &= ~(1UL << rule);
            }
        }

        return new Matcher(_layout, _tables, rows, [.. columns], shared, end, conditions)
        {
            Parts = parts,
            Pure = Bits(pure, rows.Stride),
            Scanned = Bits(scanned, rows.Stride),
            Header = _postings.Build(_tables.Header, isLine: false),
            Line = _postings.Build(_tables.Line, isLine: true),
        };
    }

    private bool IsClassed(ValueTest test)
    {
        var slot = _layout.HeaderSlot(test.Field);
        return _layout.Schema.Fields[slot].Kind switch
        {
            FieldKind.Texts => false,
            FieldKind.Text => _vocabulary.Header[slot].Exact.Count <= MostClasses
                && test.Operator is TestOperator.Eq or TestOperator.Ne or TestOperator.In or TestOperator.NotIn or TestOperator.IsNull or TestOperator.NotNull,
            _ => IsNarrow(_vocabulary.Header[slot].Numbers.Count),
        };
    }

    private bool IsClassed(RuleCondition.Aggregate total) => IsNarrow(_vocabulary.Totals[(total.Function, total.Of)].Count);

    private bool IsNarrow(int numbers) => 2L * numbers * ((_set.Rules.Count + 63) / 64) <= MostWords;

    private ValueTest? ValidityOf(RuleDefinition rule) => _set.DaysOf(rule) is var (from, to) && (from, to) == (DateOnly.MinValue, DateOnly.MaxValue)
        ? null
        : new ValueTest(_layout.Schema.Date, TestOperator.Between, [RuleValue.Of(from), RuleValue.Of(to)]);

    private static TestOperator OperatorOf(Comparison comparison) => comparison switch
    {
        Comparison.Lt => TestOperator.Lt,
        Comparison.Le => TestOperator.Le,
        Comparison.Gt => TestOperator.Gt,
        _ => TestOperator.Ge,
    };

    private static ulong[] Bits(List<int> rules, int words)
    {
        var bits = new ulong[words];
        foreach (var rule in rules)
        {
            bits[rule >> 6] |= 1UL << rule;
        }

        return bits;
    }
}
