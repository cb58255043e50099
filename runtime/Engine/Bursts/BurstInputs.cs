using System.Globalization;
using System.Xml;
using LowCode.Definitions.Values;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Bursts;

/// <summary>Inputs as the types that activities want.</summary>
internal static class BurstInputs
{
    /// <summary>A hundred years; more is a mistake, and far more has no date.</summary>
    private const int MostHours = 876_600;

    public static object? Value(this Burst burst, ActivityExecution me, Input input) => input.Evaluate(burst, me);

    /// <inheritdoc cref="Input.EvaluateKept"/>
    public static object? Kept(this Burst burst, ActivityExecution me, Input input) => input.EvaluateKept(burst, me);

    public static string? Text(this Burst burst, ActivityExecution me, Input input) =>
        input.Evaluate(burst, me) is { } value ? DataValue.ToText(value) : null;

    public static bool Flag(this Burst burst, ActivityExecution me, Input input) => input.Evaluate(burst, me) is true;

    public static IReadOnlyList<string> Texts(this Burst burst, ActivityExecution me, Input input) => input.Evaluate(burst, me) switch
    {
        null => [],
        object?[] items => Array.ConvertAll(items, DataValue.ToText),
        var single => [DataValue.ToText(single)],
    };

    public static TimeSpan? Duration(this Burst burst, ActivityExecution me, Input input)
    {
        if (burst.Text(me, input) is not { Length: > 0 } text)
        {
            return null;
        }

        return ParseDuration(text) ?? throw new ActivityFaultException("time.duration", text);
    }

    /// <summary>Null where the text is none.</summary>
    public static TimeSpan? ParseDuration(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var duration))
        {
            return duration;
        }

        try
        {
            return XmlConvert.ToTimeSpan(text);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>A due time: so many hours from the stimulus, else a given time, else none.</summary>
    public static DateTimeOffset? Due(this Burst burst, ActivityExecution me, Input hours, Input at)
    {
        if (hours.Evaluate(burst, me) is not decimal number)
        {
            return at.Evaluate(burst, me) is DateTimeOffset time ? time.ToUniversalTime() : null;
        }

        // Ticks, because a double of hours would round.
        return Math.Abs(number) <= MostHours
            ? burst.Later(TimeSpan.FromTicks((long)(number * TimeSpan.TicksPerHour)))
            : throw new ActivityFaultException("time.hours", MostHours, number);
    }

    /// <summary>A time counted from the stimulus, UTC.</summary>
    public static DateTimeOffset Later(this Burst burst, TimeSpan span) => span.Duration().TotalHours <= MostHours
        ? burst.Now.ToUniversalTime() + span
        : throw new ActivityFaultException("time.span", MostHours, span.ToString());
}
