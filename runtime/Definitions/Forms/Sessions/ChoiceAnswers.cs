using LowCode.Definitions.Forms.Expressions;
using LowCode.Feel.Running;

namespace LowCode.Definitions.Forms.Sessions;

/// <summary>What may be chosen in a form until something changes: each option is asked about once, and all filters share one budget.</summary>
/// <param name="options">Of the form's evaluation; their limits are not these.</param>
internal sealed class ChoiceAnswers(FeelOptions options)
{
    // Lists are looked at when somebody likes: work is counted, not time. A dictionary of a million codes is asked through by it.
    private static readonly FeelLimits _limits = new() { Steps = 20_000_000, Time = TimeSpan.FromDays(1), Size = 100_000, Memory = 1024L * 1024 * 1024 };

    private readonly Dictionary<(FieldSlot Slot, int Row, string Option), bool> _answers = [];
    private readonly FeelEvaluation _run = new(options with { Limits = _limits });

    /// <param name="option">Its value or code.</param>
    /// <param name="ask">Runs the filter. Not asked beyond the budget: nothing more may be chosen then.</param>
    public bool Of(FieldSlot slot, int row, string option, Func<FeelEvaluation, bool> ask)
    {
        if (!_answers.TryGetValue((slot, row, option), out var isAllowed))
        {
            _answers[(slot, row, option)] = isAllowed = _run.Problems.Count == 0 && ask(_run);
        }

        return isAllowed;
    }
}
