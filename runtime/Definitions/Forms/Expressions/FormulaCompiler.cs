using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Documents;
using LowCode.Definitions.Texts;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Definitions.Forms.Expressions;

/// <summary>A compiled expression with the fields that it reads.</summary>
/// <param name="Reads">Fields of the form, or columns of any row of a table.</param>
/// <param name="RowReads">Columns of its own row.</param>
internal sealed record Formula(FeelProgram Program, IReadOnlyList<FieldSlot> Reads, IReadOnlyList<FieldSlot> RowReads);

/// <summary>Compiles expressions of one scope: those of the form, or of a table's rows. What is wrong with one is told with its place in the text.</summary>
/// <param name="slots">The fields of the form by their keys.</param>
/// <param name="row">The table whose columns come first; null: the form.</param>
/// <param name="dictionaries">Takes the ids of dictionaries that expressions name, each with the place of the expression.</param>
internal sealed class FormulaCompiler(FeelScope scope, IReadOnlyDictionary<string, FieldSlot> slots, FieldSlot? row, ProblemList problems, List<(string Path, string Id)> dictionaries)
{
    /// <summary>What a filter asks about.</summary>
    public const string OptionVariable = "option";

    private FeelScope? _optionScope;

    /// <summary>An expression that must yield true or false; null where there is none, or none that could run.</summary>
    public Formula? Condition(string? text, string path) => text is null ? null : Compile(text, path, scope, FeelType.Boolean);

    /// <summary>An expression that must yield a value of the field.</summary>
    public Formula? Value(string? text, FieldSlot slot, string path) => text is null ? null : Compile(text, path, scope, slot.Kind.TypeOf(slot.Field));

    /// <summary>A condition about each of the things that may be chosen.</summary>
    public Formula? Option(string? text, string path) =>
        text is null ? null : Compile(text, path, _optionScope ??= scope.With(new FeelVariable(OptionVariable, FeelType.AnyContext)), FeelType.Boolean);

    private Formula? Compile(string text, string path, FeelScope within, FeelType wanted)
    {
        var parsed = FeelParser.ParseExpression(text, within);
        var wrong = Checks.Of(parsed);
        foreach (var problem in wrong)
        {
            problems.Add(path, "form-definition.expression", problem.Text, problem.Span.Start + 1, ProblemTexts.Clip(text));
        }

        // A field hides a function of its name; whoever calls it means the function.
        var hidden = Tree.All(parsed.Root).OfType<CallNode>().Select(c => c.Function).OfType<NameNode>().Where(n => within.IndexOf(n.Name) >= 0).Select(n => n.Name).Distinct().ToList();
        foreach (var name in hidden)
        {
            problems.Add(path, "form-definition.hidden-function", name, ProblemTexts.Clip(text));
        }

        if (wrong.Count + hidden.Count > 0)
        {
            return null;
        }

        var program = FeelProgram.Compile(parsed);
        if (!Fits(program.Type, wanted))
        {
            problems.Add(path, "form-definition.expression-type", Word(wanted), Word(program.Type), ProblemTexts.Clip(text));
            return null;
        }

        dictionaries.AddRange(DictionaryFunctions.Named(parsed.Root).Distinct().Select(id => (path, id)));
        var (reads, rowReads) = ReadsOf(parsed);
        return new Formula(program, reads, rowReads);
    }

    private (List<FieldSlot> Reads, List<FieldSlot> RowReads) ReadsOf(ParsedExpression parsed)
    {
        var (reads, rowReads) = (new List<FieldSlot>(), new List<FieldSlot>());
        foreach (var path in Reads.Of(parsed).Paths)
        {
            var parts = path.Split('.');
            if (row?.Columns.FirstOrDefault(c => c.Field.Key == parts[0]) is { } column)
            {
                rowReads.Add(column);
            }
            else if (slots.TryGetValue(parts[0], out var slot))
            {
                reads.Add(slot);
                reads.AddRange(parts.Length > 1 ? slot.Columns.Where(c => c.Field.Key == parts[1]) : TableReads.Of(parsed.Root, slot));
            }
        }

        return (reads, rowReads);
    }

    // What is not known before it runs is looked at when it has run; a moment has a day.
    private static bool Fits(FeelType type, FeelType wanted) =>
        type.Kind is not { } kind || wanted.Kind is not { } other || kind == FeelKind.Null || kind == other || (kind, other) == (FeelKind.DateTime, FeelKind.Date);

    private static object Word(FeelType type) =>
        type.Kind is { } kind ? FeelTexts.Of(Kinds.Of(kind).Key, System.Globalization.CultureInfo.CurrentUICulture) : type.ToString();
}
