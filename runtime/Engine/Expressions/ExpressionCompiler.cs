using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Compilation;
using LowCode.Feel.Values;
using LowCode.Scripting;

namespace LowCode.Engine.Expressions;

/// <summary>Reads the expressions of inputs; parses scripts and JSON texts once.</summary>
internal sealed class ExpressionCompiler(ScriptEngine scripts, CompilationNotes notes)
{
    public Expression ReadInput(ActivityNode node, InputDescriptor input)
    {
        var path = $"{node.Definition.Path}/{input.Name}";
        var written = node.Definition.Json.Member(input.Name);
        if (written is not { } json)
        {
            return Expression.Literal.Null;
        }

        // What is usually plain may be wrapped all the same.
        var isWrapped = json.Member("expression") is { ValueKind: JsonValueKind.Object };
        if (json.ValueKind != JsonValueKind.Object || (input.IsPlain && !isWrapped))
        {
            return new Expression.Literal(DataValue.From(json));
        }

        // Elsa ignores a wrapper without typeName; our own activities do not ask for it.
        var isOurs = node.Type.StartsWith("LowCode.", StringComparison.Ordinal);
        if (!isOurs && json.Text("typeName") is null)
        {
            notes.Warning(path, "workflow.input.ignored", input.Name);
            return Expression.Literal.Null;
        }

        if (json.Member("expression") is { ValueKind: JsonValueKind.Object } expression)
        {
            return Read(node, expression, input.TypeName, path + "/expression");
        }

        return isOurs && json.Text("typeName") is null ? new Expression.Literal(DataValue.From(json)) : Expression.Literal.Null;
    }

    /// <param name="json">The bare <c>{type, value}</c>.</param>
    public Expression Read(ActivityNode node, JsonElement json, string typeName, string path)
    {
        var value = json.Member("value");
        switch (json.Text("type") ?? "Literal")
        {
            case "Literal":
                return new Expression.Literal(value is { } literal ? DataValue.From(literal) : null);
            case "Object" or "Json":
                return ObjectText(value, path);
            case "JavaScript":
                return Script(node, value, path);
            case "Feel":
                return Formula(node, value, typeName, path + "/value");
            case "Variable":
                var id = Identifier(value, "id");
                var slot = node.Scope.ById(id);
                if (slot is null)
                {
                    notes.Refusal(path + "/value", "workflow.variable.missing", id);
                }

                return new Expression.Variable(id, slot);
            case "Input":
                var name = Identifier(value, "name");
                if (node.Workflow.Definition.Inputs.All(i => i.Name != name))
                {
                    notes.Warning(path + "/value", "workflow.input.missing", node.Id, name);
                }

                return new Expression.WorkflowInput(name);
            case var language:
                notes.Refusal(path + "/type", "workflow.expression.language", node.Id, language);
                return new Expression.Foreign(language);
        }
    }

    /// <summary>A script given as a text; null where the text is no script, which is reported.</summary>
    public PreparedScript? Prepare(ActivityNode node, string text, string path)
    {
        if (!scripts.TryPrepare(text, out var script, out var error))
        {
            Report(error, text, path);
            return null;
        }

        node.Workflow.KeepsOutputs |= script.Provided.Any(g => g == "getLastResult" || g.Contains("From", StringComparison.Ordinal));
        foreach (var global in script.Globals)
        {
            if (global == ScriptFunctions.GetSecret)
            {
                notes.Warning(path, "workflow.script.secret", node.Id);
            }
            else if (ScriptFunctions.AccessorIn(global) is { } accessor && !IsKnown(node, accessor, isWritten: global[0] == 's'))
            {
                notes.Warning(path, "workflow.script.accessor", node.Id, global);
            }
        }

        return script;
    }

    private void Report(ScriptError error, string text, string path)
    {
        if (error.Kind == ScriptErrorKind.Limit)
        {
            notes.Problem(path, "workflow.script.long", scripts.LongestText, text.Length);
        }
        else
        {
            notes.Problem(path, "workflow.script", error.Line, error.Column, error.Message);
        }
    }

    // A variable, an input, or Output From Activity.
    private static bool IsKnown(ActivityNode node, string accessor, bool isWritten)
    {
        if (node.Scope.VariableOf(accessor) is not null)
        {
            return true;
        }

        return !isWritten
            && (node.Scope.InputOf(accessor) is not null
                || (OutputAccessor.Split(accessor, IsActivity) is var (_, activity) && IsActivity(activity)));

        bool IsActivity(string name) => (node.Workflow.NodeByName(name) ?? node.Workflow.Node(name)) is not null;
    }

    private Expression Script(ActivityNode node, JsonElement? value, string path)
    {
        var text = value is { ValueKind: JsonValueKind.String } written ? written.GetString()! : "";
        return text.Length > 0 && Prepare(node, text, path + "/value") is { } script
            ? new Expression.Script(script)
            : Expression.Literal.Null;
    }

    private Expression Formula(ActivityNode node, JsonElement? value, string typeName, string path)
    {
        var text = value is { ValueKind: JsonValueKind.String } written ? written.GetString()! : "";
        if (string.IsNullOrWhiteSpace(text) && FeelTypes.Of(typeName).Kind == FeelKind.Boolean)
        {
            notes.Refusal(path, "workflow.feel.empty", node.Id);
        }

        return !string.IsNullOrWhiteSpace(text) && FeelFormula.Compile(node, text, typeName, path, notes) is { } formula
            ? new Expression.Feel(formula)
            : Expression.Literal.Null;
    }

    private Expression.Literal ObjectText(JsonElement? value, string path)
    {
        if (value is not { ValueKind: JsonValueKind.String } text)
        {
            return new Expression.Literal(value is { } json ? DataValue.From(json) : null);
        }

        try
        {
            return string.IsNullOrWhiteSpace(text.GetString()) ? Expression.Literal.Null : new Expression.Literal(DataValue.Parse(text.GetString()!));
        }
        catch (JsonException e)
        {
            notes.Problem(path + "/value", "workflow.expression.object", (e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1, e.Message);
            return Expression.Literal.Null;
        }
    }

    // A variable or input is named by an object, by the object as JSON text, or by the bare id or name.
    private static string Identifier(JsonElement? value, string member)
    {
        if (value is { ValueKind: JsonValueKind.Object } json)
        {
            return json.Text(member) ?? "";
        }

        var text = value is { ValueKind: JsonValueKind.String } written ? written.GetString()! : "";
        if (!text.StartsWith('{'))
        {
            return text;
        }

        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.Text(member) ?? "";
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
