using System.Text.Json.Nodes;
using LowCode.Connectors.Sdk;
using LowCode.Definitions.Rules;
using LowCode.Rules;

namespace LowCode.Connectors.Screening;

/// <summary>
/// What the journal keeps: each document with its verdict, in the form in which a decision keeps it; of a long stream, which stands among the
/// inputs already, how often each rule was hit.
/// </summary>
internal sealed class ScreeningRecords(IReadOnlyList<NamedSet> sets)
{
    private const int MostDocuments = 500;

    private readonly List<JsonObject> _documents = [];
    private readonly Dictionary<(string Set, string Rule), int> _hits = [];
    private int _judged;

    public void Add(NamedSet set, Verdict verdict, byte[] document)
    {
        _judged++;
        foreach (var hit in verdict.Hits)
        {
            _hits[(set.Id, hit.Id)] = _hits.GetValueOrDefault((set.Id, hit.Id)) + 1;
        }

        if (_documents.Count < MostDocuments * sets.Count)
        {
            _documents.Add(new JsonObject
            {
                ["ruleSet"] = set.Id,
                ["hash"] = set.Set.Hash,
                ["document"] = JsonNode.Parse(document),
                ["hits"] = new JsonArray([.. verdict.Hits.Select(h => JsonValue.Create(h.Id))]),
                ["score"] = verdict.Score,
                ["action"] = verdict.Action is { } action ? RuleActionWords.Of(action) : RuleActionWords.Pass,
            });
        }
    }

    public void Keep(IConnectorCall call)
    {
        if (_judged == _documents.Count)
        {
            _documents.ForEach(call.Record);
            return;
        }

        foreach (var set in sets)
        {
            var counts = _hits.Where(h => h.Key.Set == set.Id).OrderBy(h => h.Key.Rule, StringComparer.Ordinal);
            call.Record(new JsonObject
            {
                ["ruleSet"] = set.Id,
                ["hash"] = set.Set.Hash,
                ["documents"] = _judged / sets.Count,
                ["hitCounts"] = new JsonObject(counts.Select(h => new KeyValuePair<string, JsonNode?>(h.Key.Rule, h.Value))),
            });
        }
    }
}
