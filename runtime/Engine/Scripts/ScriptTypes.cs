using System.Text;
using LowCode.Definitions.Workflows;
using LowCode.Scripting;

namespace LowCode.Engine.Scripts;

/// <summary>What scripts of a definition may call, as TypeScript declarations for a code editor.</summary>
public static class ScriptTypes
{
    private const string ListPrefix = "List<";

    /// <param name="catalogue">The types of its activities.</param>
    public static string Declare(WorkflowDefinition definition, ActivityCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(catalogue);
        var text = new StringBuilder();
        foreach (var (name, signature) in ScriptFunctions.Signatures)
        {
            text.Append("declare function ").Append(name).Append(signature).Append(";\n");
        }

        var declared = new HashSet<string>(ScriptFunctions.Names, StringComparer.Ordinal);
        foreach (var input in definition.Inputs.Where(i => AccessorName.Exists(i.Name)))
        {
            Function(text, declared, "get" + AccessorName.Of(input.Name), $"(): {TypeOf(input.TypeName, input.IsList)}");
        }

        // Inner variables hide outer ones; an editor cannot know where the script stands, so the outermost type is told.
        var variables = definition.Variables.Concat(definition.Activities.SelectMany(a => a.Variables)).DistinctBy(v => v.Name).ToList();
        foreach (var variable in variables.Where(v => AccessorName.Exists(v.Name)))
        {
            var type = TypeOf(variable.TypeName, variable.IsList);
            Function(text, declared, "get" + AccessorName.Of(variable.Name), $"(): {type}");
            Function(text, declared, "set" + AccessorName.Of(variable.Name), $"(value: {type}): void");
        }

        foreach (var activity in definition.Activities.Where(a => a.Name is { } name && AccessorName.Exists(name)))
        {
            foreach (var output in catalogue.Find(activity.Type)?.Descriptor.Outputs ?? [])
            {
                Function(text, declared, $"get{AccessorName.Of(output.Name)}From{activity.Name}", $"(): {TypeOf(output.TypeName, isList: false)}");
            }
        }

        text.Append("declare const variables: {\n");
        foreach (var variable in variables)
        {
            text.Append("  ").Append(System.Text.Json.JsonSerializer.Serialize(variable.Name)).Append(": ").Append(TypeOf(variable.TypeName, variable.IsList)).Append(";\n");
        }

        return text.Append("};\n").ToString();
    }

    private static void Function(StringBuilder text, HashSet<string> declared, string name, string signature)
    {
        if (declared.Add(name))
        {
            text.Append("declare function ").Append(name).Append(signature).Append(";\n");
        }
    }

    private static string TypeOf(string typeName, bool isList)
    {
        var isTyped = typeName.StartsWith(ListPrefix, StringComparison.Ordinal) && typeName.EndsWith('>');
        var item = isTyped ? typeName[ListPrefix.Length..^1] : typeName.EndsWith("[]", StringComparison.Ordinal) ? typeName[..^2] : typeName;
        var type = item switch
        {
            "String" or "Guid" or "TimeSpan" or "ByteArray" or "Stream" => "string",
            "Boolean" => "boolean",
            "Int16" or "Int32" or "Int64" or "Long" or "Single" or "Double" or "Decimal" => "number",
            "DateTime" or "DateTimeOffset" => "Date",
            _ => "any",
        };
        return isList || item != typeName ? type + "[]" : type;
    }
}
