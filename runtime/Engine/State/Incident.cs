using System.Globalization;
using LowCode.Definitions.Texts;
using LowCode.Engine.Incidents;

namespace LowCode.Engine.State;

/// <summary>Something that a person can mend.</summary>
/// <param name="Message">In English; those of the genuine engine as Elsa users know them.</param>
public sealed record Incident(
    string ActivityId,
    string ActivityType,
    string ActivityExecutionId,
    string Message,
    DateTimeOffset At)
{
    /// <summary>What <see cref="Message"/> says, for every language; null: an older version raised it.</summary>
    public IncidentReason? Reason { get; init; }

    /// <summary>What happened, in the language of the current UI culture.</summary>
    public string Text => Reason?.TextIn(CultureInfo.CurrentUICulture) ?? Message;

    /// <summary>For what is stored: readers choose the language later.</summary>
    public LocalizedText InAllLanguages() => EachLanguage.Of(language => Reason?.TextIn(language) ?? Message);

    /// <summary>How it was mended; null: it is still open.</summary>
    public IncidentResolution? Resolution { get; init; }
}

/// <param name="Actor">Login; null: the process itself.</param>
/// <param name="Reason">As the person gave it; null: none was asked for.</param>
public sealed record IncidentResolution(IncidentResolutionKind Kind, string? Actor, string? Reason, DateTimeOffset At);

/// <summary>What became of the activity that an incident stopped. The numbers are stored: never change one, only add.</summary>
public enum IncidentResolutionKind
{
    /// <summary>It was run again.</summary>
    Retried = 1,

    /// <summary>It was passed by, with an outcome.</summary>
    Skipped = 2,

    /// <summary>It was cancelled for another activity.</summary>
    Moved = 3,

    /// <summary>The process went on without it: what held it ended, or the whole instance was cancelled.</summary>
    Superseded = 4,
}
