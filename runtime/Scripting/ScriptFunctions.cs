namespace LowCode.Scripting;

/// <summary>Names of Elsa's JavaScript functions that every script may call; besides them each variable, input and output has its accessors.</summary>
public static class ScriptFunctions
{
    /// <summary>Reads a setting of the server; it throws where none may be read.</summary>
    public const string GetConfig = "getConfig";

    /// <summary>Elsa has it with its secrets module only; here it throws.</summary>
    public const string GetSecret = "getSecret";

    /// <summary>Parameters and result of each, as TypeScript writes them.</summary>
    public static IReadOnlyDictionary<string, string> Signatures { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["getVariable"] = "(name: string): any",
        ["setVariable"] = "(name: string, value: any): void",
        ["getInput"] = "(name: string): any",
        ["getOutputFrom"] = "(activityIdOrName: string, outputName?: string): any",
        ["getLastResult"] = "(): any",
        ["getWorkflowDefinitionId"] = "(): string",
        ["getWorkflowDefinitionVersionId"] = "(): string",
        ["getWorkflowDefinitionVersion"] = "(): number",
        ["getWorkflowInstanceId"] = "(): string",
        ["getWorkflowInstanceName"] = "(): string | null",
        ["setWorkflowInstanceName"] = "(name: string | null): void",
        ["getCorrelationId"] = "(): string | null",
        ["setCorrelationId"] = "(correlationId: string | null): void",
        ["setOutcome"] = "(name: string): void",
        ["setOutcomes"] = "(names: string[]): void",
        ["isNullOrWhiteSpace"] = "(text: string | null): boolean",
        ["isNullOrEmpty"] = "(text: string | null): boolean",
        ["toJson"] = "(value: any): string",
        ["newGuid"] = "(): string",
        ["newGuidString"] = "(): string",
        ["newShortGuid"] = "(): string",
        ["parseGuid"] = "(text: string): string | null",
        ["getGuidString"] = "(guid: string): string | null",
        ["getShortGuid"] = "(guid: string): string | null",
        ["stringToBase64"] = "(text: string): string",
        ["stringFromBase64"] = "(base64: string): string | null",
        ["bytesToString"] = "(bytes: Uint8Array): string",
        ["bytesFromString"] = "(text: string): Uint8Array",
        ["bytesToBase64"] = "(bytes: Uint8Array): string",
        ["bytesFromBase64"] = "(base64: string): Uint8Array | null",
        ["streamToBytes"] = "(stream: any): Uint8Array",
        ["streamToBase64"] = "(stream: any): string",
        ["createEventTriggerUrl"] = "(eventName: string, lifetimeOrExpiry?: string | Date): string",
        ["generateBookmarkTriggerUrl"] = "(bookmarkIdOrActivity: string, lifetimeOrExpiry?: string | Date): string",
        [GetConfig] = "(name: string): any",
        [GetSecret] = "(name: string): string",
    };

    public static IReadOnlySet<string> Names { get; } = Signatures.Keys.ToHashSet(StringComparer.Ordinal);

    /// <summary>What a name that looks like an accessor would read or write: <c>X</c> of <c>getX</c>; null: it does not look like one.</summary>
    public static string? AccessorIn(string global) =>
        global.Length > 3 && global[..3] is "get" or "set" && !char.IsLower(global[3]) && !Names.Contains(global) ? global[3..] : null;
}
