using System.Globalization;
using System.Text;

namespace LowCode.FormUi.Dates;

/// <summary>Times of day as people type them: <c>8:05</c>, <c>0805</c>, with the Chinese words for hour and minute.</summary>
internal static class TimeText
{
    private static readonly string[] _times = ["H:m", "HHmm", "H:m:s", "H\u65f6m\u5206", "H\u70b9m\u5206", "H\u65f6", "H\u70b9"];

    /// <summary><c>HH:mm</c>, or <c>HH:mm:ss</c> where seconds were typed; what was typed where it is no time.</summary>
    public static string? Read(string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        var plain = typed.Normalize(NormalizationForm.FormKC).Trim();
        return TimeOnly.TryParseExact(plain, _times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture)
            : typed.Trim();
    }
}
