namespace LowCode.Engine.Activities;

/// <summary>How a designer lets people enter an input.</summary>
/// <param name="Hint">Elsa's spelling, its <c>uiHint</c>.</param>
public sealed record InputEditor(string Hint)
{
    public static InputEditor SingleLine { get; } = new("singleline");

    public static InputEditor MultiLine { get; } = new("multiline");

    public static InputEditor Checkbox { get; } = new("checkbox");

    /// <summary>One of the input's options.</summary>
    public static InputEditor Dropdown { get; } = new("dropdown");

    /// <summary>Any number of the input's options.</summary>
    public static InputEditor CheckList { get; } = new("checklist");

    /// <summary>A program text; the input says in which language.</summary>
    public static InputEditor Code { get; } = new("code-editor");

    public static InputEditor Json { get; } = new("json-editor");

    /// <summary>Any number of short texts.</summary>
    public static InputEditor Texts { get; } = new("multitext");

    /// <summary>Texts by name.</summary>
    public static InputEditor Dictionary { get; } = new("dictionary");

    public static InputEditor Time { get; } = new("datetime-picker");

    public static InputEditor Variable { get; } = new("variable-picker");

    public static InputEditor WorkflowOutput { get; } = new("output-picker");

    /// <summary>Outcomes of the process.</summary>
    public static InputEditor Outcomes { get; } = new("outcome-picker");

    public static InputEditor Workflow { get; } = new("workflow-definition-picker");

    /// <summary>Cases that each hold an activity.</summary>
    public static InputEditor Cases { get; } = new("switch-editor");

    /// <summary>Cases that are outcomes.</summary>
    public static InputEditor FlowCases { get; } = new("flow-switch-editor");

    /// <summary>Status codes that each hold an activity or are outcomes.</summary>
    public static InputEditor StatusCodes { get; } = new("http-status-codes");

    /// <summary>Names of outcomes that the activity has besides its own.</summary>
    public static InputEditor OwnOutcomes { get; } = new("dynamic-outcomes");
}
