using LowCode.Definitions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Releases;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Dictionaries;

/// <summary>Finds dictionaries as they are published and as they are being worked on, and keeps what was changed.</summary>
public sealed class DictionaryDrafts(PublishedDefinitions definitions, IArtefactDraftStore drafts, TimeProvider time)
{
    /// <summary>Bytes of drafts whose read form is kept.</summary>
    private const long Budget = 32L * 1024 * 1024;

    private readonly DefinitionCache _read = new(Budget);

    /// <summary>Null: there is neither a published one nor a draft.</summary>
    internal async Task<DictionaryState?> FindAsync(TenantId tenant, string dictionaryId, CancellationToken cancellation)
    {
        var release = await definitions.CurrentAsync(tenant, cancellation);
        var published = release.Dictionary(dictionaryId);
        var draft = await drafts.FindAsync(tenant, ArtefactKind.Dictionary, dictionaryId, cancellation);
        return published is null && draft is null
            ? null
            : new DictionaryState(release, published, draft is null ? null : Lay(Read(tenant, draft), release), draft?.Row);
    }

    internal Task<IReadOnlyList<ArtefactDraftRow>> RowsAsync(TenantId tenant, CancellationToken cancellation) =>
        drafts.AllAsync(tenant, ArtefactKind.Dictionary, cancellation);

    /// <summary>The read form of a draft that is in the list.</summary>
    internal async Task<DictionaryDefinition?> ReadAsync(TenantId tenant, string dictionaryId, CancellationToken cancellation) =>
        await drafts.FindAsync(tenant, ArtefactKind.Dictionary, dictionaryId, cancellation) is { } draft ? Read(tenant, draft) : null;

    /// <summary>Keeps a dictionary as the draft, unless something is wrong with it or somebody saved meanwhile.</summary>
    /// <param name="state">What it was made of.</param>
    internal async Task<Result<DictionaryState>> SaveAsync(Actor actor, DictionaryState state, DictionaryDefinition changed, CancellationToken cancellation)
    {
        var laid = Lay(changed, state.Release);
        var problems = DictionaryJson.Check(laid).Where(p => p.Code != "dictionary.no-entries").ToList();
        if (problems.Count > 0)
        {
            return Rejections.Invalid("dictionary.invalid", problems);
        }

        var id = changed.DictionaryId;
        var content = DictionaryJson.Write(changed);
        var row = new ArtefactDraftRow(
            ArtefactKind.Dictionary, id, state.Draft is null ? state.Release.DictionaryHash(id) : state.Row!.Base, time.GetUtcNow(), actor.Login);
        var revision = await drafts.PutAsync(actor.Tenant, new ArtefactDraft(row, content), state.Row?.Revision ?? 0, cancellation);
        if (revision is not { } saved)
        {
            return Rejections.Conflict("dictionary.changed", id);
        }

        _read.Keep(KeyOf(actor.Tenant, ContentHash.Of(content)), changed with { Below = null }, content.Length);
        return state with { Draft = laid, Row = row with { Revision = saved } };
    }

    /// <summary>False: the draft that was seen is not there any more.</summary>
    internal Task<bool> RemoveAsync(TenantId tenant, ArtefactDraftRow row, CancellationToken cancellation) =>
        drafts.RemoveAsync(tenant, ArtefactKind.Dictionary, row.Key, row.Revision, cancellation);

    internal static Rejection NotFound(string dictionaryId, IEnumerable<string> known) =>
        Rejections.NotFound("dictionary.not-found", dictionaryId, string.Join(", ", known.Order(StringComparer.Ordinal)));

    private static DictionaryDefinition Lay(DictionaryDefinition draft, ReleaseView release) =>
        draft.Base is { } id && release.Dictionary(id) is { } below && below.Layer < draft.Layer ? draft with { Below = below } : draft with { Below = null };

    private DictionaryDefinition Read(TenantId tenant, ArtefactDraft draft)
    {
        var key = KeyOf(tenant, ContentHash.Of(draft.Content.Span));
        return _read.Find<DictionaryDefinition>(key)
            ?? _read.Keep(
                key,
                DictionaryJson.ReadDraft(draft.Content).Value ?? throw new InvalidDataException($"Expected the draft of {draft.Row.Key} to be a dictionary, but it is not."),
                draft.Content.Length);
    }

    private static string KeyOf(TenantId tenant, ContentHash hash) => $"{tenant}/{hash}";
}

/// <summary>A dictionary as it is published and as it is being worked on.</summary>
/// <param name="Published">Null: it is new.</param>
/// <param name="Draft">Laid over what is published of the layers below; null: nobody works on it.</param>
/// <param name="Row">Of the draft.</param>
internal sealed record DictionaryState(ReleaseView Release, DictionaryDefinition? Published, DictionaryDefinition? Draft, ArtefactDraftRow? Row)
{
    public DictionaryDefinition Latest => Draft ?? Published!;
}
