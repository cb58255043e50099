using System.Globalization;
using LowCode.Definitions.Rules;
using LowCode.Work;
using MudBlazor;

namespace LowCode.Portal.Rules;

/// <summary>Actions and days in the reader's language.</summary>
internal static class RuleWords
{
    /// <param name="action">As the journal writes it: also where no rule held.</param>
    public static string ActionOrPass(string action) =>
        Enum.GetValues<RuleAction>().Where(a => RuleActionWords.Of(a) == action).Select(a => Action(a)).FirstOrDefault()
        ?? (action == RuleActionWords.Pass ? Texts.RuleActionPass : action);

    public static string Action(RuleAction action) => action switch
    {
        RuleAction.Note => Texts.RuleActionNote,
        RuleAction.DocReview => Texts.RuleActionDocReview,
        RuleAction.Scan => Texts.RuleActionScan,
        RuleAction.Inspect => Texts.RuleActionInspect,
        RuleAction.Hold => Texts.RuleActionHold,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    public static string Days((DateOnly From, DateOnly To) days) => days == (DateOnly.MinValue, DateOnly.MaxValue)
        ? Texts.RuleAlways
        : $"{Day(days.From, DateOnly.MinValue)} – {Day(days.To, DateOnly.MaxValue)}";

    /// <summary>Of what stands instead of a page.</summary>
    public static string IconOf(Rejection? refusal) =>
        refusal?.Kind == RejectionKind.Forbidden ? Icons.Material.Outlined.Lock : Icons.Material.Outlined.SearchOff;

    private static string Day(DateOnly day, DateOnly none) => day == none ? "…" : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
