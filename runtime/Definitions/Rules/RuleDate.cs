using System.Globalization;

namespace LowCode.Definitions.Rules;

/// <summary>Days as rules and documents write them.</summary>
internal static class RuleDate
{
    private const string Format = "yyyy-MM-dd";

    public static bool TryRead(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    public static string Text(DateOnly day) => day.ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>The day of a value that holds <c>yyyyMMdd</c>.</summary>
    public static string Text(decimal number) => ((int)number).ToString("0000-00-00", CultureInfo.InvariantCulture);
}
