using System.Text.Json.Nodes;
using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Templates;

/// <summary>
/// The building blocks of a template's made-up events: an invented city, what happens there and how such cases go. Which event comes of
/// them is drawn by <see cref="SampleEventGenerator"/> from a seed. Format name: <c>lowcode.sample-events/1</c>.
/// </summary>
/// <param name="Label">What screens and files call this data, so that nobody takes it for real.</param>
/// <param name="PhonePattern">Each <c>#</c> becomes a digit; a number range that is given to nobody.</param>
/// <param name="Moves">By name: steps of people that <paramref name="Paths"/> are made of.</param>
/// <param name="Phrases">By name: texts to choose from. <c>{name}</c> chooses once for an event, <c>{pick:name}</c> each time.</param>
public sealed record SampleEvents(
    LocalizedText Label,
    string CaseType,
    SampleCity City,
    string PhonePattern,
    IReadOnlyList<SampleReport> Reports,
    IReadOnlyDictionary<string, SampleMove> Moves,
    IReadOnlyList<SamplePath> Paths,
    IReadOnlyList<SampleKind> Kinds,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Phrases)
{
    public const string Format = "lowcode.sample-events/1";
}

/// <param name="Longitude">Of the centre, degrees, WGS 84.</param>
public sealed record SampleCity(LocalizedText Name, decimal Longitude, decimal Latitude, IReadOnlyList<SampleDistrict> Districts);

/// <param name="EastKm">From the city's centre to the district's; negative: west.</param>
public sealed record SampleDistrict(string Name, decimal EastKm, decimal NorthKm, IReadOnlyList<string> Streets);

/// <summary>A way that events come in.</summary>
/// <param name="Step">The case type's report step or public step.</param>
/// <param name="Role">Whoever reports has it; null: the public.</param>
/// <param name="Data">Form data; texts may hold the places that <see cref="SampleTexts"/> fills.</param>
public sealed record SampleReport(string Step, string? Role, int Weight, JsonObject Data);

/// <summary>Somebody completes a task.</summary>
/// <param name="Department">Who does it belongs to it; may be a place such as <c>{department}</c>. Null: any.</param>
/// <param name="After">How long after the move before it.</param>
public sealed record SampleMove(
    string Step,
    string Outcome,
    string Role,
    string? Department,
    SampleSpan After,
    JsonObject Data,
    string? Comment);

/// <summary>
/// A length of time to draw: between hours, between shares of the class's time limit (a day where it has none), or the shorter of both.
/// </summary>
public sealed record SampleSpan(SampleRange? Hours, SampleRange? Limit);

public sealed record SampleRange(decimal From, decimal To);

/// <summary>How a case goes.</summary>
/// <param name="Weight">Share of the events, against the other paths.</param>
/// <param name="Moves">Names of moves, in order.</param>
/// <param name="Since">How long ago the last move was; null: at any time of the last 30 days.</param>
public sealed record SamplePath(string Key, LocalizedText Name, int Weight, IReadOnlyList<string> Moves, SampleSpan? Since);

/// <summary>What happens.</summary>
/// <param name="Cost">What handling it costs, for the place <c>{cost}</c>; null: nothing that is counted.</param>
public sealed record SampleKind(string ClassCode, int Weight, SampleRange? Cost, IReadOnlyList<SampleScene> Scenes);

/// <summary>One way in which it happens: what is reported, and what was done about it.</summary>
public sealed record SampleScene(string Title, string Description, string Result);
