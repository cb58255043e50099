using LowCode.Engine.Compilation;

namespace LowCode.Engine.State;

/// <summary>The values of the variables that an instance or an execution holds.</summary>
internal sealed class VariableScope
{
    private object?[] _values;

    private VariableScope(string[] ids, object?[] values)
    {
        Ids = ids;
        _values = values;
    }

    /// <summary>What the values belong to; a snapshot names them, so that it can be read without the definition.</summary>
    public string[] Ids { get; private set; }

    public object? this[int index]
    {
        get => _values[index];
        set => _values[index] = value;
    }

    public static VariableScope Of(VariableSlot[] slots) =>
        new(Array.ConvertAll(slots, s => s.Definition.Id), Array.ConvertAll(slots, s => s.Definition.Default));

    public static VariableScope Read(ref SnapshotReader reader)
    {
        var count = reader.Count();
        var ids = new string[count];
        var values = new object?[count];
        for (var i = 0; i < count; i++)
        {
            ids[i] = reader.Text()!;
            values[i] = reader.Value();
        }

        return new VariableScope(ids, values);
    }

    public void Write(SnapshotWriter writer)
    {
        writer.Count(Ids.Length);
        for (var i = 0; i < Ids.Length; i++)
        {
            writer.Text(Ids[i]);
            writer.Value(_values[i]);
        }
    }

    /// <summary>Values that do not outlive a suspension are the defaults again.</summary>
    public void Suspend(VariableSlot[] slots)
    {
        foreach (var slot in slots)
        {
            if (slot.Definition.IsLostAtSuspend)
            {
                _values[slot.Index] = slot.Definition.Default;
            }
        }
    }

    /// <summary>Puts values that were read into the order of the definition.</summary>
    public void Bind(VariableSlot[] slots)
    {
        var bound = Of(slots);
        for (var i = 0; i < Ids.Length; i++)
        {
            var index = Array.IndexOf(bound.Ids, Ids[i]);
            if (index >= 0)
            {
                bound[index] = _values[i];
            }
        }

        (Ids, _values) = (bound.Ids, bound._values);
    }
}
