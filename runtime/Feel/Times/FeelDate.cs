using System.Globalization;

namespace LowCode.Feel.Times;

/// <summary>A day of the proleptic Gregorian calendar, in the years -999999999 to 999999999 (there is a year 0).</summary>
/// <param name="EpochDay">Days since 1970-01-01.</param>
public readonly record struct FeelDate(long EpochDay) : IComparable<FeelDate>
{
    /// <summary>The last year; the first one is its negative.</summary>
    public const int LargestYear = 999_999_999;

    private const int DaysOf400Years = 146_097;

    // From 0000-03-01 to 1970-01-01.
    private const int EpochShift = 719_468;

    private static readonly long _largest = DaysFrom(LargestYear, 12, 31);
    private static readonly long _smallest = DaysFrom(-LargestYear, 1, 1);

    /// <summary>The year; may be 0 or negative.</summary>
    public long Year => Parts().Year;

    /// <summary>1 to 12.</summary>
    public int Month => Parts().Month;

    /// <summary>1 to 31.</summary>
    public int Day => Parts().Day;

    /// <summary>1 is Monday, 7 Sunday.</summary>
    public int Weekday => (int)(((EpochDay + 3) % 7 + 7) % 7) + 1;

    /// <summary>1 to 366.</summary>
    public int DayOfYear => (int)(EpochDay - DaysFrom(Year, 1, 1)) + 1;

    /// <summary>The week as ISO 8601 counts: that of the year's first Thursday is 1.</summary>
    public int WeekOfYear
    {
        get
        {
            var thursday = new FeelDate(EpochDay + 4 - Weekday);
            return ((thursday.DayOfYear - 1) / 7) + 1;
        }
    }

    /// <summary>Null when there is no such day.</summary>
    public static FeelDate? From(long year, long month, long day) =>
        year is < -LargestYear or > LargestYear || month is < 1 or > 12 || day < 1 || day > DaysInMonth(year, (int)month)
            ? null
            : new FeelDate(DaysFrom(year, (int)month, (int)day));

    /// <summary>Null beyond the years there are.</summary>
    public static FeelDate? FromEpochDay(long day) => day < _smallest || day > _largest ? null : new FeelDate(day);

    /// <summary><c>2017-12-31</c>, the year with a sign or more digits where needed; null for anything else.</summary>
    public static FeelDate? Parse(ReadOnlySpan<char> text)
    {
        var negative = text.Length > 0 && text[0] == '-';
        var unsigned = negative ? text[1..] : text;
        var dash = unsigned.IndexOf('-');
        if (dash is < 4 or > 9 || (dash > 4 && unsigned[0] == '0') || unsigned.Length != dash + 6 || unsigned[dash + 3] != '-')
        {
            return null;
        }

        return Digits.Read(unsigned[..dash]) is { } year && Digits.Read(unsigned.Slice(dash + 1, 2)) is { } month && Digits.Read(unsigned[(dash + 4)..]) is { } day
            ? From(negative ? -year : year, month, day)
            : null;
    }

    /// <summary>28 to 31.</summary>
    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Earlier.</summary>
    public static bool operator <(FeelDate left, FeelDate right) => left.EpochDay < right.EpochDay;

    /// <summary>Later.</summary>
    public static bool operator >(FeelDate left, FeelDate right) => left.EpochDay > right.EpochDay;

    /// <summary>Not later.</summary>
    public static bool operator <=(FeelDate left, FeelDate right) => left.EpochDay <= right.EpochDay;

    /// <summary>Not earlier.</summary>
    public static bool operator >=(FeelDate left, FeelDate right) => left.EpochDay >= right.EpochDay;

    /// <summary>The same day some months later, or that month's last; null beyond the years there are.</summary>
    public FeelDate? AddMonths(long months)
    {
        var (year, month, day) = Parts();
        if (months is > 24L * LargestYear or < -24L * LargestYear)
        {
            return null;
        }

        var total = (year * 12) + month - 1 + months;
        var newYear = Math.DivRem(total, 12, out var rest);
        if (rest < 0)
        {
            (newYear, rest) = (newYear - 1, rest + 12);
        }

        var newMonth = (int)rest + 1;
        return From(newYear, newMonth, Math.Min(day, DaysInMonth(newYear, newMonth)));
    }

    /// <summary>Negative, 0 or positive: earlier, the same day, later.</summary>
    public int CompareTo(FeelDate other) => EpochDay.CompareTo(other.EpochDay);

    /// <summary><c>2017-12-31</c>; years before 0 with a sign, beyond 9999 with more digits.</summary>
    public override string ToString()
    {
        var (year, month, day) = Parts();
        return string.Create(CultureInfo.InvariantCulture, $"{(year < 0 ? "-" : "")}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    /// <summary>Year, month and day at once, cheaper than one by one.</summary>
    public (long Year, int Month, int Day) Parts()
    {
        // Years begin with March here, so that the leap day is a year's last (H. Hinnant, chrono-compatible low-level date algorithms).
        var shifted = EpochDay + EpochShift;
        var era = (shifted >= 0 ? shifted : shifted - DaysOf400Years + 1) / DaysOf400Years;
        var dayOfEra = (int)(shifted - (era * DaysOf400Years));
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var march = ((5 * dayOfYear) + 2) / 153;
        var month = march < 10 ? march + 3 : march - 9;
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, dayOfYear - (((153 * march) + 2) / 5) + 1);
    }

    private static long DaysFrom(long year, int month, int day)
    {
        var shifted = month <= 2 ? year - 1 : year;
        var era = (shifted >= 0 ? shifted : shifted - 399) / 400;
        var yearOfEra = shifted - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysOf400Years) + dayOfEra - EpochShift;
    }
}
