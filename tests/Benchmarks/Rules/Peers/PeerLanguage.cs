using System.Text.Encodings.Web;
using System.Text.Json;
using LowCode.Definitions.Rules;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>Condition rules as expressions of another engine. Documents carry <c>day</c>, their date as a number, because not all can compare dates.</summary>
internal abstract class PeerLanguage(string and, string or)
{
    private static readonly JsonSerializerOptions _relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What can be said in all languages that are compared: fields and lines, no lists, aggregates and comparisons of documents.</summary>
    public static bool Says(RuleCondition condition, DocumentSchema schema) => condition switch
    {
        RuleCondition.All all => all.Conditions.All(c => Says(c, schema)),
        RuleCondition.Field field => Says(field.Test, schema.Field(field.Test.Field)!.Kind),
        RuleCondition.AnyLine line => line.Tests.All(t => Says(t, schema.LineField(t.Field)!.Kind)),
        _ => false,
    };

    public string Of(RuleDefinition rule) =>
        $"{Day} >= {DayOf(rule.ValidFrom)} {and} {Day} <= {DayOf(rule.ValidTo)} {and} {Of(rule.When)}";

    protected abstract string Day { get; }

    protected abstract string Field(string name);

    protected abstract string LineField(string name);

    protected abstract string AnyLine(string test);

    protected abstract string StartsWith(string value, string text);

    protected abstract string Contains(string value, string text);

    protected abstract string Number(decimal number);

    private static bool Says(ValueTest test, FieldKind kind) => kind is FieldKind.Text or FieldKind.Number && test.Operator != TestOperator.InList;

    private static int DayOf(DateOnly day) => (((day.Year * 100) + day.Month) * 100) + day.Day;

    private string Of(RuleCondition condition) => condition switch
    {
        RuleCondition.All all => $"({string.Join($" {and} ", all.Conditions.Select(Of))})",
        RuleCondition.Field field => Of(field.Test, Field(field.Test.Field)),
        RuleCondition.AnyLine line => AnyLine(string.Join($" {and} ", line.Tests.Select(t => Of(t, LineField(t.Field))))),
        _ => throw new ArgumentException($"Expected a condition that the language can say, but got {condition}.", nameof(condition)),
    };

    // An absent value meets isNull alone.
    private string Of(ValueTest test, string name)
    {
        var values = test.Operands.Select(o => o.Kind == FieldKind.Text ? JsonSerializer.Serialize(o.Text, _relaxed) : Number(o.Number)).ToList();
        var tested = test.Operator switch
        {
            TestOperator.Eq or TestOperator.In => string.Join($" {or} ", values.Select(v => $"{name} == {v}")),
            TestOperator.Ne or TestOperator.NotIn => string.Join($" {and} ", values.Select(v => $"{name} != {v}")),
            TestOperator.Lt => $"{name} < {values[0]}",
            TestOperator.Le => $"{name} <= {values[0]}",
            TestOperator.Gt => $"{name} > {values[0]}",
            TestOperator.Ge => $"{name} >= {values[0]}",
            TestOperator.Between => $"{name} >= {values[0]} {and} {name} <= {values[1]}",
            TestOperator.Prefix => string.Join($" {or} ", values.Select(v => StartsWith(name, v))),
            TestOperator.NotPrefix => string.Join($" {and} ", values.Select(v => $"({StartsWith(name, v)}) == false")),
            TestOperator.ContainsAny => string.Join($" {or} ", values.Select(v => Contains(name, v))),
            TestOperator.IsNull => null,
            _ => "true",
        };
        return tested is null ? $"({name} == null)" : $"({name} != null {and} ({tested}))";
    }
}
