using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Releases;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Dictionaries;

/// <summary>An administrator works on a dictionary: what is changed is kept as a draft, and takes effect when the draft is published.</summary>
public sealed class EditDictionary(DictionaryDrafts drafts, PublishedDefinitions definitions, PublishRelease publish)
{
    /// <summary>Begins a dictionary: a draft that may have no entries yet.</summary>
    public async Task<Result<DictionaryView>> CreateAsync(Actor actor, DictionaryDefinition dictionary, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(dictionary);
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dictionary.forbidden");
        }

        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (await drafts.FindAsync(actor.Tenant, dictionary.DictionaryId, cancellation) is not null)
        {
            return Rejections.Conflict("dictionary.taken", dictionary.DictionaryId);
        }

        var read = DictionaryJson.ReadDraft(DictionaryJson.Write(dictionary));
        var all = DictionaryLayers.Of(release.Dictionaries.Values.Append(dictionary).Select(d => d with { Below = null }));
        var problems = read.Problems.Concat(DictionaryLayers.Check(all[dictionary.DictionaryId], all)).ToList();
        return problems.Count > 0
            ? Rejections.Invalid("dictionary.invalid", problems)
            : ViewOf(await drafts.SaveAsync(actor, new DictionaryState(release, null, null, null), dictionary, cancellation));
    }

    /// <summary>Puts an entry into the draft, in place of the one of its code that holds from <paramref name="from"/>, where the dictionary itself has one.</summary>
    /// <param name="entry">What it is to be, as JSON.</param>
    public async Task<Result<DictionaryView>> PutAsync(
        Actor actor, string dictionaryId, string code, DateOnly? from, ReadOnlyMemory<byte> entry, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, dictionaryId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var read = DictionaryJson.ReadEntry(entry, found.Value.Latest.AllAttributes);
        if (read.Value is not { } given)
        {
            return Rejections.Invalid("dictionary.bad-entry", read.Problems);
        }

        return given.Code == code
            ? await PutAsync(actor, found.Value, from, given, cancellation)
            : Rejections.Invalid("dictionary.other-code", code, given.Code);
    }

    /// <summary>Takes an entry of the dictionary's own away: what a layer below says of the code counts again. A code that would be gone altogether must not have been published.</summary>
    public async Task<Result<DictionaryView>> RemoveAsync(Actor actor, string dictionaryId, string code, DateOnly? from, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, dictionaryId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var latest = found.Value.Latest;
        var entries = latest.Entries.ToList();
        if (entries.RemoveAll(e => e.Code == code && e.ValidFrom == from) == 0)
        {
            return Rejections.NotFound("dictionary.no-own-entry", dictionaryId, code);
        }

        return found.Value.Published?.Find(code) is not null && latest.WithEntries(entries).Find(code) is null
            ? Rejections.Conflict("dictionary.published-code", code)
            : ViewOf(await drafts.SaveAsync(actor, found.Value, latest.WithEntries(entries), cancellation));
    }

    /// <summary>Forgets the draft.</summary>
    public async Task<Result<DictionaryRemoval>> DiscardAsync(Actor actor, string dictionaryId, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, dictionaryId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        if (found.Value.Row is not { } row)
        {
            return Rejections.NotFound("dictionary.no-draft", dictionaryId);
        }

        return await drafts.RemoveAsync(actor.Tenant, row, cancellation)
            ? new DictionaryRemoval(IsGone: found.Value.Published is null)
            : Rejections.Conflict("dictionary.changed", dictionaryId);
    }

    /// <summary>Publishes the draft: a release of what is current and this dictionary.</summary>
    public async Task<Result<PublishedRelease>> PublishAsync(Actor actor, string dictionaryId, CancellationToken cancellation)
    {
        var found = await FindAsync(actor, dictionaryId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var (release, draft, row) = (found.Value.Release, found.Value.Draft, found.Value.Row);
        if (draft is null || row is null)
        {
            return Rejections.NotFound("dictionary.no-draft", dictionaryId);
        }

        if (row.Base != release.DictionaryHash(dictionaryId))
        {
            return Rejections.Conflict("dictionary.overtaken", dictionaryId);
        }

        var artefact = Artefact.Of(ArtefactKind.Dictionary, dictionaryId, DictionaryJson.Write(draft));
        var published = await publish.HandleAsync(actor, new PublishReleaseCommand([artefact], draft.Name.ToString(), release.Revision), cancellation);
        if (published.IsAccepted)
        {
            // What somebody saved meanwhile stays.
            await drafts.RemoveAsync(actor.Tenant, row, cancellation);
        }

        return published;
    }

    internal async Task<Result<DictionaryState>> FindAsync(Actor actor, string dictionaryId, CancellationToken cancellation)
    {
        if (!actor.IsAdministrator)
        {
            return Rejections.Forbidden("dictionary.forbidden");
        }

        return await drafts.FindAsync(actor.Tenant, dictionaryId, cancellation) is { } state
            ? state
            : DictionaryDrafts.NotFound(dictionaryId, (await definitions.CurrentAsync(actor.Tenant, cancellation)).Dictionaries.Keys);
    }

    internal static Result<DictionaryView> ViewOf(Result<DictionaryState> saved) => saved.IsAccepted
        ? new DictionaryView(saved.Value.Draft!, IsDraft: true, saved.Value.Published, saved.Value.Row) { Tag = $"draft.{saved.Value.Row!.Revision}" }
        : saved.Rejection;

    private async Task<Result<DictionaryView>> PutAsync(Actor actor, DictionaryState state, DateOnly? from, DictionaryEntry given, CancellationToken cancellation)
    {
        var entries = state.Latest.Entries.ToList();
        var at = entries.FindIndex(e => e.Code == given.Code && e.ValidFrom == from);
        if (at >= 0)
        {
            entries[at] = given;
        }
        else
        {
            entries.Add(given);
        }

        return ViewOf(await drafts.SaveAsync(actor, state, state.Latest.WithEntries(entries), cancellation));
    }
}

/// <param name="IsGone">It was never published: nothing of it is left.</param>
public sealed record DictionaryRemoval(bool IsGone);
