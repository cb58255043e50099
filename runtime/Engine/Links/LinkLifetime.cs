using System.Globalization;
using System.Xml;

namespace LowCode.Engine.Links;

/// <summary>How long a link holds: until a time, for a while, or for seven days where nothing is said.</summary>
public static class LinkLifetime
{
    public static readonly TimeSpan Default = TimeSpan.FromDays(7);

    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="asked">A time, a duration (<c>1.00:00:00</c>, <c>P1D</c>), a time as a text, or null.</param>
    /// <returns>Null: it is none of these, lies behind or too far ahead.</returns>
    public static DateTimeOffset? Until(object? asked, DateTimeOffset now)
    {
        var until = asked switch
        {
            null => now + Default,
            DateTimeOffset time => time,
            string text => Read(text, now),
            _ => null,
        };
        return until is { } end && end > now && end <= now + Longest ? end.ToUniversalTime() : null;
    }

    private static DateTimeOffset? Read(string text, DateTimeOffset now)
    {
        try
        {
            var span = TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration) ? duration
                : text.StartsWith('P') ? XmlConvert.ToTimeSpan(text)
                : (TimeSpan?)null;
            return span is { } length ? length <= Longest ? now + length : null
                : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }
}
