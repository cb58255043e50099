using System.Globalization;

namespace LowCode.Portal.Layout;

/// <summary>Addresses that change the language of the screen and come back.</summary>
public static class LanguageLinks
{
    /// <param name="here">Path and query to come back to.</param>
    public static string Other(string here)
    {
        var other = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? "en" : "zh-CN";
        return $"/language/{other}?returnUrl={Uri.EscapeDataString(here)}";
    }
}
