using System.Globalization;
using System.Resources;

namespace LowCode.Work.Imports;

/// <summary>What imports say to people, in the language of the current UI culture.</summary>
internal static class ImportTexts
{
    private static readonly ResourceManager Resources = new(typeof(ImportTexts));

    public static string Get(string key, params object[] arguments)
    {
        var text = Resources.GetString(key, CultureInfo.CurrentUICulture) ?? key;
        return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
    }
}
