using LowCode.Connectors.Sdk;
using LowCode.Definitions.Texts;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;

namespace LowCode.Engine.Connectors;

/// <summary>A connector's manifest as the description of its activity: palette, editors and checks know no difference.</summary>
internal static class ConnectorDescriptor
{
    public static ActivityDescriptor Of(ConnectorManifest manifest) => new(manifest.Type, ActivityCategory.Connectors, manifest.Icon)
    {
        OwnTexts = TextsOf(manifest),
        Version = manifest.Version,
        Inputs = [.. manifest.Inputs.Select(InputOf)],
        Outputs =
        [
            .. manifest.Outputs.Select(o => new OutputDescriptor(o.Name, o.Type)),
            .. manifest.Errors.Count > 0 ? [new OutputDescriptor(ConnectorOutputs.Error, "Object")] : Array.Empty<OutputDescriptor>(),
        ],
        Outcomes = ["Done", .. manifest.Outcomes.Select(o => o.Name), .. manifest.Errors.Select(e => e.Code)],
        RunsOutside = !manifest.IsPure,
    };

    private static InputDescriptor InputOf(ManifestInput input) => new(input.Name, input.Type, input.Default is { } value ? DataValue.From(value) : null)
    {
        Editor = new InputEditor(input.Editor),
        IsRequired = input.IsRequired,
        Options = [.. input.Options.Select(o => o.Value)],
    };

    private static Dictionary<string, LocalizedText> TextsOf(ConnectorManifest manifest)
    {
        var texts = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
        {
            [manifest.Type] = Text(manifest.Name),
            [manifest.Type + ".description"] = Text(manifest.Description),
        };
        foreach (var input in manifest.Inputs)
        {
            Add($"{manifest.Type}.{input.Name}", input.Text, input.Description);
            input.Options.ToList().ForEach(o => texts[$"{manifest.Type}.{input.Name}.{o.Value}"] = Text(o.Text));
        }

        manifest.Outputs.ToList().ForEach(o => Add($"{manifest.Type}.{o.Name}", o.Text, o.Description));
        manifest.Outcomes.ToList().ForEach(o => texts[$"{manifest.Type}.outcome.{o.Name}"] = Text(o.Text));
        manifest.Errors.ToList().ForEach(e => texts[$"{manifest.Type}.outcome.{e.Code}"] = Text(e.Text));
        texts[$"{manifest.Type}.{ConnectorOutputs.Error}"] = ActivityTexts.All("connector.error");
        texts[$"{manifest.Type}.{ConnectorOutputs.Error}.description"] = ActivityTexts.All("connector.error.description");
        return texts;

        void Add(string key, ManifestText name, ManifestText description)
        {
            texts[key] = Text(name);
            texts[key + ".description"] = Text(description);
        }
    }

    private static LocalizedText Text(ManifestText text) => LocalizedText.Of(text.Chinese, text.English);
}
