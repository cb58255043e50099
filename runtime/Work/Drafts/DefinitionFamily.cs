using LowCode.Definitions.Releases;

namespace LowCode.Work.Drafts;

/// <summary>All versions of one definition: its draft, what is published, and what was.</summary>
/// <param name="Published">Null: the current release does not hold it.</param>
/// <param name="History">All that was ever published, the newest first, with what was removed since.</param>
internal sealed record DefinitionFamily(string DefinitionId, Draft? Draft, ContentHash? Published, IReadOnlyList<VersionRow> History)
{
    /// <summary>What lists may show, the latest first.</summary>
    public IEnumerable<FamilyMember> Members
    {
        get
        {
            var shown = History.Where(v => !v.IsRemoved || v.Hash == Published).OrderByDescending(v => v.Hash == Published).ToList();
            if (Draft is not null)
            {
                yield return new FamilyMember(Draft, null, IsLatest: true, IsPublished: false);
            }

            for (var i = 0; i < shown.Count; i++)
            {
                yield return new FamilyMember(null, shown[i], IsLatest: i == 0 && Draft is null, IsPublished: shown[i].Hash == Published);
            }
        }
    }
}

/// <summary>Either a draft or a version that was published once.</summary>
internal sealed record FamilyMember(Draft? Draft, VersionRow? Row, bool IsLatest, bool IsPublished);
