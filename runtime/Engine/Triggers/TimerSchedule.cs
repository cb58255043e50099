using Cronos;

namespace LowCode.Engine.Triggers;

/// <summary>When a trigger of a published definition starts instances.</summary>
public abstract record TimerSchedule
{
    private TimerSchedule()
    {
    }

    /// <summary>The first time after a moment; null: never again.</summary>
    /// <param name="after">Publication, or the last time that it was due.</param>
    public abstract DateTimeOffset? Next(DateTimeOffset after);

    /// <summary>The first time after a moment, in the beat of a time before it; null: never again.</summary>
    public virtual DateTimeOffset? NextInBeat(DateTimeOffset due, DateTimeOffset after) => Next(after);

    public sealed record Every(TimeSpan Interval) : TimerSchedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => Interval > TimeSpan.Zero ? after + Interval : null;

        public override DateTimeOffset? NextInBeat(DateTimeOffset due, DateTimeOffset after) =>
            Interval > TimeSpan.Zero && after > due ? due + (Interval * (((after - due).Ticks / Interval.Ticks) + 1)) : Next(due);
    }

    /// <param name="Expression">Six fields, seconds first, in UTC as in Elsa.</param>
    public sealed record Cron(string Expression) : TimerSchedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => NextOf(Expression, after);
    }

    /// <summary>A time that has passed starts nothing.</summary>
    public sealed record Once(DateTimeOffset At) : TimerSchedule
    {
        public override DateTimeOffset? Next(DateTimeOffset after) => At > after ? At : null;
    }

    /// <summary>Null: the expression is never due again.</summary>
    /// <exception cref="CronFormatException">It is no cron expression of six fields.</exception>
    internal static DateTimeOffset? NextOf(string expression, DateTimeOffset after) =>
        CronExpression.Parse(expression, CronFormat.IncludeSeconds).GetNextOccurrence(after, TimeZoneInfo.Utc);

    /// <summary>A day that no month has, such as 31 February. There is no field for years, so any moment tells for all times.</summary>
    internal static bool IsNever(string expression) => NextOf(expression, DateTimeOffset.UnixEpoch) is null;

    /// <summary>Why a text is no cron expression; null: it is one.</summary>
    internal static string? CronProblem(string expression) =>
        CronExpression.TryParse(expression, CronFormat.IncludeSeconds, out _) ? null : Explain(expression);

    private static string Explain(string expression)
    {
        try
        {
            CronExpression.Parse(expression, CronFormat.IncludeSeconds);
            return "";
        }
        catch (CronFormatException e)
        {
            return e.Message;
        }
    }
}
