using LowCode.Work.People;

namespace LowCode.Work.Privacy;

/// <summary>What one reader may not see of the cases of a list. Many cases run on few releases.</summary>
internal sealed class ReaderMasks(Actor actor, CasePrivacy privacy)
{
    private readonly Dictionary<(string CaseType, long Revision), MaskedFields> _known = [];

    /// <param name="revision">Of the release that the case runs on.</param>
    public async ValueTask<MaskedFields> OfAsync(string caseType, long revision, CancellationToken cancellation) =>
        _known.TryGetValue((caseType, revision), out var known)
            ? known
            : _known[(caseType, revision)] = await privacy.OfAsync(actor, caseType, revision, also: null, cancellation);
}
