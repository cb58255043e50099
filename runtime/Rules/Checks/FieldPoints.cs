using LowCode.Definitions.Rules;
using LowCode.Rules.Values;

namespace LowCode.Rules.Checks;

/// <summary>
/// Values that stand for all values of a field: tests tell any other value apart from one of these no more than they tell apart two alike.
/// Complete for numbers and for all tests of texts but containsAny.
/// </summary>
internal sealed class FieldPoints(RuleSetDefinition set)
{
    // No code of any agency begins with it, and no keyword holds it.
    private const string Filler = "\uE000";

    private const decimal Step = 0.0001m;

    /// <summary>So many values are compared one by one.</summary>
    private const int Few = 8;

    /// <summary>Texts that begin with each prefix and hold each keyword; of more, what stands for them is one text a prefix.</summary>
    private const int MostPairs = 10_000;

    private static readonly DateOnly _anyDay = new(2000, 1, 1);

    private readonly ListSets _lists = new(set.Lists);
    private readonly Dictionary<(string List, ValueTest Test), bool> _listImplies = [];
    private readonly Dictionary<ValueTest, ManyOperands> _many = new(ReferenceEqualityComparer.Instance);

    /// <summary>Whether some value satisfies all literals, which are about one field.</summary>
    public Answer CanHold(DocumentField field, IReadOnlyCollection<Literal> literals)
    {
        foreach (var point in Of(field, literals.Select(l => l.Test)))
        {
            if (literals.All(l => Holds(l.Test, point) != l.IsNegated))
            {
                return Answer.Yes;
            }
        }

        return literals.Any(l => l.Test.Operator == TestOperator.ContainsAny) && literals.Count > 1 ? Answer.Unknown : Answer.No;
    }

    /// <summary>Whether every value that satisfies the one test satisfies the other; unknown counts as no.</summary>
    public bool Implies(DocumentField field, ValueTest test, ValueTest other)
    {
        if (test.Operator == TestOperator.InList)
        {
            return ListImplies(test.Operands[0].Text, other);
        }

        // What no list names is not in one.
        if (other.Operator == TestOperator.InList)
        {
            return test.Operator is TestOperator.Eq or TestOperator.In && test.Operands.All(o => _lists.Contains(other.Operands[0].Text, o.Text));
        }

        if (other.Operator == TestOperator.ContainsAny)
        {
            return test.Operator is TestOperator.ContainsAny or TestOperator.Eq or TestOperator.In
                && test.Operands.All(t => Holds(other, t));
        }

        return test.Operator != TestOperator.ContainsAny
            && Of(field, [test, other]).All(point => !Holds(test, point) || Holds(other, point));
    }

    /// <summary>Null stands for the absent value.</summary>
    public IEnumerable<RuleValue?> Of(DocumentField field, IEnumerable<ValueTest> tests)
    {
        var asked = tests.ToList();
        var points = field.Kind switch
        {
            FieldKind.Text => Texts(asked).Distinct().Select(t => (RuleValue?)RuleValue.Of(t)),
            FieldKind.Boolean => [RuleValue.Of(true), RuleValue.Of(false)],
            FieldKind.Texts => [RuleValue.Of(Filler)],
            FieldKind.Date => Days(asked).Distinct().Select(d => (RuleValue?)RuleValue.Of(d)),
            _ => Numbers(asked).Distinct().Select(n => (RuleValue?)RuleValue.Of(n)),
        };
        return field.IsRequired ? points : points.Append(null);
    }

    public bool Holds(ValueTest test, RuleValue? point)
    {
        if (point is not { } value)
        {
            return test.Operator == TestOperator.IsNull;
        }

        return test.Operator != TestOperator.IsNull
            && (test.Operands.Count > Few ? ManyOf(test).Holds(value)
                : value.Kind == FieldKind.Text ? TextTests.Holds(test, value.Text, _lists) : NumberTests.Holds(test, value.Number));
    }

    /// <summary>Whether the value is among those that the test names.</summary>
    public bool Names(ValueTest test, RuleValue value) => test.Operands.Count > Few ? ManyOf(test).Names(value) : test.Operands.Contains(value);

    private ManyOperands ManyOf(ValueTest test)
    {
        if (!_many.TryGetValue(test, out var many))
        {
            _many[test] = many = new ManyOperands(test);
        }

        return many;
    }

    // Many rules ask the same list of a hundred thousand: it is gone through once for each other test.
    private bool ListImplies(string list, ValueTest other)
    {
        if (other.Operator == TestOperator.InList)
        {
            return _lists.IsWithin(list, other.Operands[0].Text);
        }

        if (!_listImplies.TryGetValue((list, other), out var implies))
        {
            _listImplies[(list, other)] = implies = _lists.Values(list).All(v => Holds(other, RuleValue.Of(v)));
        }

        return implies;
    }

    private IEnumerable<string> Texts(List<ValueTest> tests)
    {
        yield return Filler;
        foreach (var test in tests.Where(t => t.Operator is TestOperator.Eq or TestOperator.Ne or TestOperator.In or TestOperator.NotIn))
        {
            foreach (var operand in test.Operands)
            {
                yield return operand.Text;
            }
        }

        // A text that contains a keyword of each test, after each prefix.
        var contained = string.Concat(tests.Where(t => t.Operator == TestOperator.ContainsAny).Select(t => Filler + t.Operands[0].Text));
        var keywords = tests.Where(t => t.Operator == TestOperator.ContainsAny).SelectMany(t => t.Operands).Select(o => Filler + o.Text).Append(contained).ToList();
        var prefixCount = tests.Where(t => t.Operator is TestOperator.Prefix or TestOperator.NotPrefix).Sum(t => t.Operands.Count) + 1;
        if ((long)prefixCount * keywords.Count > MostPairs)
        {
            // Beside a keyword nothing is told for certain anyway.
            keywords = [contained];
        }

        var prefixes = tests.Where(t => t.Operator is TestOperator.Prefix or TestOperator.NotPrefix).SelectMany(t => t.Operands).Select(o => o.Text).Append("");
        foreach (var prefix in prefixes)
        {
            yield return prefix + Filler;
            foreach (var keyword in keywords)
            {
                yield return prefix + keyword;
            }
        }

        // The longest last: most questions are answered before.
        foreach (var test in tests.Where(t => t.Operator == TestOperator.InList))
        {
            foreach (var value in _lists.Values(test.Operands[0].Text))
            {
                yield return value;
            }
        }
    }

    // Between a day and the next there is none.
    private static IEnumerable<DateOnly> Days(List<ValueTest> tests)
    {
        yield return _anyDay;
        foreach (var operand in tests.SelectMany(t => t.Operands))
        {
            var day = DayOf(operand.Number);
            yield return day;
            if (day < DateOnly.MaxValue)
            {
                yield return day.AddDays(1);
            }

            if (day > DateOnly.MinValue)
            {
                yield return day.AddDays(-1);
            }
        }
    }

    private static DateOnly DayOf(decimal number) => new((int)number / 10_000, (int)number / 100 % 100, (int)number % 100);

    private static IEnumerable<decimal> Numbers(List<ValueTest> tests)
    {
        yield return 0;
        foreach (var operand in tests.SelectMany(t => t.Operands))
        {
            yield return operand.Number;
            yield return operand.Number + Step;
            yield return operand.Number - Step;
        }
    }
}
