using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Dictionaries;

/// <param name="Codes">How many, of all layers.</param>
/// <param name="Own">How many entries the dictionary has itself.</param>
/// <param name="Draft">Null: nobody works on it.</param>
public sealed record DictionaryRow(
    string DictionaryId, LocalizedText Name, DictionaryLayer Layer, string? Base, int Codes, int Own, bool IsPublished, ArtefactDraftRow? Draft);

/// <param name="Dictionary">Laid over its layers.</param>
/// <param name="Published">What the draft is compared with; null: it is new.</param>
/// <param name="Draft">Null: it is what is published, or nobody works on it.</param>
public sealed record DictionaryView(DictionaryDefinition Dictionary, bool IsDraft, DictionaryDefinition? Published, ArtefactDraftRow? Draft)
{
    /// <summary>Tells versions apart.</summary>
    public required string Tag { get; init; }
}

/// <param name="Parent">Codes under this one; null: those at the top. Of no meaning with a text.</param>
/// <param name="Text">Codes that begin so, or whose label holds it; null: a level of the tree.</param>
/// <param name="Day">The day of which is read; null: the newest.</param>
/// <param name="IncludesEnded">Codes that are retired or do not hold on the day too.</param>
public sealed record CodeQuery(string? Parent, string? Text, DateOnly? Day, bool IncludesEnded, PageRequest Page);

/// <param name="Origin">The layer that says what the code is.</param>
/// <param name="Overridden">What it would be without that layer; null: no layer below knows it.</param>
/// <param name="Children">How many codes stand right under it.</param>
public sealed record CodeRow(DictionaryEntry Entry, DictionaryDefinition Origin, DictionaryEntry? Overridden, int Children, CodeChange Change);

/// <summary>What a draft makes of a code.</summary>
public enum CodeChange
{
    None,
    Added,
    Changed,
}

/// <summary>Shows administrators the tenant's dictionaries: all of them, and one level or one search of one at a time.</summary>
public sealed class ReadDictionaries(PublishedDefinitions definitions, DictionaryDrafts drafts)
{
    /// <summary>In the order of their ids, those that are new too.</summary>
    public async Task<Result<IReadOnlyList<DictionaryRow>>> AllAsync(Actor actor, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dictionary.forbidden");
        }

        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        var open = (await drafts.RowsAsync(actor.Tenant, cancellation)).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var rows = release.Dictionaries.Values.Select(d => RowOf(d, isPublished: true, open.GetValueOrDefault(d.DictionaryId))).ToList();
        foreach (var row in open.Values.Where(r => release.Dictionary(r.Key) is null))
        {
            if (await drafts.ReadAsync(actor.Tenant, row.Key, cancellation) is { } draft)
            {
                rows.Add(RowOf(draft, isPublished: false, row));
            }
        }

        return Result<IReadOnlyList<DictionaryRow>>.Of([.. rows.OrderBy(r => r.DictionaryId, StringComparer.Ordinal)]);
    }

    /// <param name="asDraft">What is being worked on, where there is something; else what is published.</param>
    public async Task<Result<DictionaryView>> FindAsync(Actor actor, string dictionaryId, bool asDraft, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dictionary.forbidden");
        }

        var state = await drafts.FindAsync(actor.Tenant, dictionaryId, cancellation);
        if (state is null)
        {
            return DictionaryDrafts.NotFound(dictionaryId, (await definitions.CurrentAsync(actor.Tenant, cancellation)).Dictionaries.Keys);
        }

        // A dictionary that was never published has nothing else to show.
        var isDraft = state.Draft is not null && (asDraft || state.Published is null);
        var shown = isDraft ? state.Draft! : state.Published!;
        return new DictionaryView(shown, isDraft, state.Published, state.Row)
        {
            Tag = isDraft ? $"draft.{state.Row!.Revision}" : string.Join('.', shown.Layers.Select(l => state.Release.DictionaryHash(l.DictionaryId)?.Value[..16])),
        };
    }

    public static Page<CodeRow> Codes(DictionaryView view, CodeQuery query)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(query);
        var (dictionary, page) = (view.Dictionary, query.Page.Bounded());
        var found = (string.IsNullOrWhiteSpace(query.Text) ? dictionary.ChildrenOf(query.Parent, query.Day) : dictionary.Search(query.Text.Trim(), query.Day))
            .Where(e => query.IncludesEnded || IsInUse(e, query.Day))
            .ToList();
        return new Page<CodeRow>([.. found.Skip(page.Number * page.Size).Take(page.Size).Select(e => RowOf(view, e, query))], found.Count);
    }

    /// <summary>Null: the dictionary does not know the code.</summary>
    public static CodeRow? Code(DictionaryView view, string code, DateOnly? day)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Dictionary.Find(code, day) is { } entry ? RowOf(view, entry, new CodeQuery(null, null, day, IncludesEnded: true, default)) : null;
    }

    internal static CodeChange ChangeOf(DictionaryView view, DictionaryEntry entry)
    {
        if (!view.IsDraft)
        {
            return CodeChange.None;
        }

        return view.Published?.VersionsOf(entry.Code) is not { Count: > 0 } before ? CodeChange.Added
            : before.Any(b => EntryComparison.AreSame(b, entry)) ? CodeChange.None : CodeChange.Changed;
    }

    private static bool IsInUse(DictionaryEntry entry, DateOnly? day) => !entry.IsRetired && (day is not { } on || entry.IsValidOn(on));

    private static CodeRow RowOf(DictionaryView view, DictionaryEntry entry, CodeQuery query) => new(
        entry,
        view.Dictionary.OriginOf(entry.Code)!,
        view.Dictionary.OverriddenBy(entry, query.Day),
        view.Dictionary.ChildrenOf(entry.Code, query.Day).Count(e => query.IncludesEnded || IsInUse(e, query.Day)),
        ChangeOf(view, entry));

    private static DictionaryRow RowOf(DictionaryDefinition dictionary, bool isPublished, ArtefactDraftRow? draft) =>
        new(dictionary.DictionaryId, dictionary.Name, dictionary.Layer, dictionary.Base, dictionary.Count, dictionary.Entries.Count, isPublished, draft);
}
