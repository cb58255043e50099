using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <param name="Index">Of the test among those of the set, from 0.</param>
/// <param name="Message">What was expected and what came, in the language of the current UI culture.</param>
public sealed record FailedTest(int Index, RuleTest Test, string Message);

/// <summary>What the stored test cases of a set say about it.</summary>
/// <param name="Untried">Ids of the rules that hold for none of its documents.</param>
public sealed record TrialReport(IReadOnlyList<FailedTest> Failed, IReadOnlyList<string> Untried);

/// <summary>Tries the test cases that are stored with a rule set.</summary>
public static class RuleTrial
{
    public static TrialReport Try(RuleIndex index)
    {
        var set = index.Definition;
        var failed = new List<FailedTest>();
        var tried = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (place, test) in set.Tests.Index())
        {
            var evaluation = index.Evaluate(test.Document.Span);
            if (evaluation.Verdict is not { } verdict)
            {
                var problem = evaluation.Problems![0];
                failed.Add(new FailedTest(place, test, CheckTexts.Of("test.unreadable", test.Name, problem.Path, problem.Message)));
                continue;
            }

            var hits = verdict.Hits.Select(h => h.Id).ToHashSet(StringComparer.Ordinal);
            tried.UnionWith(hits);
            if (!hits.SetEquals(test.Hits))
            {
                failed.Add(new FailedTest(place, test, CheckTexts.Of("test.failed", test.Name, Names(test.Hits), Names(hits))));
            }
        }

        return new TrialReport(failed, [.. set.Rules.Select(r => r.Id).Where(id => !tried.Contains(id))]);
    }

    private static string Names(IEnumerable<string> ids) => ids.Any() ? string.Join(", ", ids.Order(StringComparer.Ordinal)) : "-";
}
