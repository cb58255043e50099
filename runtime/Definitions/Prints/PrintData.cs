using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Fields;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Prints;

/// <summary>What a template may name.</summary>
/// <param name="Fields">By key; of two of one key the first counts.</param>
/// <param name="Data">Their values, masked where the reader may not see them.</param>
/// <param name="Facts">What is known beside them, by the name of a variable: <c>case</c>. They hide fields of their names.</param>
public sealed record PrintData(IReadOnlyList<FormField> Fields, JsonObject Data, IReadOnlyDictionary<string, JsonNode?> Facts)
{
    internal static FeelType TypeOf(FormField field) => FieldKinds.Of(field).TypeOf(field);

    /// <summary>A value of JSON as one of the type; texts of dates become dates where these are wanted.</summary>
    internal static FeelValue ValueOf(JsonNode? node, FeelType type) => node switch
    {
        JsonArray items => FeelList.From(items.Select(i => ValueOf(i, type is FeelType.ListType list ? list.Items : FeelType.Any))),
        JsonObject members => FeelContext.Of(members.Select(m => (m.Key, ValueOf(m.Value, (type as FeelType.ContextType)?.FieldOf(m.Key) ?? FeelType.Any)))),
        JsonValue value => value.GetValueKind() switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number when RawValue.Number(value) is { } number => number,
            JsonValueKind.String => Text(value.GetValue<string>(), type),
            _ => FeelValue.Null,
        },
        _ => FeelValue.Null,
    };

    private static FeelValue Text(string text, FeelType type) => type.Kind switch
    {
        FeelKind.Date => FeelDate.Parse(text) is { } day ? day : text,
        FeelKind.DateTime => FeelDateTime.Parse(text) is { } moment ? moment : text,
        FeelKind.Time => FeelTime.Parse(text) is { } time ? time : text,
        _ => text,
    };
}
