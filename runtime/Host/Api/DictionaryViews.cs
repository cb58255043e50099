using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Dictionaries;
using LowCode.Work.Dictionaries;

namespace LowCode.Host.Api;

/// <summary>A dictionary in a list.</summary>
/// <param name="Codes">How many, of all layers.</param>
internal sealed record DictionaryRowView(
    string DictionaryId, IReadOnlyDictionary<string, string> Name, string Layer, string? Base, int Codes, bool IsPublished, bool HasDraft)
{
    public static DictionaryRowView Of(DictionaryRow row) => new(
        row.DictionaryId, row.Name.ByLanguage, WordOf(row.Layer), row.Base, row.Codes, row.IsPublished, row.Draft is not null);

    public static string WordOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>A dictionary without its codes.</summary>
/// <param name="Layers">From its own down, ids.</param>
internal sealed record DictionaryDetailsView(
    string DictionaryId,
    IReadOnlyDictionary<string, string> Name,
    string Layer,
    IReadOnlyList<string> Layers,
    IReadOnlyList<AttributeView> Attributes,
    int Codes,
    bool IsDraft,
    DraftView? Draft)
{
    public static DictionaryDetailsView Of(DictionaryView view) => new(
        view.Dictionary.DictionaryId,
        view.Dictionary.Name.ByLanguage,
        DictionaryRowView.WordOf(view.Dictionary.Layer),
        [.. view.Dictionary.Layers.Select(l => l.DictionaryId)],
        [.. view.Dictionary.AllAttributes.Select(a => new AttributeView(a.Key, a.Label.ByLanguage, DictionaryRowView.WordOf(a.Type)))],
        view.Dictionary.Count,
        view.IsDraft,
        view.Draft is { } draft ? new DraftView(draft.Revision, draft.UpdatedAt, draft.UpdatedBy) : null);
}

internal sealed record AttributeView(string Key, IReadOnlyDictionary<string, string> Label, string Type);

internal sealed record DraftView(long Revision, DateTimeOffset UpdatedAt, string UpdatedBy);

/// <summary>A code as it reads on a day.</summary>
/// <param name="Layer">Which layer says so.</param>
/// <param name="Source">The dictionary of that layer.</param>
/// <param name="Overrides">What it would be without that layer; null: no layer below knows it.</param>
/// <param name="Children">How many codes stand right under it.</param>
/// <param name="Change">none, added or changed, in a draft.</param>
internal sealed record CodeView(
    string Code,
    IReadOnlyDictionary<string, string> Label,
    string? Parent,
    string? Standard,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    bool Retired,
    bool Selectable,
    JsonObject Attributes,
    string Layer,
    string Source,
    OverriddenView? Overrides,
    int Children,
    string Change)
{
    public static CodeView Of(CodeRow row) => new(
        row.Entry.Code,
        row.Entry.Label.ByLanguage,
        row.Entry.Parent,
        row.Entry.Standard,
        row.Entry.ValidFrom,
        row.Entry.ValidTo,
        row.Entry.IsRetired,
        row.Entry.Selectable,
        AttributesOf(row.Entry),
        DictionaryRowView.WordOf(row.Origin.Layer),
        row.Origin.DictionaryId,
        row.Overridden is { } below ? new OverriddenView(below.Label.ByLanguage, below.Parent, below.Standard, AttributesOf(below)) : null,
        row.Children,
        DictionaryRowView.WordOf(row.Change));

    private static JsonObject AttributesOf(DictionaryEntry entry) => new(entry.Attributes.Known.Select(a => new KeyValuePair<string, JsonNode?>(a.Key, a.Value switch
    {
        decimal number => JsonValue.Create(number),
        bool flag => JsonValue.Create(flag),
        var other => JsonValue.Create(AttributeValues.Write(other)),
    })));
}

internal sealed record OverriddenView(IReadOnlyDictionary<string, string> Label, string? Parent, string? Standard, JsonObject Attributes);
