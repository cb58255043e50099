using System.Text;
using Jint;
using Jint.Native;
using Jint.Runtime.Interop;
using LowCode.Definitions.Values;

namespace LowCode.Scripting;

/// <summary>
/// Elsa's JavaScript functions. Only what a script names is put into its world, since most name one or two and a new engine is made for
/// each evaluation.
/// </summary>
internal sealed class ScriptGlobals(Jint.Engine engine, IScriptScope scope)
{
    private readonly List<(string Name, object? Value)> _copied = [];
    private JsObject? _variables;

    public void Provide(PreparedScript script)
    {
        foreach (var name in script.Provided)
        {
            if (name == "variables")
            {
                engine.SetValue(name, _variables = CopyVariables());
            }
            else if (Function(name) is { } function)
            {
                engine.SetValue(name, new ClrFunction(engine, name, (_, arguments) => function(arguments), 0, default));
            }
        }

        if (script.MayUseRandom && engine.Global.Get("Math") is JsValue math)
        {
            math.AsObject().Set("random", new ClrFunction(engine, "random", (_, _) => new JsNumber(NextFraction()), 0, default));
        }
    }

    /// <summary>What the script changed in <c>variables</c> goes back into the scope; what it left alone may have been set otherwise.</summary>
    public void WriteBack()
    {
        if (_variables is null)
        {
            return;
        }

        foreach (var (name, before) in _copied)
        {
            if (!_variables.HasOwnProperty(name))
            {
                continue;
            }

            // What was not read was not changed; what was is compared with what there was.
            if (ScriptContents.ReferenceOf(_variables.GetOwnProperty(name)) is not null)
            {
                continue;
            }

            var written = ScriptData.From(_variables.Get(name));
            if (!Same(written, before is ContentReference kept ? scope.ReadContent(kept) : before))
            {
                scope.SetVariable(name, written);
            }
        }
    }

    // Compared in the form that scripts give, because a decimal goes in and a double comes back.
    private bool Same(object? written, object? before)
    {
        var copied = before is decimal or double or DataObject or object?[]? ScriptData.From(ScriptData.To(engine, before, scope)) : before;
        return copied is DataObject or object?[]? DataValue.ToJson(written) == DataValue.ToJson(copied) : Equals(written, copied);
    }

    private JsObject CopyVariables()
    {
        var variables = new JsObject(engine);
        foreach (var name in scope.VariableNames)
        {
            var value = scope.GetVariable(name);
            _copied.Add((name, value));
            if (value is ContentReference kept)
            {
                ScriptContents.Define(engine, variables, name, kept, scope);
            }
            else
            {
                variables.FastSetDataProperty(name, ScriptData.To(engine, value, scope));
            }
        }

        return variables;
    }

