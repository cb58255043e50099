using System.Globalization;
using System.Resources;
using LowCode.Definitions.Texts;

namespace LowCode.Engine.Activities;

/// <summary>Names and descriptions of activities in the language of the screen.</summary>
internal static class ActivityTexts
{
    private static readonly ResourceManager _texts = new(typeof(ActivityTexts).FullName!, typeof(ActivityTexts).Assembly);

    public static string Get(string key) => Find(key, CultureInfo.CurrentUICulture) ?? key;

    /// <summary>The text in all languages that the product speaks, for data that outlives a screen.</summary>
    public static LocalizedText All(string key) => LocalizedText.Of(
        Find(key, CultureInfo.InvariantCulture) ?? key,
        Find(key, CultureInfo.GetCultureInfo("en")) ?? key);

    public static string? Find(string key, CultureInfo culture) => _texts.GetString(key, culture);
}
