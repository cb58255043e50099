using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;

namespace LowCode.Definitions.Templates;

/// <summary>
/// Draws made-up events for a demo tenant: the same seed, count and time give the same events. Pure; each path gets its share exactly, so
/// that even a small draw shows every stage.
/// </summary>
/// <param name="people">Who reports and acts, by role and department.</param>
/// <param name="classes">The dictionary of the classes that <paramref name="samples"/> names: default departments and limits.</param>
/// <param name="zone">The tenant's time zone: people report by day.</param>
public sealed class SampleEventGenerator(
    SampleEvents samples,
    IReadOnlyList<TemplatePerson> people,
    DictionaryDefinition classes,
    TimeZoneInfo zone)
{
    private static readonly TimeSpan Period = TimeSpan.FromDays(30);
    private const decimal HoursWithoutLimit = 24;
    private const int DaysBegin = 7;
    private const int DaysEnd = 21;
    private const decimal KmPerDegree = 111.32m;
    private const decimal DistrictRadiusKm = 1.2m;

    /// <summary>Events of the 30 days before <paramref name="now"/>, the oldest first; nothing happens after it.</summary>
    /// <exception cref="FormatException">The building blocks name a class, a person or a place that there is none of.</exception>
    public IReadOnlyList<SampleEvent> Draw(int seed, int count, DateTimeOffset now)
    {
        var dice = new SampleDice(seed);
        var paths = Shares(count);
        dice.Shuffle(paths);
        return [.. paths.Select(path => Draw(path, dice, now)).OrderBy(e => e.ReportedAt)];
    }

    /// <summary>How often each path comes: by weight, what is left over to the largest remainders.</summary>
    private SamplePath[] Shares(int count)
    {
        var total = samples.Paths.Sum(p => p.Weight);
        var shares = samples.Paths
            .Select(p => (Path: p, Whole: count * p.Weight / total, Remainder: count * p.Weight % total))
            .ToList();
        var left = count - shares.Sum(s => s.Whole);
        return
        [
            .. shares.SelectMany(s => Enumerable.Repeat(s.Path, s.Whole)),
            .. shares.OrderByDescending(s => s.Remainder).Take(left).Select(s => s.Path),
        ];
    }

    private SampleEvent Draw(SamplePath path, SampleDice dice, DateTimeOffset now)
    {
        var kind = dice.Weighted(samples.Kinds, k => k.Weight);
        var entry = classes.Find(kind.ClassCode) ?? throw new FormatException($"Expected a class of {classes.DictionaryId}, but found {kind.ClassCode}.");
        var report = dice.Weighted(samples.Reports, r => r.Weight);
        var limit = entry.Attributes.Number(DictionaryAttribute.LimitHours) ?? HoursWithoutLimit;
        var moves = path.Moves.Select(name => samples.Moves[name]).ToList();
        var pauses = moves.Select(m => Draw(m.After, limit, dice)).ToList();
        var reportedAt = Begin(path, limit, pauses.Aggregate(TimeSpan.Zero, (sum, p) => sum + p), dice, now);

        var (values, position) = Values(kind, entry, dice);
        var texts = new SampleTexts(samples.Phrases, values, dice);
        var scene = dice.One(kind.Scenes);
        var own = new Dictionary<string, JsonNode?>
        {
            ["{position}"] = position,
            ["{cost}"] = kind.Cost is { } cost ? JsonValue.Create(Math.Round(dice.Between(cost.From, cost.To))) : null,
        };
        values["reportedAt"] = Spell(reportedAt);
        values["title"] = texts.Fill(scene.Title);
        values["description"] = texts.Fill(scene.Description);
        values["result"] = texts.Fill(scene.Result);
        var data = texts.Fill(report.Data, own);
        var reporter = report.Role is { } role ? PersonOf(role, null, dice).Login : null;
        var actions = new List<SampleAction>();
        var at = reportedAt;
        foreach (var (move, pause) in moves.Zip(pauses))
        {
            at += pause;
            values["date"] = TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var department = move.Department is { } place ? texts.Fill(place) : null;
            actions.Add(new SampleAction(
                move.Step,
                PersonOf(move.Role, department, dice).Login,
                move.Outcome,
                at,
                texts.Fill(move.Data, own),
                move.Comment is { } comment ? texts.Fill(comment) : null));
        }

        return new SampleEvent(path.Key, report.Step, reporter, reportedAt, data, actions);
    }

    /// <summary>When it was reported, so that its last move lies as long ago as the path says and not after now.</summary>
    private DateTimeOffset Begin(SamplePath path, decimal limit, TimeSpan length, SampleDice dice, DateTimeOffset now)
    {
        var latest = now - length;
        var room = latest > now - Period ? latest - (now - Period) : TimeSpan.Zero;
        var reportedAt = latest;
        for (var tries = 0; tries == 0 || (tries < 20 && !IsDay(reportedAt)); tries++)
        {
            reportedAt = latest - (path.Since is { } since ? Draw(since, limit, dice) : room * (double)dice.Between(0, 1));
        }

        return Whole(reportedAt);
    }

    private (Dictionary<string, string> Values, JsonObject Position) Values(SampleKind kind, DictionaryEntry entry, SampleDice dice)
    {
        var district = dice.One(samples.City.Districts);
        var street = dice.One(district.Streets);
        var other = people.Where(p => p.Department is not null && p.Department != entry.Attributes.Text(DictionaryAttribute.Department) && p.Roles.Any(IsHandling))
            .Select(p => p.Department!).Distinct().Order(StringComparer.Ordinal).ToList();
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["classCode"] = kind.ClassCode,
            ["className"] = entry.Label.ByLanguage[Texts.LocalizedText.DefaultLanguage],
            ["department"] = entry.Attributes.Text(DictionaryAttribute.Department) ?? other.FirstOrDefault() ?? "",
            ["otherDepartment"] = other.Count > 0 ? dice.One(other) : "",
            ["district"] = district.Name,
            ["street"] = street,
            ["otherStreet"] = dice.One(district.Streets.Where(s => s != street).DefaultIfEmpty(street).ToList()),
            ["phone"] = string.Concat(samples.PhonePattern.Select(c => c == '#' ? dice.Digits(1) : c.ToString())),
        };
        return (values, new JsonObject
        {
            ["lon"] = Shift(samples.City.Longitude, district.EastKm, KmPerDegree * (decimal)Math.Cos((double)samples.City.Latitude * Math.PI / 180), dice),
            ["lat"] = Shift(samples.City.Latitude, district.NorthKm, KmPerDegree, dice),
        });
    }

    // Roles of moves that name a department are those that departments do.
    private bool IsHandling(string role) => samples.Moves.Values.Any(m => m.Department is not null && m.Role == role);

    private static decimal Shift(decimal degrees, decimal km, decimal kmPerDegree, SampleDice dice) =>
        Math.Round(degrees + ((km + dice.Between(-DistrictRadiusKm, DistrictRadiusKm)) / kmPerDegree), 6);

    private TemplatePerson PersonOf(string role, string? department, SampleDice dice)
    {
        var able = people.Where(p => p.Roles.Contains(role) && (department is null || p.Department == department)).ToList();
        return able.Count > 0 ? dice.One(able) : throw new FormatException($"Expected somebody with the role {role} in department {department ?? "any"}, but there is nobody.");
    }

    private static TimeSpan Draw(SampleSpan span, decimal limit, SampleDice dice)
    {
        var hours = span.Hours is { } h ? dice.Between(h.From, h.To) : decimal.MaxValue;
        var share = span.Limit is { } l ? dice.Between(l.From, l.To) * limit : decimal.MaxValue;
        return TimeSpan.FromMinutes(Math.Max(1, (double)Math.Round(Math.Min(hours, share) * 60)));
    }

    private bool IsDay(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).Hour is >= DaysBegin and < DaysEnd;

    private static DateTimeOffset Whole(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);

    private string Spell(DateTimeOffset at) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
