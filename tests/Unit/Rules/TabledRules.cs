using System.Text;
using System.Text.Json;
using LowCode.Definitions.Rules;
using LowCode.Engine.Expressions;
using LowCode.Feel.Dmn.Evaluation;

namespace LowCode.Tests.Unit.Rules;

/// <summary>The rules of a set that a decision table can express, as tables of some rows each: an evaluation has a budget of steps.</summary>
internal sealed class TabledRules
{
    private const int RowsOfTable = 100;

    private readonly IReadOnlyList<DecisionModel> _tables;
    private readonly string _lists;

    private TabledRules(IReadOnlyList<string> ids, IReadOnlyList<DecisionModel> tables, string lists)
    {
        Ids = ids;
        _tables = tables;
        _lists = lists;
    }

    /// <summary>Of the rules that are rows.</summary>
    public IReadOnlyList<string> Ids { get; }

    public static TabledRules Of(RuleSetDefinition set)
    {
        var rules = set.Rules.Where(r => RulesAsTable.CanBe(r, set.Document)).ToList();
        var tables = rules.Chunk(RowsOfTable).Select(rows => RulesAsTable.Compile(rows, set.Document)).ToList();
        return tables.SelectMany(t => t.Problems).FirstOrDefault() is { } problem
            ? throw new InvalidOperationException($"Expected tables that compile, but: {problem}")
            : new TabledRules([.. rules.Select(r => r.Id)], tables, JsonSerializer.Serialize(set.Lists));
    }

    /// <summary>Ids of the rows that hold, in their order.</summary>
    public IReadOnlyList<string> Hits(ReadOnlyMemory<byte> declaration, CancellationToken cancellation)
    {
        using var inputs = JsonDocument.Parse($$"""{"lists":{{_lists}},{{Encoding.UTF8.GetString(declaration.Span[1..])}}""");

        // Null: no row holds.
        return [.. _tables
            .SelectMany(t => DecisionTrial.Of(t, RulesAsTable.Decision, inputs.RootElement, DateTimeOffset.UnixEpoch, explain: false, cancellation).Value?.AsArray().Select(id => (string)id!) ?? [])
            .Order(StringComparer.Ordinal)];
    }
}
