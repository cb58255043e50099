using LowCode.Feel.Problems;
using LowCode.Feel.Scopes;

namespace LowCode.Feel.Syntax;

/// <summary>Reads expressions and unary tests against a scope. Always gives a tree, whatever the text is.</summary>
public static class FeelParser
{
    /// <summary>In UTF-16 units; a longer text is a problem, and its tree is empty.</summary>
    public const int LongestText = 100_000;

    /// <summary>Reads an expression (DMN 1.5, 10.3.1.2). Never fails: what is wrong is told in <see cref="ParsedExpression.Problems"/>, and what is missing stands as a <see cref="MissingNode"/>.</summary>
    public static ParsedExpression ParseExpression(string text, FeelScope scope) => Parse(text, scope, static (_, expressions) => expressions.Expression());

    /// <summary>
    /// Tests of the variable <c>?</c> as in a decision table's cell: <c>-</c>, <c>&lt; 5, [7..9]</c>, <c>not("a", "b")</c>,
    /// <c>contains(?, "x")</c>. The scope should have a variable named <c>?</c>.
    /// </summary>
    public static ParsedExpression ParseUnaryTests(string text, FeelScope scope) => Parse(text, scope, UnaryTests);

    internal static ParsedExpression Parse(string text, FeelScope scope, Func<Reader, ExpressionReader, FeelNode> read, Action<ExpectedName>? atEnd = null)
    {
        if (text.Length > LongestText)
        {
            var whole = new TextSpan(0, text.Length);
            return new(text, new MissingNode(whole), scope, [new(FeelProblemCode.TooLong, whole, [LongestText])]);
        }

        var reader = new Reader(text, scope) { AtEnd = atEnd };
        reader.SkipBlanks();
        var expressions = new ExpressionReader(reader);
        var root = read(reader, expressions);
        List<FeelNode> rest = [];
        if (!reader.IsAtEnd)
        {
            if (!reader.ReportFullWidth(reader.At))
            {
                reader.Report(FeelProblemCode.ExpectedEnd, reader.HereSpan(), text[reader.At..]);
            }

            Recovery.Read(reader, expressions, rest);
        }

        return new(text, root, scope, [.. reader.Problems.OrderBy(p => p.Span.Start)]) { Rest = rest, Effort = reader.Effort };
    }

    private static UnaryTestsNode UnaryTests(Reader reader, ExpressionReader expressions)
    {
        var start = reader.At;
        if (reader.Current == '-' && reader.Text.AsSpan(start + 1).IsWhiteSpace())
        {
            reader.MoveTo(reader.Text.Length);
            return reader.Made(new UnaryTestsNode(TextSpan.Between(start, start + 1), [], false));
        }

        if (reader.TakeWord("not") && reader.Take("("))
        {
            var problems = reader.ProblemCount;
            var negated = Tests(reader, expressions);
            if (reader.Take(")") && reader.IsAtEnd)
            {
                return reader.Made(new UnaryTestsNode(TextSpan.Between(start, reader.LastEnd), negated, true));
            }

            reader.ForgetSince(problems);
        }

        reader.MoveTo(start);
        var tests = Tests(reader, expressions);
        return reader.Made(new UnaryTestsNode(TextSpan.Between(start, reader.LastEnd), tests, false));
    }

    private static List<FeelNode> Tests(Reader reader, ExpressionReader expressions)
    {
        var tests = new List<FeelNode>();
        do
        {
            tests.Add(expressions.Test());
        }
        while (reader.Take(","));
        return tests;
    }
}
