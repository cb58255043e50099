using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Attachments;
using LowCode.FormUi.Maps;

namespace LowCode.FormUi;

/// <summary>What a form needs from the place where it is shown: it has no server of its own.</summary>
/// <param name="Dictionary">Finds a dictionary by its id; null: the tenant has none of that name.</param>
/// <param name="Departments">Code and name, in the order shown.</param>
/// <param name="Zone">Date-times are typed and shown in it.</param>
/// <param name="Attachments">Null: attachments can be neither added nor shown.</param>
public sealed record FormContext(
    Func<string, DictionaryDefinition?> Dictionary,
    IReadOnlyList<FormOption> Departments,
    TimeZoneInfo Zone,
    AttachmentPlace? Attachments = null)
{
    /// <summary>The same knowledge as the form's check wants it.</summary>
    public FormLookups Lookups { get; } = new(Dictionary, code => Departments.Any(d => d.Value == code));

    /// <summary>Null: people can be neither looked up nor named.</summary>
    public PeopleSearch? People { get; init; }

    /// <summary>Asks for the value of a masked field, by its key: for a reason, that is recorded. Null: nobody may look here, or thought better of it.</summary>
    public Func<FormField, Task<RevealedValue?>>? Reveal { get; init; }

    /// <summary>Name of the one who signs; null: the public, who is asked for it.</summary>
    public string? Signer { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The day in the place's time zone: codes must hold on it to be offered.</summary>
    public DateOnly Today => DayOf(Time.GetUtcNow());

    /// <summary>The day on which what is shown was filled: codes read as they did then. Null: today.</summary>
    public DateOnly? FilledOn { get; init; }

    public MapSettings Map { get; init; } = MapSettings.Plain;

    /// <summary>The day in the place's time zone.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    public static FormContext Empty { get; } = new(_ => null, [], TimeZoneInfo.Utc);
}

public sealed record RevealedValue(JsonNode? Value);

/// <summary>Finds people where the form is shown.</summary>
/// <param name="FindAsync">By a part of their name or login, a few at a time; the value is the login.</param>
/// <param name="NameOfAsync">Null: nobody has that login.</param>
public sealed record PeopleSearch(
    Func<string, CancellationToken, Task<IReadOnlyList<FormOption>>> FindAsync,
    Func<string, CancellationToken, Task<string?>> NameOfAsync);
