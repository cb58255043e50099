using System.Text.Json;
using LowCode.Definitions.Rules;

namespace LowCode.Rules;

/// <summary>Which rules hold for one document and what follows.</summary>
public sealed class Verdict
{
    private readonly RuleIndex _index;
    private readonly int[] _hits;

    internal Verdict(RuleIndex index, string number, int[] hits, int score, RuleAction? action)
    {
        _index = index;
        _hits = hits;
        Number = number;
        Score = score;
        Action = action;
    }

    /// <summary>The document's own number.</summary>
    public string Number { get; }

    /// <summary>The rules that hold, in the order of their ids.</summary>
    public IEnumerable<RuleDefinition> Hits => _hits.Select(h => _index.Rules[h]);

    public int HitCount => _hits.Length;

    /// <summary>The sum of the scores of all hits.</summary>
    public int Score { get; }

    /// <summary>The gravest action of all hits; null: nothing was hit, the document passes.</summary>
    public RuleAction? Action { get; }

    /// <summary>Writes <c>{"no","hits","score","action"}</c>.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        WriteMembers(json);
        json.WriteEndObject();
    }

    /// <summary>The members alone, for whoever adds others.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        json.WriteString("no", Number);
        json.WriteStartArray("hits");
        foreach (var hit in _hits)
        {
            json.WriteStringValue(_index.Rules[hit].Id);
        }

        json.WriteEndArray();
        json.WriteNumber("score", Score);
        json.WriteString("action", Action is { } action ? RuleActionWords.Of(action) : RuleActionWords.Pass);
    }
}
