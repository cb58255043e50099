using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Dmn.Types;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Logic;

/// <summary>One evaluation: the language's own run with its limits, the reasons for nulls, and the explanation if one is wanted.</summary>
internal sealed class DecisionRun(FeelEvaluation feel, ExplanationBuilder? explanation)
{
    private readonly List<(string Path, object Reason)> _reasons = [];
    private FeelEvaluation? _aside;

    public FeelEvaluation Feel { get; private set; } = feel;

    public ExplanationBuilder? Explanation { get; private set; } = explanation;

    public int ReasonCount => _reasons.Count;

    /// <summary>Null, with a reason.</summary>
    public FeelValue Fail(string path, string code, params object?[] values)
    {
        if (_reasons.Count < DecisionReason.Most)
        {
            _reasons.Add((path, (code, values)));
        }

        return FeelValue.Null;
    }

    /// <summary>The value as the type wants it; null with a reason where it does not fit.</summary>
    public FeelValue Convert(string path, FeelValue value, DmnType type)
    {
        if (type.IsAny || value.IsNull)
        {
            return value;
        }

        if (value.Weight > 1)
        {
            Feel.Step(value.Weight >> 3);
        }

        var converted = type.Convert(Feel, value, out var misfit);
        return misfit is null ? converted
            : misfit.Constraint is null ? Fail(path, "reason.type", misfit.Value, misfit.Type.Name)
            : Fail(path, "reason.constraint", misfit.Value, misfit.Constraint);
    }

    /// <summary>Problems that the language met since the last call happened in this place.</summary>
    /// <param name="tested">What the tests of the place test, as written: a reader does not know it by the name that tests have for it.</param>
    public void Adopt(string path, string? tested = null)
    {
        for (; Feel.Adopted < Feel.Problems.Count; Feel.Adopted++)
        {
            if (_reasons.Count < DecisionReason.Most || Feel.Problems[Feel.Adopted].IsLimit)
            {
                _reasons.Add((path, tested is null ? Feel.Problems[Feel.Adopted] : Named(Feel.Problems[Feel.Adopted], tested)));
            }
        }
    }

    /// <summary>
    /// Does what only explains. It has limits of its own, so that a decision that is explained ends where the decision alone does; where it meets
    /// one, it stops. What it meets is no reason of the decision.
    /// </summary>
    public void Aside(Action work)
    {
        var (feel, explanation, reasons) = (Feel, Explanation, _reasons.Count);
        (Feel, Explanation) = (_aside ??= feel.Beside(), null);
        var mark = Feel.Mark();
        try
        {
            work();
        }
        catch (LimitException)
        {
            // What was told before is told.
        }
        finally
        {
            Feel.Return(mark);
            Feel.Adopted = Feel.Problems.Count;
            (Feel, Explanation) = (feel, explanation);
            _reasons.RemoveRange(reasons, _reasons.Count - reasons);
        }
    }

    private static FeelProblem Named(FeelProblem problem, string tested) =>
        problem with { Arguments = [.. problem.Arguments.Select(a => a is CompiledTests.Tested ? tested : a)] };

    public IReadOnlyList<DecisionReason> Reasons() => _reasons.Count == 0 ? [] : [.. _reasons.Select(Reason)];

    private static DecisionReason Reason((string Path, object Reason) kept) => kept.Reason switch
    {
        FeelProblem problem => new DecisionReason(kept.Path, problem.Code.ToString(), problem.Text),
        (string code, object?[] values) => new DecisionReason(kept.Path, code, DmnTexts.Of(code, values)),
        var other => throw new InvalidOperationException($"Expected a reason, but it is {other}."),
    };
}
