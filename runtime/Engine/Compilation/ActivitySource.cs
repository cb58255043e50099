using System.Text.Json;
using LowCode.Definitions.Values;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Activities;
using LowCode.Engine.Expressions;

namespace LowCode.Engine.Compilation;

/// <summary>What a behaviour is made from: the activity as written, its place in the graph, and where to report what is wrong.</summary>
internal sealed class ActivitySource(ActivityNode node, ActivityDescriptor descriptor, ExpressionCompiler expressions, CompilationNotes notes)
{
    public ActivityNode Node { get; } = node;

    public ActivityDefinition Definition => Node.Definition;

    public CompilationNotes Notes { get; } = notes;

    /// <param name="name">An input that the descriptor declares.</param>
    public Input Input(string name)
    {
        var declared = descriptor.Inputs.First(i => i.Name == name);
        var input = new Input(declared, expressions.ReadInput(Node, declared), Path(name));
        InputChecks.Check(this, declared, input);
        return input;
    }

    /// <summary>A bare <c>{type, value}</c> expression inside a plain member.</summary>
    public Input Expression(JsonElement expression, string typeName, string member) =>
        new(new InputDescriptor(member, typeName), expressions.Read(Node, expression, typeName, Path(member)), Path(member));

    /// <summary>Checks a script that is given as a text.</summary>
    public void Prepare(string text, string path) => expressions.Prepare(Node, text, path);

    public OutputTarget Output(string name) => OutputTarget.Of(this, name);

    public ActivityNode? Child(string member) => Children(member).FirstOrDefault();

    public ActivityNode[] Children(string member) => [.. Definition.Under(member).Select(a => Node.Workflow.Node(a.Id)!).Distinct()];

    /// <summary>The embedded activity that is written there.</summary>
    public ActivityNode? Named(JsonElement? activity) => activity?.Text("id") is { } id ? Node.Workflow.Node(id) : null;

    /// <summary>A value inside a plain member.</summary>
    public Input Value(JsonElement value, string typeName, string member) =>
        new(new InputDescriptor(member, typeName), new Expression.Literal(DataValue.From(value)), Path(member));

    public JsonElement? Member(string name) => Definition.Json.Member(name);

    public string Path(string member) => $"{Definition.Path}/{member}";
}
