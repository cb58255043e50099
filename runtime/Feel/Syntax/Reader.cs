using System.Runtime.CompilerServices;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Feel.Syntax;

/// <summary>Where the parser is in the text, which names it sees there, and what was wrong so far.</summary>
internal sealed class Reader(string text, FeelScope scope)
{
    private const int DeepestNesting = 300;
    private const int DeepestTree = 600;

    private static readonly HashSet<string> _keywords = new(StringComparer.Ordinal)
    {
        "and", "or", "between", "in", "instance", "of", "if", "then", "else", "for", "return", "some", "every", "satisfies", "function", "external",
    };

    private readonly List<FeelProblem> _problems = [];
    private int _nesting;

    // Trying a filter and going back can repeat work; a text that makes the parser do this much is refused.
    private long _work = 20_000 + (text.Length * 200L);

    public string Text => text;

    public FeelScope Scope => scope;

    public LocalScope? Locals { get; set; }

    public int At { get; set; }

    /// <summary>Where the token before ended: nodes end there, not behind the white space that follows.</summary>
    public int LastEnd { get; private set; }

    /// <summary>Told when something may stand at the end of the text: what an editor may offer there.</summary>
    public Action<ExpectedName>? AtEnd { get; init; }

    public bool IsAtEnd => At >= text.Length;

    public char Current => At < text.Length ? text[At] : '\0';

    public IReadOnlyList<FeelProblem> Problems => _problems;

    public int ProblemCount => _problems.Count;

    public bool GaveUp { get; private set; }

    /// <summary>Expressions begun so far, those that were tried and taken back too.</summary>
    public long Effort { get; private set; }

    /// <summary>Whether an expression may begin with the keyword.</summary>
    public static bool IsOpening(ReadOnlySpan<char> keyword) => keyword is "if" or "for" or "some" or "every" or "function";

    public static bool IsKeyword(ReadOnlySpan<char> word) => _keywords.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    public char Peek(int offset) => At + offset < text.Length ? text[At + offset] : '\0';

    /// <summary>An expression may begin here, if this is the end.</summary>
    public void AskAtEnd()
    {
        if (IsAtEnd)
        {
            AtEnd?.Invoke(new(Locals, null, false));
        }
    }

    /// <summary>Goes over white space and comments.</summary>
    public void SkipBlanks()
    {
        while (At < text.Length)
        {
            if (char.IsWhiteSpace(text[At]) || text[At] is '\u180E' or '\u200B' or '\uFEFF')
            {
                At++;
            }
            else if (text[At] == '/' && Peek(1) == '/')
            {
                var end = text.IndexOf('\n', At);
                At = end < 0 ? text.Length : end + 1;
            }
            else if (text[At] == '/' && Peek(1) == '*')
            {
                var end = text.IndexOf("*/", At + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    Report(FeelProblemCode.UnclosedComment, TextSpan.Between(At, text.Length));
                }

                At = end < 0 ? text.Length : end + 2;
            }
            else
            {
                return;
            }
        }
    }

    public void MoveTo(int end)
    {
        At = end;
        LastEnd = end;
        SkipBlanks();
    }

    /// <summary>Takes the signs if they stand here.</summary>
    public bool Take(string signs)
    {
        if (string.CompareOrdinal(text, At, signs, 0, signs.Length) != 0)
        {
            return false;
        }

        MoveTo(At + signs.Length);
        return true;
    }

    public bool IsWord(string word) => NameTokens.WordEnd(text, At) == At + word.Length && string.CompareOrdinal(text, At, word, 0, word.Length) == 0;

    public bool TakeWord(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        MoveTo(At + word.Length);
        return true;
    }

    /// <summary>Takes the signs, or reports that they are missing.</summary>
    public bool Expect(string signs)
    {
        if (Take(signs))
        {
            return true;
        }

        ReportExpected(signs);
        return false;
    }

    public void ExpectWord(string word)
    {
        if (!TakeWord(word))
        {
            ReportExpected(word);
        }
    }

    /// <summary>Of what is missing at the end of the text only the first is told.</summary>
    public void ReportExpected(object what)
    {
        if (!IsAtEnd || _problems.Count == 0 || _problems[^1].Code != FeelProblemCode.Expected || _problems[^1].Span.Start != At)
        {
            if (!ReportFullWidth(At))
            {
                Report(FeelProblemCode.Expected, HereSpan(), what, Here());
            }
        }
    }

    /// <summary>Reports a full-width sign at a place; false where none is. Each is told once.</summary>
    public bool ReportFullWidth(int at)
    {
        if (at < 0 || at >= text.Length || FullWidth.Of(text[at]) is not { } wanted)
        {
            return false;
        }

        if (!_problems.Any(p => p.Code == FeelProblemCode.FullWidthSign && p.Span.Start == at))
        {
            Report(FeelProblemCode.FullWidthSign, new(at, 1), text[at].ToString(), wanted);
        }

        return true;
    }

    public void Report(FeelProblemCode code, TextSpan span, params object?[] arguments)
    {
        if (!GaveUp)
        {
            _problems.Add(new(code, span, arguments));
        }
    }

    /// <summary>Whether the text broke the grammar since; names that nobody knows do not count.</summary>
    public bool IsWrongSince(int count) =>
        _problems.Skip(count).Any(p => p.Code is not (FeelProblemCode.UnknownName or FeelProblemCode.UnknownFunction or FeelProblemCode.UnknownType));

    /// <summary>Forgets the problems met since the count was that.</summary>
    public void ForgetSince(int count) => _problems.RemoveRange(count, _problems.Count - count);

    /// <summary>The span of the word or sign here; empty at the end.</summary>
    public TextSpan HereSpan() => new(At, Math.Min(text.Length - At, Math.Max(1, NameTokens.WordEnd(text, At) - At)));

    /// <summary>False where the text is nested too deep or takes too much work; then it is reported once and parsing ends.</summary>
    public bool Enter()
    {
        _nesting++;
        _work--;
        Effort++;
        if (GaveUp || (_nesting <= DeepestNesting && _work > 0 && RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            return !GaveUp;
        }

        GiveUp();
        return false;
    }

    public void Leave() => _nesting--;

    /// <summary>Completes a new node: its type, its depth.</summary>
    public T Made<T>(T node)
        where T : FeelNode
    {
        foreach (var child in Tree.Children(node))
        {
            node.Depth = Math.Max(node.Depth, child.Depth + 1);
            node.Size += child.Size;
        }

        if (node.Depth > DeepestTree && !GaveUp)
        {
            GiveUp();
        }

        var function = FunctionOf(node);
        if (node is CallNode call)
        {
            call.Known = function;
        }

        Inference.Set(node, function);
        return node;
    }

    // A variable hides a function of its name, unless it can be no function itself.
    private FeelFunction? FunctionOf(FeelNode node)
    {
        if (node is not CallNode { Function: NameNode name } || scope.Functions.Find(name.Name) is not { } function)
        {
            return null;
        }

        var isVariable = scope.IndexOf(name.Name) >= 0;
        for (var local = Locals; local is not null && !isVariable; local = local.Outer)
        {
            isVariable = local.Types.ContainsKey(name.Name);
        }

        return isVariable && name.Type.Kind is null or FeelKind.Function ? null : function;
    }

    private void GiveUp()
    {
        Report(FeelProblemCode.TooDeep, HereSpan());
        GaveUp = true;
        At = text.Length;
    }

    private object Here() => IsAtEnd ? new TextKey("token.end") : text.Substring(At, HereSpan().Length);
}
