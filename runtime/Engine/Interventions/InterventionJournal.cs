using System.Text.Json.Nodes;
using LowCode.Engine.Stimuli;

namespace LowCode.Engine.Interventions;

/// <summary>How the journal tells of interventions.</summary>
internal static class InterventionJournal
{
    public static JsonObject Of(Stimulus.Cancel cancel) => new() { ["reason"] = cancel.Reason, ["actor"] = cancel.Actor };

    public static JsonObject Of(Stimulus.Intervene stimulus)
    {
        JsonObject entry = stimulus.What switch
        {
            Intervention.Retry retry => new() { ["command"] = "retry", ["activity"] = retry.Activity },
            Intervention.Skip skip => new() { ["command"] = "skip", ["activity"] = skip.Activity, ["outcome"] = skip.Outcome },
            Intervention.SetVariable change => new()
            {
                ["command"] = "set",
                ["variable"] = change.Name,
                ["value"] = change.Value?.DeepClone(),
                ["activity"] = change.Activity,
            },
            Intervention.Move move => new() { ["command"] = "move", ["from"] = move.From, ["to"] = move.To },
            _ => throw new ArgumentOutOfRangeException(nameof(stimulus), stimulus, "Expected a known intervention."),
        };
        entry["reason"] = stimulus.Reason;
        entry["actor"] = stimulus.Actor;
        return entry;
    }
}
