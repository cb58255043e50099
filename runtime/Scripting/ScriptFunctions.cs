namespace LowCode.Scripting;

/// <summary>Names of Elsa's JavaScript functions that every script may call; besides them each variable, input and output has its accessors.</summary>
public static class ScriptFunctions
{
    /// <summary>Reads a setting of the server; it throws where none may be read.</summary>
    public const string GetConfig = "getConfig";

    /// <summary>Elsa has it with its secrets module only; here it throws.</summary>
    public const string GetSecret = "getSecret";

    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "getVariable", "setVariable", "getInput", "getOutputFrom", "getLastResult",
        "getWorkflowDefinitionId", "getWorkflowDefinitionVersionId", "getWorkflowDefinitionVersion", "getWorkflowInstanceId",
        "getWorkflowInstanceName", "setWorkflowInstanceName", "getCorrelationId", "setCorrelationId", "setOutcome", "setOutcomes",
        "isNullOrWhiteSpace", "isNullOrEmpty", "toJson", "newGuid", "newGuidString", "newShortGuid", "parseGuid", "getGuidString", "getShortGuid",
        "stringToBase64", "stringFromBase64", "bytesToString", "bytesFromString", "bytesToBase64", "bytesFromBase64", "streamToBytes", "streamToBase64",
        GetConfig, GetSecret,
    };

    /// <summary>What a name that looks like an accessor would read or write: <c>X</c> of <c>getX</c>; null: it does not look like one.</summary>
    public static string? AccessorIn(string global) =>
        global.Length > 3 && global[..3] is "get" or "set" && !char.IsLower(global[3]) && !Names.Contains(global) ? global[3..] : null;
}
