using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;

namespace LowCode.Work.Evaluations;

/// <param name="Lines">The newest first.</param>
/// <param name="IsAll">False: there were more.</param>
public sealed record DecisionList(IReadOnlyList<DecisionLine> Lines, bool IsAll);

/// <summary>A decision of a process as a list shows it.</summary>
/// <param name="By">What decided, for people: the decision's name, or that of the rule set.</param>
/// <param name="Inputs">Names and values, as JSON.</param>
/// <param name="Result">As JSON; null: by rules.</param>
/// <param name="IsHidden">Values are left out that the reader may not see.</param>
public sealed record DecisionLine(MadeDecision Made, string By, IReadOnlyList<(string Name, string Value)> Inputs, string? Result, bool IsHidden);

/// <summary>Shows an administrator what the processes of a case decided. What the reader may not see of the case is not shown here either.</summary>
public sealed class ReadDecisions(CaseDecisions decisions, ReadRuleSets ruleSets)
{
    /// <summary>A person reads no more; the journal has them all.</summary>
    public const int Most = 50;

    private const int LongestText = 300;

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Result<DecisionList>> HandleAsync(Actor actor, string number, CancellationToken cancellation)
    {
        var found = await decisions.OfAsync(actor, number, cancellation);
        if (!found.IsAccepted)
        {
            return found.Rejection;
        }

        var names = (await ruleSets.AllAsync(actor, cancellation)).ToDictionary(s => s.RuleSetId, s => s.Set.Index.Definition.Name?.ToString(), StringComparer.Ordinal);
        return new DecisionList([.. found.Value.Made.Take(Most).Select(m => Line(m, found.Value, names))], found.Value.Made.Count <= Most);
    }

    private static DecisionLine Line(MadeDecision made, CaseDecisions.FoundDecisions found, Dictionary<string, string?> names) => made switch
    {
        MadeDecision.ByModel byModel => Line(byModel, found),
        MadeDecision.ByRules byRules => new DecisionLine(made, names.GetValueOrDefault(byRules.RuleSet) ?? byRules.RuleSet, [], null, found.Hides(byRules)),
        _ => throw new ArgumentOutOfRangeException(nameof(made), made, "Expected a model or rules."),
    };

    private static DecisionLine Line(MadeDecision.ByModel byModel, CaseDecisions.FoundDecisions found)
    {
        var inputs = byModel.Inputs.Select(i => (i.Key, Value: found.Hidden.AreIn(new JsonObject { [i.Key] = i.Value?.DeepClone() }) ? HiddenValues.Mask : Text(i.Value)));
        var result = found.Hidden.AreIn(byModel.Result) ? HiddenValues.Mask : Text(byModel.Result);
        return new DecisionLine(byModel, byModel.Decision, [.. inputs], result, found.Hides(byModel));
    }

    private static string Text(JsonNode? value)
    {
        var text = value?.ToJsonString(_readable) ?? "null";
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
    }
}
