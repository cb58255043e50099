using System.Globalization;
using System.Resources;

namespace LowCode.Rules.Tables;

/// <summary>What checks of tables say to people.</summary>
internal static class TableTexts
{
    private static readonly ResourceManager _texts = new(typeof(TableTexts).FullName!, typeof(TableTexts).Assembly);

    /// <summary>Values that no row names.</summary>
    public static string Other => Of("table.other");

    /// <exception cref="InvalidOperationException">The resources have no text of that name.</exception>
    public static string Of(string code, params object?[] values) => string.Format(
        CultureInfo.CurrentCulture,
        _texts.GetString(code, CultureInfo.CurrentUICulture) ?? throw new InvalidOperationException($"No text '{code}'."),
        values);
}
