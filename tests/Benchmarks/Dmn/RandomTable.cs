using System.Globalization;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Times;
using LowCode.Feel.Values;

namespace LowCode.Tests.Benchmarks.Dmn;

/// <summary>
/// A table as offices write them: texts out of a dictionary, ranges of amounts and days, flags, and cells that leave an input open. The last
/// input is a code of its own in each rule, so that rules do not overlap.
/// </summary>
internal sealed class RandomTable
{
    public const string Decision = "decision";

    private readonly Random _random;
    private readonly int _rows;
    private readonly int _inputs;
    private readonly List<FeelValue[]> _examples = [];

    public RandomTable(int rows, int inputs, HitPolicy hitPolicy, Random random)
    {
        (_rows, _inputs, _random) = (rows, inputs, random);
        List<DecisionRule> rules = [.. Enumerable.Range(0, rows).Select(Rule)];
        Model = new DmnModel
        {
            Name = "table",
            Namespace = "urn:table",
            Elements =
            [
                .. Enumerable.Range(0, inputs).Select(i => new DrgElement.InputData { Name = Name(i), Variable = InformationItem.Of(Name(i), TypeOf(i)), Notes = ElementNotes.Of(Name(i)) }),
                new DrgElement.Decision
                {
                    Name = Decision,
                    Requirements = [.. Enumerable.Range(0, inputs).Select(i => new Requirement(RequirementKind.Input, ElementReference.To(Name(i)), ElementNotes.None))],
                    Logic = new BoxedExpression.Table(new DecisionTable
                    {
                        HitPolicy = hitPolicy,
                        Inputs = [.. Enumerable.Range(0, inputs).Select(i => new InputClause(new BoxedExpression.Literal(Name(i)), null, ElementNotes.None))],
                        Outputs = [new OutputClause("result", "number", null, null, ElementNotes.None)],
                        Rules = rules,
                    }),
                },
            ],
        };
    }

    public DmnModel Model { get; }

    /// <param name="matching">Values that a rule was made for, else arbitrary ones.</param>
    public FeelContext Inputs(bool matching)
    {
        var values = matching ? _examples[_random.Next(_rows)] : [.. Enumerable.Range(0, _inputs).Select(i => Value(i, _random.Next(_rows)))];
        return FeelContext.Of(values.Select((v, i) => (Name(i), v)));
    }

    private DecisionRule Rule(int row)
    {
        FeelValue[] example = [.. Enumerable.Range(0, _inputs).Select(i => Value(i, row))];
        _examples.Add(example);
        return new DecisionRule(
            [.. example.Select((value, i) => UnaryTestsText.Of(Cell(i, value)))],
            [new BoxedExpression.Literal(row.ToString(CultureInfo.InvariantCulture))],
            [],
            ElementNotes.None);
    }

    private static string Name(int input) => $"input {input + 1}";

    private string TypeOf(int input) => IsKey(input) ? "string" : (input % 4) switch { 0 => "string", 1 => "number", 2 => "date", _ => "boolean" };

    private bool IsKey(int input) => input == _inputs - 1;

    private FeelValue Value(int input, int row) => IsKey(input) ? $"code {row}" : (input % 4) switch
    {
        0 => $"class {_random.Next(20)}",
        1 => _random.Next(100_000),
        2 => FeelDate.FromEpochDay(20_000 + _random.Next(1000))!.Value,
        _ => _random.Next(2) == 0,
    };

    private string Cell(int input, FeelValue value)
    {
        if (IsKey(input))
        {
            return $"\"{value}\"";
        }

        if (_random.Next(4) == 0)
        {
            return "-";
        }

        return (input % 4) switch
        {
            0 => $"\"{value}\", \"class {_random.Next(20)}\"",
            1 => $"[{value.AsInt64() - _random.Next(1000)}..{value.AsInt64() + _random.Next(1000)}]",
            2 => $"[@\"{FeelDate.FromEpochDay(value.AsDate!.Value.EpochDay - _random.Next(30))}\"..@\"{FeelDate.FromEpochDay(value.AsDate!.Value.EpochDay + _random.Next(30))}\"]",
            _ => value.ToString(),
        };
    }
}
