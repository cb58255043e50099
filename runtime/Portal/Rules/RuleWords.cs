using LowCode.Definitions.Rules;

namespace LowCode.Portal.Rules;

/// <summary>Actions in the reader's language.</summary>
internal static class RuleWords
{
    public static string Action(RuleAction action) => action switch
    {
        RuleAction.Note => Texts.RuleActionNote,
        RuleAction.DocReview => Texts.RuleActionDocReview,
        RuleAction.Scan => Texts.RuleActionScan,
        RuleAction.Inspect => Texts.RuleActionInspect,
        RuleAction.Hold => Texts.RuleActionHold,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
