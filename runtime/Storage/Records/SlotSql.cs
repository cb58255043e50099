using System.Globalization;
using LowCode.Definitions.Forms.Searching;
using LowCode.Storage.Rows;
using LowCode.Work.Records;
using LowCode.Work.Slots;

namespace LowCode.Storage.Records;

/// <summary>
/// Composes conditions on slots: names of columns come from <see cref="RecordSlot"/>, values travel as parameters. An index of a slot can be used only by a
/// statement that says its guard, so where that stands decides which index is walked along, whatever the planner thinks of its statistics.
/// </summary>
/// <param name="values">Grows with each condition; a name stands for one value.</param>
internal sealed class SlotSql(List<(string Name, object? Value)> values)
{
    private const string Largest = "\U0010FFFF";

    /// <summary>Says that rows have the slot: the condition of its index.</summary>
    public static string Guard(RecordSlot slot) => string.Create(CultureInfo.InvariantCulture, $"r.{WordOf(slot.Kind)} >= {slot.Number}");

    /// <summary>The condition by ranges of the slot's index, each of which is walked by itself.</summary>
    public IReadOnlyList<string> Ranges(SlotCondition condition, string name) => condition is SlotCondition.OneOf { Values: var values }
        ? [.. values.Select((value, i) => $"r.{condition.Slot.Name} = {Value($"{name}_{i}", value)}")]
        : [Of(condition, name, "r")];

    /// <param name="name">Of its parameters.</param>
    /// <param name="table">Alias of the rows.</param>
    public string Of(SlotCondition condition, string name, string table)
    {
        var column = $"{table}.{condition.Slot.Name}";
        switch (condition)
        {
            case SlotCondition.OneOf one:
                return $"{column} IN ({string.Join(", ", one.Values.Select((value, i) => Value($"{name}_{i}", value)))})";
            case SlotCondition.Between { From: { } from, To: { } to }:
                return $"({column} >= {Value(name + "_from", from)} AND {column} <= {Value(name + "_to", to)})";
            case SlotCondition.Between { From: { } from }:
                return $"{column} >= {Value(name + "_from", from)}";
            case SlotCondition.Between { To: { } to }:
                return $"{column} <= {Value(name + "_to", to)}";
            case SlotCondition.StartsWith starts:
                return $"({column} >= {Value(name + "_from", starts.Text)} AND {column} < {Value(name + "_end", starts.Text + Largest)})";
            case SlotCondition.Contains contains:
                return $@"{column} LIKE {Value(name, LikePattern.Containing(contains.Text))} ESCAPE '\'";
            case SlotCondition.IsEmpty:
                return $"{column} IS NULL";
            default:
                throw new ArgumentException($"Expected a condition with a value, but it is {condition}.", nameof(condition));
        }
    }

    private string Value(string name, object value)
    {
        if (!values.Exists(v => v.Name == name))
        {
            values.Add((name, value is decimal number ? DecimalKey.Of(number) : (string)value));
        }

        return "@" + name;
    }

    private static string WordOf(SlotKind kind) => kind switch
    {
        SlotKind.Text => "texts",
        SlotKind.Number => "numbers",
        SlotKind.Time => "times",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
