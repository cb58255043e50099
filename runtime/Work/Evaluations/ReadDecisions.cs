using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Work.People;

namespace LowCode.Work.Evaluations;

/// <param name="Lines">The newest first.</param>
/// <param name="IsAll">False: there were more.</param>
public sealed record DecisionList(IReadOnlyList<DecisionLine> Lines, bool IsAll);

/// <summary>A decision of a process as a list shows it.</summary>
/// <param name="Inputs">Names and values, as JSON.</param>
/// <param name="Result">As JSON; null: by rules.</param>
/// <param name="IsHidden">Values are left out that the reader may not see.</param>
public sealed record DecisionLine(MadeDecision Made, IReadOnlyList<(string Name, string Value)> Inputs, string? Result, bool IsHidden);

/// <summary>Shows an administrator what the processes of a case decided. What the reader may not see of the case is not shown here either.</summary>
public sealed class ReadDecisions(CaseDecisions decisions)
{
    /// <summary>A person reads no more; the journal has them all.</summary>
    public const int Most = 50;

    /// <summary>Stands for what the reader may not see.</summary>
    internal const string Hidden = "****";

    private const int LongestText = 300;

    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public async Task<Result<DecisionList>> HandleAsync(Actor actor, string number, CancellationToken cancellation)
    {
        var found = await decisions.OfAsync(actor, number, cancellation);
        return found.IsAccepted
            ? new DecisionList([.. found.Value.Made.Take(Most).Select(m => Line(m, found.Value))], found.Value.Made.Count <= Most)
            : found.Rejection;
    }

    private static DecisionLine Line(MadeDecision made, CaseDecisions.FoundDecisions found)
    {
        if (made is not MadeDecision.ByModel byModel)
        {
            return new DecisionLine(made, [], null, false);
        }

        var inputs = byModel.Inputs.Select(i => (i.Key, Value: found.Masked.AreIn(new JsonObject { [i.Key] = i.Value?.DeepClone() }, found.Data) ? Hidden : Text(i.Value)));
        var result = found.Masked.AreIn(byModel.Result, found.Data) ? Hidden : Text(byModel.Result);
        return new DecisionLine(made, [.. inputs], result, found.Hides(byModel));
    }

    private static string Text(JsonNode? value)
    {
        var text = value?.ToJsonString(_readable) ?? "null";
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
    }
}
