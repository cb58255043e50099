using System.Globalization;
using System.Resources;

namespace LowCode.Work.Imports;

/// <summary>What imports say to people, in the language of the current UI culture.</summary>
internal static class ImportTexts
{
    private static readonly ResourceManager Resources = new(typeof(ImportTexts));

    /// <exception cref="MissingManifestResourceException">No text has this key: a mistake in the code.</exception>
    public static string Get(string key, params object[] arguments)
    {
        var text = Resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"Expected a text '{key}', but the resources of imports have none.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
    }
}
