using System.Numerics;
using System.Text;
using System.Text.Json;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;
using LowCode.Rules.Documents;
using LowCode.Rules.Explanations;
using LowCode.Rules.Index;

namespace LowCode.Rules;

/// <summary>
/// A rule set ready to judge documents: JSON bytes in, verdict out. Immutable, for any number of threads. Compiling takes tens of milliseconds for
/// thousands of rules; evaluating allocates nothing but the verdict.
/// </summary>
public sealed class RuleIndex
{
    private readonly RuleDefinition[] _rules;
    private readonly DocumentLayout _layout;
    private readonly Matcher _matcher;
    private readonly IReadOnlyList<ReadOnlyMemory<byte>> _samples;

    private RuleIndex(RuleSetDefinition set, RuleDefinition[] rules, DocumentLayout layout, Matcher matcher, IReadOnlyList<ReadOnlyMemory<byte>> samples)
    {
        Definition = set;
        _rules = rules;
        _layout = layout;
        _matcher = matcher;
        _samples = samples;
    }

    public RuleSetDefinition Definition { get; }

    /// <summary>Rules by the position that verdicts speak of: in the order of their ids.</summary>
    public IReadOnlyList<RuleDefinition> Rules => _rules;

    /// <param name="samples">
    /// Documents as JSON such as will come, some hundreds: they tell which keys are seldom. Without them the index is as right, but slower.
    /// </param>
    public static RuleIndex Compile(RuleSetDefinition set, IReadOnlyList<ReadOnlyMemory<byte>>? samples = null) =>
        Compile(set, samples ?? [], previous: null);

    /// <summary>
    /// The index of another version of the set, compiled beside this one: evaluations that are under way keep the version they began with. What
    /// did not change is taken over: rules that are the same objects, texts with their numbers, lists, tables.
    /// </summary>
    public RuleIndex With(RuleSetDefinition set) => Compile(set, _samples, this);

    /// <summary>Judges one document.</summary>
    public Evaluation Evaluate(ReadOnlySpan<byte> utf8)
    {
        var workspace = Workspace.OfThread;
        workspace.Begin();
        return _matcher.Match(utf8, workspace) ? new Evaluation(VerdictOf(workspace, utf8), null) : new Evaluation(null, workspace.Document.Problems);
    }

    /// <summary>What is wrong with a document, told without what stands in it: for places where people read who may not see that. Empty: it can be judged.</summary>
    public IReadOnlyList<Problem> ProblemsWithoutValues(ReadOnlySpan<byte> utf8)
    {
        var workspace = Workspace.OfThread;
        try
        {
            workspace.Document.QuotesValues = false;
            return Evaluate(utf8).Problems ?? [];
        }
        finally
        {
            workspace.Document.QuotesValues = true;
        }
    }

    /// <summary>Why each rule that holds does, condition by condition with the document's values. Empty where the document cannot be read.</summary>
    public Explanation Explain(ReadOnlyMemory<byte> utf8) =>
        Evaluate(utf8.Span).Verdict is { } verdict ? Explain(utf8, [.. verdict.Hits]) : Explanation.None;

    /// <summary>Why a rule holds or does not. Null where the set has no such rule or the document cannot be read.</summary>
    public RuleReason? Explain(ReadOnlyMemory<byte> utf8, string ruleId) =>
        Array.Find(_rules, r => r.Id == ruleId) is { } rule && Evaluate(utf8.Span).Verdict is not null ? Explain(utf8, [rule]).Reasons[0] : null;

    private Explanation Explain(ReadOnlyMemory<byte> utf8, IReadOnlyList<RuleDefinition> rules)
    {
        using var document = JsonDocument.Parse(utf8);
        var budget = new ExplanationBudget();
        var explainer = new Explainer(Definition, new DocumentView(document.RootElement, Definition.Document), budget);
        var reasons = rules.TakeWhile(_ => !budget.IsSpent).Select(explainer.Explain).ToList();
        return new Explanation(reasons, rules.Count - reasons.Count);
    }

    private static RuleIndex Compile(RuleSetDefinition set, IReadOnlyList<ReadOnlyMemory<byte>> samples, RuleIndex? previous)
    {
        var rules = set.Rules.OrderBy(r => r.Id, StringComparer.Ordinal).ToArray();
        var same = previous is not null && previous.Definition.Document == set.Document ? previous : null;
        var layout = same?._layout ?? new DocumentLayout(set.Document);
        return new RuleIndex(set, rules, layout, IndexCompiler.Compile(set, rules, layout, samples, same?._matcher), samples);
    }

    private Verdict VerdictOf(Workspace workspace, ReadOnlySpan<byte> utf8)
    {
        var bits = workspace.Hits(_matcher.Words);
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        var hits = count == 0 ? [] : new int[count];
        var (at, score) = (0, 0);
        RuleAction? action = null;
        for (var word = 0; at < count; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var rule = (word << 6) + BitOperations.TrailingZeroCount(left);
                hits[at++] = rule;
                score += _rules[rule].Score;
                action = action is { } gravest && gravest >= _rules[rule].Action ? gravest : _rules[rule].Action;
            }
        }

        ref readonly var number = ref workspace.Document.Cells[_layout.Number];
        return new Verdict(this, number.IsAbsent ? "" : Encoding.UTF8.GetString(workspace.Document.Text(number, utf8)), hits, score, action);
    }
}

/// <summary>What judging a document gave.</summary>
/// <param name="Verdict">Null where the document could not be read.</param>
/// <param name="Problems">Every problem with its JSON pointer; null where there is a verdict.</param>
public readonly record struct Evaluation(Verdict? Verdict, IReadOnlyList<Problem>? Problems);
