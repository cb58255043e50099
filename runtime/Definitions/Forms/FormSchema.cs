using System.Text.Json.Nodes;
using LowCode.Definitions.Forms.Fields;

namespace LowCode.Definitions.Forms;

/// <summary>
/// A form's data as JSON Schema 2020-12, for those who send it from their own programs. It says what shape a submission has; what depends on
/// other fields, dictionaries or people the product checks itself. Numbers are decimals: <c>multipleOf</c> is meant exactly.
/// </summary>
public static class FormSchema
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    /// <param name="step">Whose rights count: only what it may write, and what it must; null: every field, none required.</param>
    public static JsonObject Of(FormDefinition form, string? step = null)
    {
        var (properties, required) = (new JsonObject(), new JsonArray());
        foreach (var field in form.Fields.Where(f => !f.IsRetired && FieldKinds.Of(f).HoldsData))
        {
            var right = step is null ? FieldRight.Write : form.RightOf(step, field.Key);
            if (right is FieldRight.Read or FieldRight.Hidden)
            {
                continue;
            }

            var isRequired = right == FieldRight.Required && IsAlwaysAsked(form, field);
            properties[field.Key] = OfField(field, isRequired);
            if (isRequired)
            {
                required.Add(field.Key);
            }
        }

        var schema = new JsonObject
        {
            ["$schema"] = Dialect,
            ["$id"] = $"urn:lowcode:form:{form.FormId}{(step is null ? "" : $":{step}")}",
            ["title"] = form.Title.ToString(),
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    /// <summary>Null stands for no value, and so does a blank text or an empty list.</summary>
    internal static JsonObject OfField(FormField field, bool isRequired = false)
    {
        var value = new JsonObject();
        FieldKinds.Of(field).Describe(field, value);
        var schema = new JsonObject { ["title"] = field.Label.ToString() };
        if (!field.Hint.IsEmpty)
        {
            schema["description"] = field.Hint.ToString();
        }

        if (isRequired)
        {
            schema["allOf"] = new JsonArray(value, HasValue());
        }
        else
        {
            schema["anyOf"] = new JsonArray(value, NoValue());
        }

        return schema;
    }

    private static JsonObject NoValue() => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "null" },
            new JsonObject { ["type"] = "string", ["pattern"] = "^\\s*$" },
            new JsonObject { ["type"] = "array", ["maxItems"] = 0 }),
    };

    private static JsonObject HasValue() => new() { ["not"] = NoValue() };

    private static bool IsAlwaysAsked(FormDefinition form, FormField field)
    {
        var section = form.Sections.FirstOrDefault(s => s.FieldKeys.Contains(field.Key));
        var page = section is null ? null : form.Pages.FirstOrDefault(p => p.SectionIds.Contains(section.Id));
        return field is { Rules: { Relevant: null, ReadOnly: null }, IsCalculated: false } && section?.Relevant is null && page?.Relevant is null;
    }
}
