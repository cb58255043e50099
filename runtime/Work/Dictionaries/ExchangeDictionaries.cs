using LowCode.Definitions.Dictionaries;
using LowCode.Work.Drafts;
using LowCode.Work.People;
using LowCode.Work.Sheets;

namespace LowCode.Work.Dictionaries;

/// <summary>What became of a file.</summary>
/// <param name="Retired">Codes that were published and are not in the file: records may hold them, so they stay, retired.</param>
public sealed record ImportedDictionary(int Entries, int Added, int Changed, int Retired, ArtefactDraftRow Draft);

/// <summary>A dictionary's own entries as a file, and back: the file becomes the draft.</summary>
public sealed class ExchangeDictionaries(DictionaryDrafts drafts, EditDictionary edit, ReadDictionaries read)
{
    public async Task<Result<byte[]>> ExportAsync(Actor actor, string dictionaryId, SheetFormat format, bool asDraft, CancellationToken cancellation)
    {
        var found = await read.FindAsync(actor, dictionaryId, asDraft, cancellation);
        return found.IsAccepted ? SheetFile.Write(DictionarySheet.Write(found.Value.Dictionary), format) : found.Rejection;
    }

    public async Task<Result<ImportedDictionary>> ImportAsync(Actor actor, string dictionaryId, byte[] content, SheetFormat format, CancellationToken cancellation)
    {
        var found = await edit.FindAsync(actor, dictionaryId, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var sheet = SheetFile.Read(content, format, DictionaryColumns.TakesValues, cancellation);
        if (sheet.Value is not { } rows)
        {
            return Rejections.Invalid("dictionary.invalid", sheet.Problems);
        }

        var parsed = DictionarySheetReader.Read(rows, found.Value.Latest);
        if (parsed.Value is not { } given)
        {
            return Rejections.Invalid("dictionary.invalid", parsed.Problems);
        }

        var kept = KeptOf(found.Value.Published, given);
        var saved = await drafts.SaveAsync(actor, found.Value, kept.Count == 0 ? given : given.WithEntries([.. given.Entries, .. kept]), cancellation);
        if (!saved.IsAccepted)
        {
            return saved.Rejection;
        }

        var view = EditDictionary.ViewOf(saved).Value!;
        var changes = given.Entries.CountBy(e => ReadDictionaries.ChangeOf(view, e)).ToDictionary(c => c.Key, c => c.Value);
        return new ImportedDictionary(
            given.Entries.Count, changes.GetValueOrDefault(CodeChange.Added), changes.GetValueOrDefault(CodeChange.Changed), kept.Count, saved.Value.Row!);
    }

    private static List<DictionaryEntry> KeptOf(DictionaryDefinition? published, DictionaryDefinition given)
    {
        var gone = published?.Entries.Where(e => given.Find(e.Code) is null).ToList() ?? [];

        // Their parents may have stayed below other codes; those that are gone too are kept with them.
        return [.. gone.Select(e => e with { IsRetired = true })];
    }
}
