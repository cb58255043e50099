using System.Text.Json.Nodes;

namespace LowCode.Definitions.Forms;

/// <summary>The constant values that fields have before anybody fills them.</summary>
public static class FormDefaults
{
    /// <summary>
    /// Defaults of the fields that <paramref name="step"/> may write and that <paramref name="data"/> leaves open: a screen shows them filled in.
    /// </summary>
    public static JsonObject ToFill(FormDefinition form, string step, JsonObject data) =>
        Missing(form, data, key => form.RightOf(step, key) is FieldRight.Write or FieldRight.Required);

    private static JsonObject Missing(FormDefinition form, JsonObject data, Func<string, bool> isWanted)
    {
        var values = new JsonObject();
        foreach (var field in form.Fields)
        {
            if (field.Default is { } value && isWanted(field.Key) && FieldValue.IsEmpty(data[field.Key]))
            {
                values[field.Key] = JsonNode.Parse(value.GetRawText());
            }
        }

        return values;
    }
}
