using System.Buffers;
using System.Globalization;

namespace LowCode.Feel.Times;

/// <summary>How a time lies to UTC: a fixed offset (<c>+08:00</c>) or the rules of a place (<c>@Asia/Shanghai</c>).</summary>
public sealed class FeelZone : IEquatable<FeelZone>
{
    private const int LargestOffset = 18 * 3600;

    // America/Argentina/Ushuaia
    private const int MostParts = 3;

    private static readonly SearchValues<char> _partCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-+");

    private readonly TimeZoneInfo? _rules;

    private FeelZone(int offset) => FixedOffset = offset;

    private FeelZone(string id, TimeZoneInfo rules) => (Id, _rules) = (id, rules);

    /// <summary>Offset 0, written <c>Z</c>.</summary>
    public static FeelZone Utc { get; } = new(0);

    /// <summary>The name in the IANA time zone database; null for a fixed offset.</summary>
    public string? Id { get; }

    /// <summary>Seconds east of Greenwich; null for a place.</summary>
    public int? FixedOffset { get; }

    /// <summary>Null beyond 18 hours.</summary>
    public static FeelZone? FromOffset(long seconds) =>
        Math.Abs(seconds) > LargestOffset ? null : seconds == 0 ? Utc : new FeelZone((int)seconds);

    /// <summary>Null when no place of that name is known here. A name is spelt as the database spells it: <c>Asia/Shanghai</c>.</summary>
    public static FeelZone? FromId(string id) =>
        IsSpeltAsAPlace(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var rules) && !IsOtherSpelling(id, rules.Id) ? new FeelZone(id, rules) : null;

    // .NET takes a name for the path of a file and keeps for good what it found under every spelling of it ("America//Lima"): only the one
    // spelling is looked up, so that no input makes the process grow. Places begin with a capital; "localtime" is the machine's own.
    private static bool IsSpeltAsAPlace(ReadOnlySpan<char> id)
    {
        var parts = 0;
        foreach (var range in id.Split('/'))
        {
            var part = id[range];
            if (++parts > MostParts || part.Length == 0 || !char.IsAsciiLetterUpper(part[0]) || part.ContainsAnyExcept(_partCharacters))
            {
                return false;
            }
        }

        return true;
    }

    // Once a place is known, .NET finds it by its name in any case.
    private static bool IsOtherSpelling(string id, string known) => id != known && string.Equals(id, known, StringComparison.OrdinalIgnoreCase);

    /// <summary><c>Z</c>, <c>+08:00</c>, <c>-02:45:55</c>, <c>@Asia/Shanghai</c>; null for anything else.</summary>
    public static FeelZone? Parse(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
        {
            return Utc;
        }

        if (text.Length > 1 && text[0] == '@')
        {
            return FromId(text[1..].ToString());
        }

        if (text.Length is not (6 or 9) || text[0] is not ('+' or '-') || text[3] != ':' || (text.Length == 9 && text[6] != ':'))
        {
            return null;
        }

        return Digits.Read(text.Slice(1, 2)) is { } hours && Digits.Read(text.Slice(4, 2)) is { } minutes and < 60
            && (text.Length == 6 ? 0 : Digits.Read(text[7..])) is { } seconds and < 60
            ? FromOffset(((hours * 3600) + (minutes * 60) + seconds) * (text[0] == '-' ? -1 : 1))
            : null;
    }

    /// <summary>Seconds east of Greenwich at a local time; in the hour that a clock which is set back shows twice, those of the second time.</summary>
    /// <param name="isEarlier">Of the first time instead; changes nothing at other times.</param>
    public int OffsetAt(FeelDate date, long nanosecondOfDay, bool isEarlier = false)
    {
        if (_rules is null)
        {
            return FixedOffset!.Value;
        }

        var local = Near(date, nanosecondOfDay, DateTimeKind.Unspecified);
        var offset = isEarlier && _rules.IsAmbiguousTime(local) ? _rules.GetAmbiguousTimeOffsets(local).Max() : _rules.GetUtcOffset(local);
        return (int)offset.TotalSeconds;
    }

    /// <summary>Seconds east of Greenwich at an instant, given by its date and time in UTC.</summary>
    internal int OffsetAtUtc(FeelDate date, long nanosecondOfDay)
    {
        if (_rules is null)
        {
            return FixedOffset!.Value;
        }

        return (int)_rules.GetUtcOffset(Near(date, nanosecondOfDay, DateTimeKind.Utc)).TotalSeconds;
    }

    // The calendar repeats every 400 years, weekdays included, so years that .NET does not have stand for ones that it has.
    private static DateTime Near(FeelDate date, long nanosecondOfDay, DateTimeKind kind)
    {
        var (year, month, day) = date.Parts();
        var near = year is > 1 and < 9999 ? year : 2000 + (((year % 400) + 400) % 400);
        return new DateTime((int)near, month, day, 0, 0, 0, kind).AddTicks(nanosecondOfDay / 100);
    }

    /// <summary>Whether both are the same offset or the same named zone.</summary>
    public bool Equals(FeelZone? other) => other is not null && Id == other.Id && FixedOffset == other.FixedOffset;

    /// <summary>Whether it is the same offset or the same named zone.</summary>
    public override bool Equals(object? obj) => Equals(obj as FeelZone);

    /// <summary>Equal for equal zones.</summary>
    public override int GetHashCode() => HashCode.Combine(Id, FixedOffset);

    /// <summary>As it stands behind a time: <c>Z</c>, <c>+08:00</c>, <c>@Asia/Shanghai</c>.</summary>
    public override string ToString()
    {
        if (Id is not null)
        {
            return "@" + Id;
        }

        var seconds = Math.Abs(FixedOffset!.Value);
        var rest = seconds % 60 == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{seconds % 60:00}");
        return seconds == 0 ? "Z" : string.Create(CultureInfo.InvariantCulture, $"{(FixedOffset < 0 ? "-" : "+")}{seconds / 3600:00}:{seconds / 60 % 60:00}{rest}");
    }
}
