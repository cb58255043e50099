using LowCode.Definitions.Texts;

namespace LowCode.Engine.Activities;

/// <summary>An input of a type of activity.</summary>
/// <param name="Name">As in JSON, camelCase.</param>
/// <param name="TypeName">A type alias, see <see cref="Definitions.Workflows.DataTypes"/>.</param>
/// <param name="Default">The value where none is given, in the form of <see cref="Definitions.Values.DataValue"/>; null: none.</param>
/// <param name="IsPlain">Written without the expression wrapper.</param>
public sealed record InputDescriptor(string Name, string TypeName, object? Default = null, bool IsPlain = false)
{
    /// <summary>The values that it takes where it takes few; compared in any letter case. Empty: any of its type.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    /// <summary>How a designer lets people enter it.</summary>
    public InputEditor Editor { get => field ?? UsualEditor; init; }

    /// <summary>Language of the text that a code editor holds: <c>javascript</c>.</summary>
    public string? CodeLanguage { get; init; }

    /// <summary>Kind of expression that a designer begins with; null: a literal.</summary>
    public string? DefaultSyntax { get; init; }

    /// <summary>Its value, or the conditions inside it, may be an expression of the business language: <c>"type": "Feel"</c>.</summary>
    public bool TakesFeel { get => field || (!IsPlain && CodeLanguage is null); init; }

    /// <summary>Designers put it into a section of its own, closed at first.</summary>
    public bool IsAdvanced { get; init; }

    /// <summary>The activity faults without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>A secret: screens and journals hide its value.</summary>
    public bool IsSensitive { get; init; }

    /// <summary>Evaluated when the activity needs it, perhaps often, and not once before it runs.</summary>
    public bool IsEvaluatedOnDemand { get; init; }

    /// <summary>In the language of the current screen or thread.</summary>
    public string DisplayName => ActivityTexts.Get(Key, OwnTexts);

    /// <summary>In the language of the current screen or thread.</summary>
    public string Description => ActivityTexts.Get(Key + ".description", OwnTexts);

    /// <summary>Type of the activity that declares it.</summary>
    internal string Activity { get; init; } = "";

    /// <inheritdoc cref="ActivityDescriptor.OwnTexts"/>
    internal IReadOnlyDictionary<string, LocalizedText>? OwnTexts { get; init; }

    /// <summary>Names its texts.</summary>
    internal string Key => $"{Activity}.{Name}";

    /// <summary>A value as the options spell it; what is none of them stays as it is.</summary>
    internal object? Spelled(object? value) => Options.Count == 0 ? value : value switch
    {
        string text => Options.FirstOrDefault(o => o.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text,
        object?[] several => Array.ConvertAll(several, Spelled),
        _ => value,
    };

    private InputEditor UsualEditor =>
        Options.Count > 0 ? InputEditor.Dropdown : TypeName == "Boolean" ? InputEditor.Checkbox : InputEditor.SingleLine;

    /// <summary>In the language of the current screen or thread.</summary>
    public string OptionName(string option) => ActivityTexts.Get($"{Key}.{option}", OwnTexts);
}

/// <summary>An output of a type of activity.</summary>
/// <param name="Name">As in JSON, camelCase.</param>
/// <param name="TypeName">A type alias, see <see cref="Definitions.Workflows.DataTypes"/>.</param>
public sealed record OutputDescriptor(string Name, string TypeName)
{
    /// <summary>In the language of the current screen or thread.</summary>
    public string DisplayName => ActivityTexts.Get(Key, OwnTexts);

    /// <summary>In the language of the current screen or thread.</summary>
    public string Description => ActivityTexts.Get(Key + ".description", OwnTexts);

    /// <summary>Type of the activity that declares it.</summary>
    internal string Activity { get; init; } = "";

    /// <inheritdoc cref="ActivityDescriptor.OwnTexts"/>
    internal IReadOnlyDictionary<string, LocalizedText>? OwnTexts { get; init; }

    /// <summary>Names its texts.</summary>
    internal string Key => $"{Activity}.{Name}";
}
