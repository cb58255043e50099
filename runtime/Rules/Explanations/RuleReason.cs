using System.Text.Json;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Explanations;

/// <summary>Why a rule holds for a document, or why not.</summary>
/// <param name="IsInForce">The document's date lies within the rule's validity.</param>
public sealed record RuleReason(RuleDefinition Rule, bool Holds, bool IsInForce, ConditionReason Condition)
{
    /// <summary>Writes <c>{"rule","holds","inForce","when"}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteMembers(json);
        json.WriteEndObject();
    }

    /// <summary>The members alone, for whoever adds others.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("rule", Rule.Id);
        json.WriteBoolean("holds", Holds);
        json.WriteBoolean("inForce", IsInForce);
        json.WritePropertyName("when");
        Condition.Write(json);
    }
}

/// <summary>One condition with what the document holds there.</summary>
/// <param name="Condition"><c>all</c>, <c>any</c> or <c>not</c> for those with parts, else the condition as JSON, in which long lists are cut.</param>
/// <param name="Value">The values it was judged by, as JSON; for lines the number of the line, from 1, that satisfies it or comes nearest.</param>
/// <param name="Parts">Every part that there is room for, also behind the one that decided.</param>
public sealed record ConditionReason(string Condition, bool Holds, string? Value, IReadOnlyList<ConditionReason> Parts)
{
    /// <summary>Further parts that are not told.</summary>
    public int LeftOut { get; init; }

    /// <summary>Writes <c>{"condition","holds","value","parts","leftOut"}</c>; the last three where there are any.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("condition", Condition);
        json.WriteBoolean("holds", Holds);
        if (Value is not null)
        {
            json.WriteString("value", Value);
        }

        if (Parts.Count > 0)
        {
            json.WriteStartArray("parts");
            foreach (var part in Parts)
            {
                part.Write(json);
            }

            json.WriteEndArray();
        }

        if (LeftOut > 0)
        {
            json.WriteNumber("leftOut", LeftOut);
        }

        json.WriteEndObject();
    }
}
