using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Values;

namespace LowCode.Feel.Dmn.Expressions;

/// <summary>Tests of a value, compiled: the cell of a table, or what a type or a column allows.</summary>
internal sealed class CompiledTests
{
    /// <summary>What tests call the value that they test.</summary>
    public const string Tested = "?";

    private readonly FeelProgram _program;

    private CompiledTests(string text, FeelProgram program, FeelNode? root)
    {
        Root = root;
        Text = text;
        _program = program;
        Slot = program.Scope.IndexOf(Tested);
    }

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The place of the tested value among the names of the scope.</summary>
    public int Slot { get; }

    /// <summary>The tests; null where the text has mistakes: what could be read of it is not what was meant.</summary>
    public FeelNode? Root { get; }

    /// <summary>A text with mistakes is reported, and never holds. An empty cell holds always, as <c>-</c> does.</summary>
    /// <param name="scope">With the variable <see cref="Tested"/>.</param>
    public static CompiledTests Compile(string text, FeelScope scope, string path, int line, List<DmnProblem> problems)
    {
        var parsed = FeelParser.ParseUnaryTests(string.IsNullOrWhiteSpace(text) ? "-" : text, scope);
        CompiledText.Report(parsed, path, line, problems);
        return new CompiledTests(text, FeelProgram.Compile(parsed), parsed.IsWellFormed ? parsed.Root : null);
    }

    /// <summary>Each test of a list by itself, in their order; none of a text with mistakes.</summary>
    public static IReadOnlyList<CompiledTests> Separately(string text, FeelScope scope)
    {
        var parsed = FeelParser.ParseUnaryTests(text, scope);
        return parsed.IsWellFormed && parsed.Root is UnaryTestsNode all ? [.. all.Tests.Select(test => Single(text, new UnaryTestsNode(test.Span, [test], false), scope))] : [];
    }

    /// <summary>Tests for which no value will do.</summary>
    public static CompiledTests Never(FeelScope scope) => new("", FeelProgram.Compile(new UnaryTestsNode(default, [], IsNegated: true), scope), null);

    private static CompiledTests Single(string text, UnaryTestsNode test, FeelScope scope) => new(text, FeelProgram.Compile(test, scope), test);

    /// <summary>Null where the tests can say neither.</summary>
    /// <param name="slots">The values of the scope, the tested one among them.</param>
    public bool? Holds(FeelEvaluation run, FeelValue[] slots) => _program.Run(run, slots).AsBoolean;
}
