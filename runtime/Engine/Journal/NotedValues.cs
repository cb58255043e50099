namespace LowCode.Engine.Journal;

/// <summary>
/// Inputs that an activity computed and outputs that it gave, for whoever looks at it later. Inputs that stand in the definition are not
/// among them, nor is anything that is secret or long.
/// </summary>
public sealed class NotedValues
{
    /// <summary>Characters of a text, or values in a list or object, from which on only the kind is noted.</summary>
    private const int Most = 1000;

    private readonly List<(string Name, object? Value)> _inputs = [];
    private readonly List<(string Name, object? Value)> _outputs = [];

    /// <summary>Name as in the descriptor, value in the form of <see cref="Definitions.Values.DataValue"/>; the last one counts.</summary>
    public IReadOnlyList<(string Name, object? Value)> Inputs => _inputs;

    /// <inheritdoc cref="Inputs"/>
    public IReadOnlyList<(string Name, object? Value)> Outputs => _outputs;

    internal void Input(string name, object? value) => Put(_inputs, name, value);

    internal void Output(string name, object? value) => Put(_outputs, name, value);

    private static void Put(List<(string Name, object? Value)> values, string name, object? value)
    {
        var budget = Most;
        var noted = Fits(value, ref budget) ? value : value is string text ? text[..Most] + "…" : "…";
        var known = values.FindIndex(v => v.Name == name);
        if (known >= 0)
        {
            values[known] = (name, noted);
        }
        else
        {
            values.Add((name, noted));
        }
    }

    private static bool Fits(object? value, ref int budget)
    {
        budget--;
        switch (value)
        {
            case string text:
                budget -= text.Length;
                break;
            case object?[] items:
                foreach (var item in items)
                {
                    if (!Fits(item, ref budget))
                    {
                        return false;
                    }
                }

                break;
            case Definitions.Values.DataObject members:
                foreach (var (name, member) in members)
                {
                    budget -= name.Length;
                    if (!Fits(member, ref budget))
                    {
                        return false;
                    }
                }

                break;
        }

        return budget >= 0;
    }
}
