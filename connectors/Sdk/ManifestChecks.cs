namespace LowCode.Connectors.Sdk;

/// <summary>What a manifest must be besides JSON of its shape.</summary>
internal static class ManifestChecks
{
    private static readonly string[] _editors = ["singleline", "multiline", "checkbox", "dropdown", "checklist", "code-editor", "json-editor", "multitext", "dictionary", "datetime-picker"];

    public static IReadOnlyList<string> Of(ConnectorManifest manifest) =>
    [
        .. manifest.Type.Split('.').Length < 2 ? ["type: expected a name with a dot"] : Array.Empty<string>(),
        .. manifest.Version < 1 ? ["version: expected at least 1"] : Array.Empty<string>(),
        .. Twice("inputs and outputs", manifest.Inputs.Select(i => i.Name).Concat(manifest.Outputs.Select(o => o.Name)).Append(ConnectorOutputs.Error)),
        .. Twice("outcomes and errors", manifest.Outcomes.Select(o => o.Name).Concat(manifest.Errors.Select(e => e.Code)).Append("Done")),
        .. Texts(manifest).Where(t => string.IsNullOrWhiteSpace(t.Text.Chinese) || string.IsNullOrWhiteSpace(t.Text.English)).Select(t => $"{t.Path}: expected both languages"),
        .. manifest.Inputs.Where(i => !_editors.Contains(i.Editor)).Select(i => $"inputs/{i.Name}/editor: expected one of {string.Join(", ", _editors)}"),
        .. manifest.IsPure ? manifest.Inputs.Where(i => i.IsCredential).Select(i => $"inputs/{i.Name}: expected no credential where it is pure") : [],
    ];

    /// <summary>The members of the function's types are the inputs and outputs, no more and no less.</summary>
    public static IEnumerable<string> Members(string what, Type type, IEnumerable<string> declared)
    {
        var members = ConnectorJson.Options.GetTypeInfo(type).Properties.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var named = declared.ToHashSet(StringComparer.Ordinal);
        return named.Except(members).Select(n => $"{what} {n} is no member of {type.Name}")
            .Concat(members.Except(named).Select(m => $"{what} {m} of {type.Name} is not in the manifest"));
    }

    private static IEnumerable<string> Twice(string what, IEnumerable<string> names) =>
        names.GroupBy(n => n, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => $"{what}: {g.Key} stands there twice");

    private static IEnumerable<(string Path, ManifestText Text)> Texts(ConnectorManifest manifest) =>
    [
        ("name", manifest.Name),
        ("description", manifest.Description),
        .. manifest.Inputs.SelectMany(i => i.Options.Select(o => ($"inputs/{i.Name}/{o.Value}", o.Text)).Append(($"inputs/{i.Name}", i.Text)).Append(($"inputs/{i.Name}/description", i.Description))),
        .. manifest.Outputs.SelectMany(o => new[] { ($"outputs/{o.Name}", o.Text), ($"outputs/{o.Name}/description", o.Description) }),
        .. manifest.Outcomes.Select(o => ($"outcomes/{o.Name}", o.Text)),
        .. manifest.Errors.Select(e => ($"errors/{e.Code}", e.Text)),
    ];
}

/// <summary>Outputs that the platform adds.</summary>
public static class ConnectorOutputs
{
    /// <summary>Code and message of the failure that the activity left by; only where the manifest declares errors.</summary>
    public const string Error = "error";
}
