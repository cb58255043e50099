using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;

namespace LowCode.Rules.Index;

/// <summary>Gathers what rules ask of one value, and fills the rows of its column.</summary>
internal sealed class ColumnBuilder
{
    private readonly Numbering? _texts;
    private readonly List<(int Rule, ValueTest Test)> _tests = [];

    private ColumnBuilder(Numbering? texts) => _texts = texts;

    public int FirstRow { get; private set; }

    /// <summary>The numbers that rules name, in order; empty for texts.</summary>
    public long[] Bounds { get; private set; } = [];

    public static ColumnBuilder OfTexts(Numbering texts) => new(texts);

    public static ColumnBuilder OfNumbers() => new(texts: null);

    public void Add(int rule, ValueTest test) => _tests.Add((rule, test));

    /// <summary>Fixes the classes. Returns where the next column's rows begin.</summary>
    public int Place(int firstRow)
    {
        FirstRow = firstRow;
        if (_texts is not null)
        {
            return firstRow + _texts.Count + 2;
        }

        Bounds = [.. _tests.SelectMany(t => t.Test.Operands).Select(o => ScaledNumber.Of(o.Number)).Distinct().Order()];
        return firstRow + Column.Absent(Bounds) + 1;
    }

    public void Fill(BitRows rows)
    {
        var asked = new ulong[rows.Stride];
        foreach (var (rule, _) in _tests)
        {
            asked[rule >> 6] |= 1UL << rule;
        }

        var classes = _texts is null ? Column.Absent(Bounds) + 1 : _texts.Count + 2;
        for (var i = 0; i < classes; i++)
        {
            var row = rows.Row(FirstRow + i);
            for (var word = 0; word < row.Length; word++)
            {
                row[word] = ~asked[word];
            }
        }

        var met = new int[classes];
        foreach (var group in Grouped())
        {
            Array.Clear(met);
            foreach (var test in group.Tests)
            {
                Meet(test, met);
            }

            for (var i = 0; i < classes; i++)
            {
                if (met[i] == group.Tests.Count)
                {
                    rows.Set(FirstRow + i, group.Rule);
                }
            }
        }
    }

    // A rule's tests follow one another.
    private IEnumerable<(int Rule, List<ValueTest> Tests)> Grouped()
    {
        for (var i = 0; i < _tests.Count;)
        {
            var rule = _tests[i].Rule;
            var tests = new List<ValueTest>(1);
            for (; i < _tests.Count && _tests[i].Rule == rule; i++)
            {
                tests.Add(_tests[i].Test);
            }

            yield return (rule, tests);
        }
    }

    private void Meet(ValueTest test, int[] met)
    {
        var absent = met.Length - 1;
        if (test.Operator == TestOperator.IsNull)
        {
            met[absent]++;
        }
        else if (test.Operator == TestOperator.NotNull)
        {
            Meet(met, 0, absent - 1);
        }
        else if (test.Operator is TestOperator.Eq or TestOperator.In or TestOperator.Ne or TestOperator.NotIn)
        {
            var isNegated = test.Operator is TestOperator.Ne or TestOperator.NotIn;
            if (isNegated)
            {
                Meet(met, 0, absent - 1);
            }

            foreach (var value in test.Operands.Select(ClassOf).Distinct())
            {
                met[value] += isNegated ? -1 : 1;
            }
        }
        else
        {
            var first = ClassOf(test.Operands[0]);
            var (from, to) = test.Operator switch
            {
                TestOperator.Lt => (0, first - 1),
                TestOperator.Le => (0, first),
                TestOperator.Gt => (first + 1, absent - 1),
                TestOperator.Ge => (first, absent - 1),
                _ => (first, ClassOf(test.Operands[1])),
            };
            Meet(met, from, to);
        }
    }

    private int ClassOf(RuleValue value) => _texts is null ? Column.ClassOf(Bounds, ScaledNumber.Of(value.Number)) : _texts[value.Text];

    private static void Meet(int[] met, int from, int to)
    {
        for (var i = from; i <= to; i++)
        {
            met[i]++;
        }
    }
}