    private Func<JsValue[], JsValue>? Function(string name) => name switch
    {
        "getVariable" => a => Out(scope.GetVariable(Text(a, 0))),
        "setVariable" => a => Do(() => scope.SetVariable(Text(a, 0), In(a, 1))),
        "getInput" => a => Out(scope.GetInput(Text(a, 0))),
        "getOutputFrom" => a => Out(scope.GetOutput(Text(a, 0), a.Length > 1 && !a[1].IsUndefined() ? Text(a, 1) : null)),
        ScriptFunctions.GetConfig => a => Out(scope.GetSetting(Text(a, 0))),
        ScriptFunctions.GetSecret => a => throw new ScriptScopeException("script.no-secrets", name, Text(a, 0), ScriptFunctions.GetConfig),
        "createEventTriggerUrl" => a => Out(scope.EventLink(Text(a, 0), In(a, 1))),
        "generateBookmarkTriggerUrl" => a => Out(scope.BookmarkLink(Text(a, 0), In(a, 1))),
        "getLastResult" => _ => Out(scope.LastResult),
        "getWorkflowDefinitionId" => _ => Out(scope.DefinitionId),
        "getWorkflowDefinitionVersionId" => _ => Out(scope.DefinitionVersionId),
        "getWorkflowDefinitionVersion" => _ => Out((long)scope.DefinitionVersion),
        "getWorkflowInstanceId" => _ => Out(scope.InstanceId),
        "getWorkflowInstanceName" => _ => Out(scope.InstanceName),
        "setWorkflowInstanceName" => a => Do(() => scope.InstanceName = TextOrNull(a, 0)),
        "getCorrelationId" => _ => Out(scope.CorrelationId),
        "setCorrelationId" => a => Do(() => scope.CorrelationId = TextOrNull(a, 0)),
        "setOutcome" => a => Do(() => scope.SetOutcomes([Text(a, 0)])),
        "setOutcomes" => a => Do(() => scope.SetOutcomes(Texts(a))),
        "isNullOrWhiteSpace" => a => Out(string.IsNullOrWhiteSpace(TextOrNull(a, 0))),
        "isNullOrEmpty" => a => Out(string.IsNullOrEmpty(TextOrNull(a, 0))),
        "toJson" => a => Out(DataValue.ToJson(Whole(a, 0))),
        "newGuid" or "newGuidString" => _ => Out(NewGuid().ToString()),
        "newShortGuid" => _ => Out(Short(NewGuid())),
        "parseGuid" or "getGuidString" => a => Out(Guid.TryParse(Text(a, 0), out var guid) ? guid.ToString() : null),
        "getShortGuid" => a => Out(Guid.TryParse(Text(a, 0), out var guid) ? Short(guid) : null),
        "stringToBase64" => a => Out(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0)))),
        "stringFromBase64" => a => Out(ScriptBytes.OfBase64(Text(a, 0)) is { } bytes ? ScriptBytes.Text(bytes) : null),
        "bytesToString" => a => Out(ScriptBytes.Text(ScriptBytes.From(a))),
        "bytesFromString" => a => ScriptBytes.To(engine, Encoding.UTF8.GetBytes(Text(a, 0))),
        "bytesToBase64" or "streamToBase64" => a => Out(Convert.ToBase64String(ScriptBytes.From(a))),
        "bytesFromBase64" => a => ScriptBytes.OfBase64(Text(a, 0)) is { } bytes ? ScriptBytes.To(engine, bytes) : JsValue.Null,
        "streamToBytes" => a => ScriptBytes.To(engine, ScriptBytes.From(a)),
        _ => Accessor(name),
    };

    // getX and setX of variables and inputs, and get<Output>From<Activity>.
    private Func<JsValue[], JsValue>? Accessor(string name)
    {
        if (name.Length <= 3)
        {
            return null;
        }

        var accessor = name[3..];
        if (name.StartsWith("set", StringComparison.Ordinal) && scope.VariableOf(accessor) is { } written)
        {
            return a => Do(() => scope.SetVariable(written, In(a, 0)));
        }

        if (!name.StartsWith("get", StringComparison.Ordinal))
        {
            return null;
        }

        // As in Elsa, an input hides a variable of its name.
        if (scope.InputOf(accessor) is { } input)
        {
            return _ => Out(scope.GetInput(input));
        }

        if (scope.VariableOf(accessor) is { } variable)
        {
            return _ => Out(scope.GetVariable(variable));
        }

        return OutputAccessor.Split(accessor, scope.HasActivity) is var (output, activity) ? _ => Out(scope.GetOutput(activity, output)) : null;
    }

    private JsValue Out(object? value) => ScriptData.To(engine, value, scope);

    private static JsValue Do(Action action)
    {
        action();
        return JsValue.Undefined;
    }

    private static object? In(JsValue[] arguments, int index) => index < arguments.Length ? ScriptData.From(arguments[index]) : null;

    private static object? Whole(JsValue[] arguments, int index) => index < arguments.Length ? ScriptData.From(arguments[index], isWhole: true) : null;

    private static string Text(JsValue[] arguments, int index) => TextOrNull(arguments, index) ?? "";

    private static string? TextOrNull(JsValue[] arguments, int index) =>
        Whole(arguments, index) is { } value ? DataValue.ToText(value) : null;

    private static string[] Texts(JsValue[] arguments) => arguments.Length == 1 && ScriptData.From(arguments[0]) is object?[] items
        ? Array.ConvertAll(items, DataValue.ToText)
        : Array.ConvertAll(arguments, a => DataValue.ToText(ScriptData.From(a)));

    private double NextFraction() => (scope.NextRandom() >> 11) * (1.0 / (1UL << 53));

    private Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, scope.NextRandom());
        BitConverter.TryWriteBytes(bytes[8..], scope.NextRandom());
        bytes[7] = (byte)((bytes[7] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes);
    }

    private static string Short(Guid guid) =>
        Convert.ToBase64String(guid.ToByteArray()).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
