using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>
/// What the values of a decision were that data of processes has no kind for: beside the texts that stand for dates, times, durations and ranges,
/// their kinds, as far as the type of the input does not tell them. With them a recorded decision is read as it was made.
/// </summary>
internal static class InputKinds
{
    private const string Range = "range";

    private static readonly Dictionary<string, FeelType> _types = new(StringComparer.Ordinal)
    {
        ["date"] = FeelType.Date,
        ["time"] = FeelType.Time,
        ["date and time"] = FeelType.DateTime,
        ["days and time duration"] = FeelType.DaysDuration,
        ["years and months duration"] = FeelType.YearsDuration,
    };

    private static readonly Dictionary<FeelKind, string> _words = new(_types.Select(t => KeyValuePair.Create(t.Value.Kind!.Value, t.Key))) { [FeelKind.Range] = Range };

    /// <summary>A word for one value, a list of those of a list (of one item where all are the same), an object of those of a context; null: nothing is lost.</summary>
    public static JsonNode? Of(FeelValue value, FeelType type) => value.Kind switch
    {
        FeelKind.List => OfItems(value.AsList!, type is FeelType.ListType list ? list.Items : FeelType.Any),
        FeelKind.Context => OfFields(value.AsContext!, name => (type as FeelType.ContextType)?.FieldOf(name) ?? FeelType.Any),
        FeelKind.Range => Range,
        var kind => type.Kind != kind && _words.TryGetValue(kind, out var word) ? JsonValue.Create(word) : null,
    };

    /// <summary>Those of several values by their names.</summary>
    public static JsonObject? OfFields(FeelContext values, Func<string, FeelType> typeOf)
    {
        var kinds = new JsonObject();
        foreach (var (name, value) in values)
        {
            if (Of(value, typeOf(name)) is { } found)
            {
                kinds[name] = found;
            }
        }

        return kinds.Count == 0 ? null : kinds;
    }

    /// <summary>The value as it was, from the data that stands for it and what <see cref="Of"/> told of it.</summary>
    public static FeelValue Read(object? data, FeelType type, JsonNode? kinds) => (kinds, data) switch
    {
        (JsonArray items, object?[] list) when items.Count == 1 || items.Count == list.Length =>
            FeelList.From(list.Select((item, i) => Read(item, type is FeelType.ListType known ? known.Items : FeelType.Any, items[items.Count == 1 ? 0 : i]))),
        (JsonObject fields, DataObject members) =>
            FeelContext.Of(members.Select(m => (m.Key, Read(m.Value, (type as FeelType.ContextType)?.FieldOf(m.Key) ?? FeelType.Any, fields[m.Key])))),
        (JsonValue word, string text) => Read(text, type, (string?)word),
        _ => FeelData.Read(data, type),
    };

    private static FeelValue Read(string text, FeelType type, string? word) =>
        word == Range ? FeelProgram.Compile(FeelParser.ParseExpression(text, FeelLibrary.Scope)).Evaluate(Array.Empty<FeelValue>()).Value
        : FeelData.Read(text, word is not null && _types.TryGetValue(word, out var own) ? own : type);

    private static JsonArray? OfItems(FeelList list, FeelType type)
    {
        List<JsonNode?> kinds = [.. list.Select(i => Of(i, type))];
        return kinds.TrueForAll(k => k is null) ? null
            : kinds.TrueForAll(k => JsonNode.DeepEquals(k, kinds[0])) ? [kinds[0]]
            : [.. kinds];
    }
}
