using System.Globalization;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Texts;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;
using LowCode.Feel.Compiling;
using LowCode.Feel.Numbers;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>
/// An expression of the business language, compiled with its definition. One that gives null because something did not fit is an incident
/// with the reason; null without a reason is no value, like anywhere in FEEL.
/// </summary>
internal sealed class FeelFormula
{
    private readonly string _text;
    private readonly FeelProgram _program;
    private readonly bool _isCondition;
    private readonly (int Index, FeelName Name)[] _reads;

    private FeelFormula(string text, FeelProgram program, bool isCondition, (int Index, FeelName Name)[] reads) =>
        (_text, _program, _isCondition, _reads) = (text, program, isCondition, reads);

    /// <summary>Null where the text does not follow the grammar, which is reported.</summary>
    /// <param name="typeName">What the input wants; a condition must be true or false.</param>
    public static FeelFormula? Compile(ActivityNode node, string text, string typeName, string path, CompilationNotes notes)
    {
        var names = new FeelNames(node);
        var scope = BusinessLanguage.Scope.With(names.Variables);
        var parsed = FeelParser.ParseExpression(text, scope);
        if (!parsed.IsWellFormed)
        {
            foreach (var problem in parsed.Problems)
            {
                var (line, column) = Place(text, problem.Span.Start);
                notes.Problem(path, "workflow.feel", line, column, problem.Text);
            }

            return null;
        }

        foreach (var problem in Checks.Of(parsed))
        {
            var (line, column) = Place(text, problem.Span.Start);
            notes.Refusal(path, "workflow.feel", line, column, problem.Text);
        }

        var program = FeelProgram.Compile(parsed);
        var wanted = FeelTypes.Of(typeName).Kind;
        var isCondition = wanted == FeelKind.Boolean;
        if (isCondition && program.Type.Kind is { } kind and not (FeelKind.Boolean or FeelKind.Null))
        {
            notes.Refusal(path, "workflow.feel.type", Word(FeelKind.Boolean), text, Word(kind));
        }
        else if (wanted is { } other && !MayBecome(program, other))
        {
            // Anything can be written as a text, though its author may not have meant it.
            Action<string, string, object?[]> note = other == FeelKind.String ? notes.Warning : notes.Refusal;
            note(path, "workflow.feel.type", [Word(other), text, Word(program.Type.Kind!.Value)]);
        }

        var reads = Reads.Of(parsed).Variables.Order(StringComparer.Ordinal).Select(v => (scope.IndexOf(v), names[v])).ToArray();
        return new FeelFormula(text, program, isCondition, reads);
    }

    /// <exception cref="ActivityFaultException">There is no value, or a condition is neither true nor false.</exception>
    public object? Evaluate(Burst burst, ActivityExecution me)
    {
        var inputs = new FeelValue[_program.Scope.Variables.Count];
        foreach (var (index, name) in _reads)
        {
            inputs[index] = FeelData.Read(StoredContent.Resolve(burst, name.Read(burst, me)), name.Type);
        }

        var (value, problems) = _program.Evaluate(inputs, BurstFeel.Options(burst));
        if (value.IsNull && problems.Count > 0)
        {
            throw new ActivityFaultException("feel.null", _text, EachLanguage.Of(language => BurstFeel.Text(problems, language)));
        }

        if (_isCondition && value.Kind is not (FeelKind.Boolean or FeelKind.Null))
        {
            throw new ActivityFaultException("feel.type", _text, WordInEach(FeelKind.Boolean), WordInEach(value.Kind), value.ToString());
        }

        return FeelData.Write(value);
    }

    // A text may be read as a number, a time or a duration; where it is written out, that is known.
    private static bool MayBecome(FeelProgram program, FeelKind wanted) => (program.Type.Kind, wanted) switch
    {
        (null or FeelKind.Null, _) => true,
        (FeelKind.Date, FeelKind.DateTime) => true,
        (FeelKind.String, FeelKind.Number) => program.Root is not LiteralNode { Value.AsString: { } text } || FeelNumber.Parse(text) is not null,
        (FeelKind.String, FeelKind.DateTime) => program.Root is not LiteralNode { Value.AsString: { } text } || FeelData.Read(text, FeelType.DateTime).Kind == wanted,
        (FeelKind.String, FeelKind.DaysDuration) => program.Root is not LiteralNode { Value.AsString: { } text } || FeelData.Read(text, FeelType.DaysDuration).Kind == wanted,
        ({ } kind, _) => kind == wanted,
    };

    private static string Word(FeelKind kind) => FeelTexts.Of(Kinds.Of(kind).Key, CultureInfo.CurrentUICulture);

    private static LocalizedText WordInEach(FeelKind kind) => EachLanguage.Of(language => FeelTexts.Of(Kinds.Of(kind).Key, language));

    // Counted from 1, as editors do.
    private static (int Line, int Column) Place(string text, int at)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        return (before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
