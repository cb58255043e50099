using LowCode.Feel.Scopes;

namespace LowCode.Feel.Syntax;

/// <summary>
/// Reads on behind a sign or a word too many, so that an editor is told of the rest and offered what may stand there. That the expression
/// should have ended is told once, by the caller.
/// </summary>
internal static class Recovery
{
    /// <param name="rest">Takes the expressions that stand there.</param>
    public static void Read(Reader reader, ExpressionReader expressions, List<FeelNode> rest)
    {
        while (!reader.IsAtEnd && !reader.GaveUp)
        {
            if (!Begins(reader))
            {
                Skip(reader);
                continue;
            }

            var start = reader.At;
            rest.Add(expressions.Expression());
            if (reader.At == start)
            {
                reader.MoveTo(start + 1);
            }
        }
    }

    private static void Skip(Reader reader)
    {
        var isPath = reader.Current == '.';
        reader.ReportFullWidth(reader.At);
        reader.MoveTo(reader.At + reader.HereSpan().Length);
        if (isPath && NameTokens.StartsWord(reader.Text, reader.At))
        {
            // A property of what was closed before.
            reader.MoveTo(reader.At + reader.HereSpan().Length);
        }

        reader.AskAtEnd();
    }

    // Whether an expression may begin here: what else stands here joined or closed something that is not there.
    private static bool Begins(Reader reader)
    {
        var end = NameTokens.WordEnd(reader.Text, reader.At);
        return end > reader.At
            ? !Reader.IsKeyword(reader.Text.AsSpan(reader.At, end - reader.At)) || Reader.IsOpening(reader.Text.AsSpan(reader.At, end - reader.At))
            : reader.Current is '"' or '@' or '(' or '[' or '{' or '-';
    }
}
