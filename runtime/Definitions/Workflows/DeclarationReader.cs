using System.Text.Json;
using LowCode.Definitions.Values;

namespace LowCode.Definitions.Workflows;

/// <summary>Reads variables, inputs and outputs.</summary>
internal static class DeclarationReader
{
    public static IReadOnlyList<VariableDefinition> Variables(JsonElement owner, string ownerPath, ReadingNotes notes)
    {
        var variables = new List<VariableDefinition>();
        var position = 0;
        foreach (var item in owner.Items("variables"))
        {
            var path = $"{ownerPath}/variables/{position++}";
            if (item.Text("name") is not { Length: > 0 } name)
            {
                notes.Problem(path + "/name", "workflow.variable.name");
                continue;
            }

            var typeName = item.Text("typeName") ?? "Object";
            if (!DataTypes.IsKnown(typeName))
            {
                notes.Warning(path + "/typeName", "workflow.variable.type", name, typeName);
            }

            var isList = item.Flag("isArray") ?? false;
            variables.Add(new VariableDefinition(item.Text("id") ?? name, name, typeName, isList, Default(item, typeName, isList, path, notes))
            {
                IsLostAtSuspend = IsMemory(item.Text("storageDriverTypeName") ?? item.Text("storageDriverType")),
            });
        }

        foreach (var twice in variables.GroupBy(v => v.Id).Where(g => g.Count() > 1))
        {
            notes.Problem(ownerPath + "/variables", "workflow.variable.twice", twice.Key);
        }

        return variables;
    }

    public static IReadOnlyList<ArgumentDefinition> Arguments(JsonElement document, string member) =>
    [
        .. document.Items(member)
            .Where(a => !string.IsNullOrEmpty(a.Text("name")))
            .Select(a => new ArgumentDefinition(a.Text("name")!, a.Text("type") ?? "Object", a.Flag("isArray") ?? false, a.Text("displayName"))),
    ];

    // The simple name counts, whatever namespace and assembly it is written with.
    private static bool IsMemory(string? driver) =>
        driver?.Split(',')[0].Split('.')[^1].Contains("Memory", StringComparison.OrdinalIgnoreCase) ?? false;

    // Defaults are written as texts, JSON texts for lists and objects.
    private static object? Default(JsonElement item, string typeName, bool isList, string path, ReadingNotes notes)
    {
        if (item.Member("value") is not { } written)
        {
            return null;
        }

        var conversion = DataTypes.Convert(DataValue.From(written), typeName, isList);
        if (conversion.Failure is not null)
        {
            notes.Problem(path + "/value", "workflow.variable.value", written.ToString(), typeName);
        }

        return conversion.Value;
    }
}
