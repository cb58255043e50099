using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Forms;

/// <summary>A submitted value before it is known to be what its field wants.</summary>
internal static class RawValue
{
    /// <summary>Null where it is no text; an escape that stands for half a character (\ud800) is valid JSON and no text.</summary>
    public static string? Text(JsonNode? value)
    {
        try
        {
            return value is JsonValue text && text.TryGetValue<string>(out var read) ? read : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A JSON text with an escape that stands for half a character.</summary>
    public static bool IsBrokenText(JsonNode value) => value.GetValueKind() == JsonValueKind.String && Text(value) is null;

    /// <summary>Null where it is no number or does not fit a decimal.</summary>
    public static decimal? Number(JsonNode? value) =>
        value?.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static void WrongType(FormField field, string expected, JsonNode? value, string path, ProblemList problems) =>
        problems.Add(path, "form.wrong-type", field.Label, expected, Came(value));

    private static string Came(JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String when Text(value) is { } text => ProblemTexts.Clip(text),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => ProblemTexts.Clip(value.ToJsonString()),
        var kind => JsonKind.Of(kind ?? JsonValueKind.Null),
    };
}
