using System.Globalization;
using System.Resources;

namespace LowCode.Portal;

/// <summary>The texts of this room, in the language of the current screen.</summary>
internal static class Texts
{
    private static readonly ResourceManager _resources = new(typeof(Texts));

    /// <exception cref="MissingManifestResourceException">No text has this key: a mistake in the code.</exception>
    public static string Get(string key, params object?[] arguments)
    {
        var text = _resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"Expected a text '{key}', but the resources of the portal have none.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
    }
}
