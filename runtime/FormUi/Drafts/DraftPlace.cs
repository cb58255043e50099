using LowCode.Definitions.Forms.Sessions;

namespace LowCode.FormUi.Drafts;

/// <summary>Where a form that is being filled is kept: the server in the office, what stands for it on a device in the field.</summary>
/// <param name="Keep">Told with what was entered so far; answers what is kept now, or why it is not.</param>
public sealed record DraftPlace(Func<DraftToKeep, CancellationToken, Task<DraftOutcome>> Keep);

/// <param name="SeenDraft">The draft that this screen knows; null: none.</param>
/// <param name="Seen">Its revision.</param>
/// <param name="ForgetsOther">What another device had is not wanted any more.</param>
public sealed record DraftToKeep(FormEntries Entries, string? SeenDraft, long? Seen, bool ForgetsOther = false);

/// <param name="Draft">Null: it could not be kept.</param>
/// <param name="Problem">Why not, for people.</param>
/// <param name="Next">What is of use after it was not kept.</param>
public sealed record DraftOutcome(KeptDraft? Draft, string? Problem = null, AfterRefusal Next = AfterRefusal.TryAgain);

/// <summary>What is of use after a draft was not kept.</summary>
public enum AfterRefusal
{
    /// <summary>The place may work again soon.</summary>
    TryAgain,

    /// <summary>It cannot be kept as it is: what is entered next may be.</summary>
    WaitForChange,

    /// <summary>Nothing: nobody may fill the form any more.</summary>
    GiveUp,
}

/// <summary>A draft as it is kept.</summary>
/// <param name="Device">Where it was kept last, as people call it.</param>
/// <param name="Other">What another device had and this one had not seen.</param>
public sealed record KeptDraft(string DraftId, long Revision, DateTimeOffset At, string? Device, FormEntries Entries, OtherDraft? Other);

/// <summary>What another device had.</summary>
/// <param name="FormHash">The version of the form that it was filled with.</param>
public sealed record OtherDraft(string FormHash, FormEntries Entries, string? Device, DateTimeOffset At);
