using System.Globalization;
using LowCode.Definitions.Texts;

namespace LowCode.Engine.Incidents;

/// <summary>A text of another library, made once in each language that the product speaks, because its values are gone when it is read.</summary>
internal static class EachLanguage
{
    private static readonly CultureInfo[] _languages = [CultureInfo.GetCultureInfo(LocalizedText.DefaultLanguage), CultureInfo.GetCultureInfo("en")];

    public static LocalizedText Of(Func<CultureInfo, string> text) => new(_languages.ToDictionary(l => l.Name, text));

    /// <summary>For a library that speaks the language of the current culture.</summary>
    public static LocalizedText Of(Func<string> text)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            return Of(language =>
            {
                CultureInfo.CurrentUICulture = language;
                return text();
            });
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
