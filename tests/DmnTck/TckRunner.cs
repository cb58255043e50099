using LowCode.Feel.Dmn.Evaluation;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Dmn.Xml;
using LowCode.Feel.Running;
using LowCode.Feel.Values;

namespace LowCode.Tests.DmnTck;

/// <summary>Runs the cases of the kit as they are.</summary>
public static class TckRunner
{
    private const string ForeignFunction = "reason.foreign-function";

    private static readonly DecisionOptions _options = new()
    {
        // What now() and today() give is not compared by any case; that there is a time matters.
        Feel = new FeelOptions { Now = new DateTimeOffset(2026, 1, 15, 8, 30, 0, TimeSpan.FromHours(8)) },
    };

    public static IEnumerable<TckVerdict> Run(TckSuite suite)
    {
        var model = Compile(suite);
        foreach (var one in suite.Cases)
        {
            yield return Run(suite, model, one);
        }
    }

    /// <exception cref="FormatException">A model of the kit cannot be read.</exception>
    public static DecisionModel Compile(TckSuite suite) => DecisionModel.Compile(Model(suite.Model), [.. suite.Others.Select(Model)]);

    private static DmnModel Model(string xml)
    {
        var document = DmnXml.Read(xml);
        return document.Model ?? throw new FormatException($"Expected a model, but: {string.Join("; ", document.Problems)}");
    }

    private static TckVerdict Run(TckSuite suite, DecisionModel model, TckCase one)
    {
        var inputs = DecisionInputs.Of(FeelContext.Of(one.Inputs.Where(i => i.Namespace is null).Select(i => (i.Name, TckValues.Read(i.Value)))));
        foreach (var input in one.Inputs.Where(i => i.Namespace is not null))
        {
            inputs = inputs.With(input.Namespace!, input.Name, TckValues.Read(input.Value));
        }

        var misses = new List<TckMiss>();
        var isForeign = false;
        foreach (var result in one.Results)
        {
            var (value, reasons) = Evaluate(model, one, result, inputs);
            if (Expected(result, value, reasons) is { } expected)
            {
                misses.Add(new TckMiss(result.Name, expected, reasons.Length == 0 ? value.ToString() : $"{value} ({reasons})"));
                isForeign |= reasons.Contains(ForeignFunction, StringComparison.Ordinal) || reasons.Contains(nameof(LowCode.Feel.Problems.FeelProblemCode.ExternalFunction), StringComparison.Ordinal);
            }
        }

        var outcome = misses.Count == 0 ? TckOutcome.Passed : isForeign ? TckOutcome.NotApplicable : TckOutcome.Missed;
        return new TckVerdict(suite, one, outcome, misses);
    }

    // Null: the value is what the case wants.
    private static string? Expected(TckResult result, FeelValue value, string reasons)
    {
        var expected = TckValues.Read(result.Expected, value);
        return !TckValues.AreSame(expected, value) ? expected.ToString()
            : result.IsError && reasons.Length == 0 ? $"{expected} with a problem"
            : null;
    }

    private static (FeelValue Value, string Reasons) Evaluate(DecisionModel model, TckCase one, TckResult result, DecisionInputs inputs)
    {
        var target = one.Service ?? result.Name;
        if (model.Find(target) is null)
        {
            return (FeelValue.Null, $"there is no decision '{target}'");
        }

        var answer = model.Evaluate(target, inputs, _options);

        // A service with several outputs gives a context of them.
        var value = one.Service is not null && one.Results.Count > 1 && answer.Value.AsContext is { } outputs ? outputs[result.Name] : answer.Value;
        return (value, string.Join("; ", answer.Reasons.Select(r => $"{r.Code}: {r.Text}")));
    }
}
