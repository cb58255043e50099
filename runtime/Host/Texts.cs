using System.Globalization;
using System.Resources;

namespace LowCode.Host;

/// <summary>The texts of the command line and of the server's own answers, in the current UI culture.</summary>
internal static class Texts
{
    private static readonly ResourceManager _resources = new(typeof(Texts));

    /// <exception cref="MissingManifestResourceException">No text has this key: a mistake in the code.</exception>
    public static string Get(string key, params object?[] arguments)
    {
        var text = _resources.GetString(key, CultureInfo.CurrentUICulture)
            ?? throw new MissingManifestResourceException($"Expected a text '{key}', but the resources of the host have none.");
        return arguments.Length == 0 ? text : string.Format(CultureInfo.CurrentCulture, text, arguments);
    }
}
