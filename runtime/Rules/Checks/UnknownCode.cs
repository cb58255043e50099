using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Rules;

namespace LowCode.Rules.Checks;

/// <summary>A code that a rule asks for and that the field's dictionary does not know: such a rule waits for what no document holds.</summary>
/// <param name="Path">JSON pointer of the rule, or of the list that it names.</param>
public sealed record UnknownCode(string Path, string Field, string Code, string Dictionary)
{
    /// <summary>For people, in the language of the current UI culture.</summary>
    public string Message => CheckTexts.Of("rule.unknown-code", Field, Code, Dictionary);

    /// <param name="find">A dictionary by its id; null: it is not in the release.</param>
    public static IEnumerable<UnknownCode> Of(RuleSetDefinition set, Func<string, DictionaryDefinition?> find)
    {
        var lists = new HashSet<(string, string)>();
        foreach (var (index, rule) in set.Rules.Index())
        {
            foreach (var (field, test) in Tests(rule.When, set.Document))
            {
                if (field.Dictionary is not { } id || find(id) is not { } dictionary)
                {
                    continue;
                }

                var (path, codes) = test.Operator switch
                {
                    TestOperator.Eq or TestOperator.Ne or TestOperator.In or TestOperator.NotIn => ($"/rules/{index}", test.Operands.Select(o => o.Text)),
                    TestOperator.InList when lists.Add((id, test.Operands[0].Text)) => ($"/lists/{test.Operands[0].Text}", set.Lists[test.Operands[0].Text]),
                    _ => ("", []),
                };
                foreach (var code in codes.Where(c => dictionary.Find(c) is null))
                {
                    yield return new UnknownCode(path, field.Name, code, id);
                }
            }
        }
    }

    private static IEnumerable<(DocumentField Field, ValueTest Test)> Tests(RuleCondition condition, DocumentSchema document) => condition switch
    {
        RuleCondition.All all => all.Conditions.SelectMany(c => Tests(c, document)),
        RuleCondition.Any any => any.Conditions.SelectMany(c => Tests(c, document)),
        RuleCondition.Not not => Tests(not.Condition, document),
        RuleCondition.Field field => [(document.Field(field.Test.Field)!, field.Test)],
        RuleCondition.AnyLine line => line.Tests.Select(t => (document.LineField(t.Field)!, t)),
        RuleCondition.Aggregate aggregate => aggregate.Where.Select(t => (document.LineField(t.Field)!, t)),
        _ => [],
    };
}
