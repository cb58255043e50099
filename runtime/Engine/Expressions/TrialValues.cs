using System.Text.Json;
using LowCode.Definitions.Expressions;
using LowCode.Definitions.Values;
using LowCode.Feel.Compiling;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Types;
using LowCode.Feel.Values;

namespace LowCode.Engine.Expressions;

/// <summary>What an expression that is tried out may read: fields with their values, from a context of FEEL. A JSON object is one.</summary>
public sealed class TrialValues
{
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false };

    private TrialValues(FeelScope scope, FeelValue[] values, IReadOnlyList<FeelProblem> problems) =>
        (Scope, Values, Problems) = (scope, values, problems);

    public FeelScope Scope { get; }

    /// <summary>What is wrong with the text; positions are in it.</summary>
    public IReadOnlyList<FeelProblem> Problems { get; }

    /// <summary>False: the text gives no fields.</summary>
    public bool AreGiven => Problems.Count == 0;

    internal FeelValue[] Values { get; }

    /// <summary>Members of a JSON object; their names may be any.</summary>
    public static TrialValues Of(JsonElement json) =>
        Of(FeelData.Read(DataValue.From(json), FeelType.AnyContext).AsContext!, field => TypeOf(field.Value));

    /// <param name="text">A context such as <c>{金额: 12800.5, 提交日: @"2026-03-01"}</c>, or a JSON object; blank: nothing may be read.</param>
    public static TrialValues Of(string text, FeelOptions options, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return new(BusinessLanguage.Scope, [], []);
        }

        // JSON has escapes and numbers of its own, so what is JSON is read as such.
        if (JsonIn(text) is { } json)
        {
            using (json)
            {
                return Of(json.RootElement);
            }
        }

        var parsed = FeelParser.ParseExpression(text, BusinessLanguage.Scope);
        if (!parsed.IsWellFormed)
        {
            return new(BusinessLanguage.Scope, [], parsed.Problems);
        }

        var (value, problems) = FeelProgram.Compile(parsed).Evaluate([], options, cancellation);
        if (problems.Count > 0 || value.AsContext is not { } context)
        {
            var notOne = new FeelProblem(FeelProblemCode.ResultType, parsed.Root.Span, [Kinds.Of(FeelKind.Context), value, Kinds.Of(value)]);
            return new(BusinessLanguage.Scope, [], problems.Count > 0 ? problems : [notOne]);
        }

        var types = parsed.Root.Type as FeelType.ContextType;
        return Of(context, field => types?.FieldOf(field.Key) ?? FeelType.Any);
    }

    private static TrialValues Of(FeelContext context, Func<KeyValuePair<string, FeelValue>, FeelType> typeOf) => new(
        BusinessLanguage.Scope.With(context.Select(f => new FeelVariable(f.Key, typeOf(f)))), [.. context.Select(f => f.Value)], []);

    private static JsonDocument? JsonIn(string text)
    {
        try
        {
            var json = JsonDocument.Parse(text, _strict);
            return json.RootElement.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FeelType TypeOf(FeelValue value) => value.Kind switch
    {
        FeelKind.Boolean => FeelType.Boolean,
        FeelKind.Number => FeelType.Number,
        FeelKind.String => FeelType.String,
        FeelKind.List => FeelType.ListOf(FeelType.Common(value.AsList!.Select(TypeOf))),
        FeelKind.Context => FeelType.ContextOf([.. value.AsContext!.Select(f => (f.Key, TypeOf(f.Value)))]),
        _ => FeelType.Any,
    };
}
