using System.Text;
using LowCode.Definitions.Rules;
using LowCode.Rules.Keys;

namespace LowCode.Rules.Checks;

/// <summary>A test that names many values, as sets: asked for each of its own values it would else take the square of their number.</summary>
internal sealed class ManyOperands
{
    private readonly TestOperator _operator;
    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<decimal> _numbers = [];
    private readonly int[] _lengths;
    private readonly Lazy<KeywordAutomaton> _keywords;

    public ManyOperands(ValueTest test)
    {
        _operator = test.Operator;
        foreach (var value in test.Operands)
        {
            if (value.Kind == FieldKind.Text)
            {
                _texts.Add(value.Text);
            }
            else
            {
                _numbers.Add(value.Number);
            }
        }

        _lengths = [.. _texts.Select(t => t.Length).Distinct().Order()];
        _keywords = new(() => new KeywordAutomaton([.. _texts]));
    }

    public bool Holds(RuleValue value) => _operator switch
    {
        TestOperator.Eq or TestOperator.In => Names(value),
        TestOperator.Ne or TestOperator.NotIn => !Names(value),
        TestOperator.Prefix => Begins(value.Text),
        TestOperator.NotPrefix => !Begins(value.Text),
        TestOperator.ContainsAny => _keywords.Value.Find(Encoding.UTF8.GetBytes(value.Text), new KeyBuffer()).Count > 0,
        _ => throw new InvalidOperationException($"Expected a test that may name many values, but it is {_operator}."),
    };

    public bool Names(RuleValue value) => value.Kind == FieldKind.Text ? _texts.Contains(value.Text) : _numbers.Contains(value.Number);

    // As many look-ups as the prefixes have lengths.
    private bool Begins(string text)
    {
        var prefixes = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var length in _lengths)
        {
            if (length > text.Length)
            {
                return false;
            }

            if (prefixes.Contains(text.AsSpan(0, length)))
            {
                return true;
            }
        }

        return false;
    }
}
