using LowCode.Feel.Dmn.Expressions;
using LowCode.Feel.Dmn.Logic;
using LowCode.Feel.Dmn.Models;
using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Compilation;

/// <summary>
/// The names of a boxed filter's condition that may be fields of the item, as in a filter that is written as text: those that its type
/// declares, and where items may have others every name that the condition reads.
/// </summary>
internal static class ItemFields
{
    public const string Item = "item";

    public static (FeelScope Scope, IReadOnlyList<ItemField> Fields) Of(FeelType item, BoxedExpression match, FeelScope outer)
    {
        var declared = (item as FeelType.ContextType)?.Fields.Where(f => f.Name != Item).ToList() ?? [];
        var read = item.IsAny || item.Kind is FeelKind.Context or FeelKind.Null ? Read(match, outer.With(Item, item).With(declared.Select(Variable))) : [];
        List<string> others = [.. read.Where(n => n != Item && !declared.Exists(f => f.Name == n)).Distinct(StringComparer.Ordinal)];
        var isOpen = item is not FeelType.ContextType { Fields.Count: > 0, MayHaveMore: false };
        var scope = outer.With(declared.Select(Variable)).With(others.Select(n => new FeelVariable(n, TypeOf(outer, n, isOpen)))).With(Item, item);
        return (scope, [.. declared.Select(f => f.Name).Concat(others).Select(n => new ItemField(n, scope.IndexOf(n), outer.IndexOf(n) >= 0, declared.Exists(f => f.Name == n)))]);
    }

    private static FeelVariable Variable(FeelField field) => new(field.Name, field.Type);

    private static FeelType TypeOf(FeelScope outer, string name, bool isOpen) =>
        !isOpen && outer.IndexOf(name) is >= 0 and var index ? outer.Variables[index].Type : FeelType.Any;

    private static IEnumerable<string> Read(BoxedExpression match, FeelScope scope)
    {
        var texts = BoxedTexts.Of(match);
        var tested = scope.With(CompiledTests.Tested, FeelType.Any);
        return texts.Expressions.Select(t => FeelParser.ParseExpression(t, scope))
            .Concat(texts.Tests.Select(t => FeelParser.ParseUnaryTests(t, tested)))
            .SelectMany(Free)
            .Where(n => n != CompiledTests.Tested && !texts.Names.Contains(n));
    }

    private static IEnumerable<string> Free(ParsedExpression parsed) =>
        parsed.Problems.Where(p => p.Code == FeelProblemCode.UnknownName).Select(p => p.Arguments[0]).OfType<string>().Concat(Reads.Of(parsed).Variables);
}
