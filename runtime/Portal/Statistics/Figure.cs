using System.Globalization;

namespace LowCode.Portal.Statistics;

/// <summary>Numbers as the reader's culture writes them.</summary>
public static class Figure
{
    public static string Count(int count) => count.ToString("N0", CultureInfo.CurrentCulture);

    /// <summary>One decimal; a dash where there is nothing to take a share of.</summary>
    public static string Percent(double? share) => share is { } value ? value.ToString("P1", CultureInfo.CurrentCulture) : Texts.NoFigure;

    /// <summary>Hours with one decimal, and days from four days on, because nobody pictures 432 hours.</summary>
    public static string Hours(double? hours) => hours switch
    {
        null => Texts.NoFigure,
        >= 96 => $"{(hours.Value / 24).ToString("N1", CultureInfo.CurrentCulture)} {Texts.DayUnit}",
        _ => $"{hours.Value.ToString("N1", CultureInfo.CurrentCulture)} {Texts.HourUnit}",
    };
}
