using LowCode.Definitions.Texts;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Dictionaries;

/// <summary>
/// What expressions may ask of dictionaries. All functions take the dictionary's id and a code, and a day as the last argument: left out, it is
/// the day of <c>today()</c>, and where there is none, the newest entry answers. A code that is unknown, or null, gives null.
/// </summary>
public static class DictionaryFunctions
{
    private static readonly FeelParameter[] _code = [new("dictionary", FeelType.String), new("code", FeelType.String)];

    private static readonly FeelParameter _day = new("day", FeelType.Date, IsOptional: true);

    private static readonly FeelType _codes = FeelType.ListOf(FeelType.String);

    public static IReadOnlyList<FeelFunction> All { get; } =
    [
        Asking("code name", FeelType.String, (found, _) => found.Entry.Label.ToString()),
        Asking("code parent", FeelType.String, (found, _) => found.Entry.Parent),
        Asking("code path", _codes, (found, _) => FeelList.From(found.Dictionary.Lineage(found.Entry.Code, found.Day).Select(e => (FeelValue)e.Code))),
        Asking("code offered", FeelType.Boolean, (found, _) => found.Entry.IsOffered(found.Day)),
        Asking("code attribute", FeelType.Any, AttributeOf, new FeelParameter("attribute", FeelType.String)),
        Asking("code below", FeelType.Boolean, IsBelow, new FeelParameter("ancestor", FeelType.String)),
    ];

    /// <summary>Ids that calls in an expression name as they are; computed ones are known when they are computed.</summary>
    public static IEnumerable<string> Named(FeelNode expression) =>
        from call in Tree.All(expression).OfType<CallNode>()
        where call.Function is NameNode name && All.Any(f => f.Name == name.Name)
        let first = call.Arguments.FirstOrDefault(a => a.Name == _code[0].Name) ?? call.Arguments.FirstOrDefault(a => a.Name is null)
        where first?.Value is LiteralNode { Value.AsString: not null }
        select ((LiteralNode)first.Value).Value.AsString;

    /// <summary>A value of an attribute as expressions see it.</summary>
    public static FeelValue ValueOf(object? value) => value switch
    {
        null => FeelValue.Null,
        string text => text,
        decimal number => number,
        bool flag => flag,
        DateOnly day => FeelDate.From(day.Year, day.Month, day.Day)!.Value,
        _ => throw new ArgumentException($"Expected a value of an attribute, but got a {value.GetType().Name}.", nameof(value)),
    };

    private delegate FeelValue Answer(FoundCode found, ReadOnlySpan<FeelValue> more);

    private static FeelFunction Asking(string name, FeelType result, Answer answer, params FeelParameter[] more) =>
        FeelFunction.Native(name, [.. _code, .. more, _day], result, (run, arguments) =>
        {
            if (arguments[0].AsString is not { } id || arguments[1].AsString is not { } code)
            {
                return FeelValue.Null;
            }

            if (run.Lookups is not DictionaryLookup lookup)
            {
                return run.FailWith(ProblemTexts.Of("dictionary.no-lookup", name));
            }

            if (lookup.Find(id) is not { } dictionary)
            {
                return run.FailWith(ProblemTexts.Of("dictionary.unknown", id));
            }

            var day = DayOf(arguments[^1].AsDate ?? run.Now?.Date);
            return dictionary.Find(code, day) is { } entry
                ? answer(new FoundCode(dictionary, entry, day), arguments[2..^1])
                : run.FailWith(ProblemTexts.Of("dictionary.unknown-code", dictionary.Name, ProblemTexts.Clip(code)));
        });

    private static FeelValue AttributeOf(FoundCode found, ReadOnlySpan<FeelValue> more) =>
        more[0].AsString is { } key ? ValueOf(found.Entry.Attributes[key]) : FeelValue.Null;

    private static FeelValue IsBelow(FoundCode found, ReadOnlySpan<FeelValue> more) =>
        more[0].AsString is { } ancestor
            ? found.Dictionary.Lineage(found.Entry.Code, found.Day).Any(e => e.Code == ancestor && e.Code != found.Entry.Code)
            : FeelValue.Null;

    private static DateOnly? DayOf(FeelDate? date) =>
        date is { Year: >= 1 and <= 9999 } day ? new DateOnly((int)day.Year, day.Month, day.Day) : null;

    private readonly record struct FoundCode(DictionaryDefinition Dictionary, DictionaryEntry Entry, DateOnly? Day);
}

/// <summary>Where expressions find dictionaries while they run: those of one release.</summary>
/// <param name="Find">By id; null: there is none.</param>
public sealed record DictionaryLookup(Func<string, DictionaryDefinition?> Find);
