using Jint.Runtime;

namespace LowCode.Scripting;

/// <summary>The clock of a script stands still at the time of the burst; its zone is UTC, so that a replay elsewhere gives the same.</summary>
internal sealed class BurstTime(DateTimeOffset now) : ITimeSystem
{
    private readonly DefaultTimeSystem _dates = new(TimeZoneInfo.Utc, System.Globalization.CultureInfo.InvariantCulture);

    public TimeZoneInfo DefaultTimeZone => TimeZoneInfo.Utc;

    public DateTimeOffset GetUtcNow() => now;

    public bool TryParse(string date, out long epochMilliseconds) => _dates.TryParse(date, out epochMilliseconds);

    public TimeSpan GetUtcOffset(long epochMilliseconds) => TimeSpan.Zero;
}
