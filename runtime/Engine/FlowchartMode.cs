namespace LowCode.Engine;

/// <summary>How a flowchart decides what runs next. Stored with each instance: numbers never change.</summary>
public enum FlowchartMode
{
    /// <summary>Visits of activities and connections are counted; untaken branches are passed through as not followed. Elsa's default.</summary>
    Counter = 0,

    /// <summary>Taken connections carry tokens; the merge mode of an activity says which of them it needs.</summary>
    Token = 1,
}
