using System.Globalization;

namespace LowCode.Definitions.Texts;

/// <summary>
/// A text that an agency wrote, by language tag: <c>{"zh-CN": "受理", "en": "Accept"}</c>. Always an object, never a bare string,
/// so that adding a language does not change the shape of a document.
/// </summary>
public sealed class LocalizedText(IReadOnlyDictionary<string, string> byLanguage)
{
    public const string DefaultLanguage = "zh-CN";

    public static LocalizedText Empty { get; } = new(new Dictionary<string, string>());

    public IReadOnlyDictionary<string, string> ByLanguage { get; } = byLanguage;

    public bool IsEmpty => ByLanguage.Count == 0;

    /// <summary>The text in the language of <paramref name="culture"/>, else in Chinese, else in any language, else empty.</summary>
    public string In(CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(culture);
        for (var c = culture; c.Name.Length > 0; c = c.Parent)
        {
            if (ByLanguage.TryGetValue(c.Name, out var exact))
            {
                return exact;
            }
        }

        return ByLanguage.TryGetValue(DefaultLanguage, out var text) ? text : ByLanguage.Values.FirstOrDefault() ?? "";
    }

    /// <summary>The text in the language that the current screen or thread speaks.</summary>
    public override string ToString() => In(CultureInfo.CurrentUICulture);

    public static LocalizedText Of(string chinese, string english) =>
        new(new Dictionary<string, string> { [DefaultLanguage] = chinese, ["en"] = english });
}
