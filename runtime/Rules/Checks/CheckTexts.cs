using System.Globalization;
using System.Resources;

namespace LowCode.Rules.Checks;

/// <summary>What checks say to people.</summary>
internal static class CheckTexts
{
    private static readonly ResourceManager _texts = new(typeof(CheckTexts).FullName!, typeof(CheckTexts).Assembly);

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static string Of(string code, params object?[] values) => string.Format(
        CultureInfo.CurrentCulture,
        _texts.GetString(code, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text '{code}'."),
        values);
}
