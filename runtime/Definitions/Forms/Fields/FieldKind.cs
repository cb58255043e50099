using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Fields;

/// <summary>
/// All that there is to know of one field type: the shape of its values, what is checked of them, what expressions see, which members its
/// definition takes and what its JSON Schema says. A new type is a class of this kind and its line in <see cref="FieldKinds"/>.
/// </summary>
internal abstract class FieldKind
{
    /// <summary>False: the field is not part of the data.</summary>
    public virtual bool HoldsData => true;

    /// <summary>Members of the definition, beyond those that every field has, that mean something for the type.</summary>
    public virtual FieldMembers Members => FieldMembers.None;

    /// <summary>What a value must be, in the words of a person.</summary>
    public abstract string Expected { get; }

    /// <summary>What expressions see.</summary>
    public abstract FeelType TypeOf(FormField field);

    /// <summary>A JSON string that is not blank: its value for expressions, or null with what is wrong reported.</summary>
    public virtual FeelValue ReadText(string text, JsonNode node, ValueReading reading) => reading.WrongType(Expected, node);

    /// <summary>A JSON number, truth value, list that is not empty, or object; as <see cref="ReadText"/>.</summary>
    public virtual FeelValue ReadOther(JsonNode node, JsonValueKind kind, ValueReading reading) => reading.WrongType(Expected, node);

    /// <summary>What an expression computed, as JSON; null where it is no value of the type.</summary>
    public virtual JsonNode? Write(FeelValue value, FormField field) => null;

    /// <summary>Adds what the type says to the JSON Schema (2020-12) of a value.</summary>
    public abstract void Describe(FormField field, JsonObject schema);

    /// <summary>What a definition of the type must have beyond its shape.</summary>
    public virtual void CheckDefinition(FormField field, string path, ProblemList problems)
    {
    }
}

/// <summary>Members of a field's definition that only some types take.</summary>
[Flags]
internal enum FieldMembers
{
    None = 0,
    Options = 1,
    Dictionary = 1 << 1,
    MaxLength = 1 << 2,
    Pattern = 1 << 3,
    Range = 1 << 4,
    Scale = 1 << 5,
    Columns = 1 << 6,
    Geo = 1 << 7,
    Media = 1 << 8,
    Covers = 1 << 9,
    Currency = 1 << 10,
    Result = 1 << 11,
    Filter = 1 << 12,

    /// <summary>May be computed: <see cref="FieldKind.Write"/> knows how.</summary>
    Calculation = 1 << 13,

    /// <summary>A constant may stand for what nobody filled.</summary>
    Default = 1 << 14,
}
