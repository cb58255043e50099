using LowCode.Connectors.Sdk;
using LowCode.Engine.Activities;
using LowCode.Engine.Branching;
using LowCode.Engine.Cases;
using LowCode.Engine.Children;
using LowCode.Engine.Compilation;
using LowCode.Engine.Connectors;
using LowCode.Engine.Events;
using LowCode.Engine.Expressions;
using LowCode.Engine.Flowcharts;
using LowCode.Engine.Http;
using LowCode.Engine.Judging;
using LowCode.Engine.Loops;
using LowCode.Engine.Primitives;
using LowCode.Engine.Scripts;
using LowCode.Engine.Sequences;
using LowCode.Engine.StateMachines;
using LowCode.Engine.Tasks;
using LowCode.Engine.Timers;

namespace LowCode.Engine;

/// <summary>Types of activity that an engine runs.</summary>
public sealed class ActivityCatalogue
{
    private static readonly HashSet<string> _generic = [ForEachActivity.Type.Descriptor.Type, ParallelForEachActivity.Type.Descriptor.Type];

    private readonly IReadOnlyList<ActivityType> _types;
    private readonly Dictionary<string, ActivityType> _byType;

    private ActivityCatalogue(IReadOnlyList<ActivityType> types)
    {
        _types = types;
        _byType = types.ToDictionary(t => t.Descriptor.Type, StringComparer.Ordinal);
        Descriptors = [.. types.Select(t => t.Descriptor)];
    }

    public static ActivityCatalogue Standard { get; } = new(
    [
        FlowchartActivity.Type,
        SequenceActivity.Type,
        ParallelActivity.Type,
        ForkActivity.Type,
        StateMachineActivity.Type,
        FlowNodeActivity.Type,
        WorkflowActivity.Type,
        StartActivity.Type,
        EndActivity.Type,
        FinishActivity.Type,
        CompleteActivity.Type,
        IfActivity.Type,
        SwitchActivity.Type,
        FlowDecisionActivity.Type,
        FlowSwitchActivity.Type,
        FlowForkActivity.Type,
        FlowJoinActivity.Type,
        ForActivity.Type,
        ForEachActivity.Type,
        ParallelForEachActivity.Type,
        WhileActivity.Type,
        BreakActivity.Type,
        SetVariableActivity.Type,
        SetOutputActivity.Type,
        SetNameActivity.Type,
        CorrelateActivity.Type,
        WriteLineActivity.Type,
        FaultActivity.Type,
        RunJavaScriptActivity.Type,
        DelayActivity.Type,
        TimerActivity.Type,
        CronActivity.Type,
        StartAtActivity.Type,
        HttpEndpointActivity.Type,
        WriteHttpResponseActivity.Type,
        WriteFileHttpResponseActivity.Type,
        SendHttpRequestActivity.Type,
        FlowSendHttpRequestActivity.Type,
        DownloadHttpFileActivity.Type,
        EventActivity.Type,
        PublishEventActivity.Type,
        RunTaskActivity.Type,
        ExecuteWorkflowActivity.Type,
        DispatchWorkflowActivity.Type,
        BulkDispatchWorkflowsActivity.Type,
        DecideActivity.Type,
        CheckRuleActivity.Type,
        PublishRuleActivity.Type,
        UserTaskActivity.Type,
        UpdateCaseActivity.Type,
    ]);

    public IReadOnlyList<ActivityDescriptor> Descriptors { get; }

    /// <summary>These and an activity for each connector.</summary>
    /// <exception cref="ArgumentException">Two types have the same name.</exception>
    internal ActivityCatalogue With(IReadOnlyList<Connector> connectors) =>
        connectors.Count == 0 ? this : new([.. _types, .. connectors.Select(ConnectorActivity.TypeOf)]);

    /// <summary>A type that is not in it may be a workflow.</summary>
    internal static Activity Unknown(ActivityNode node, ExpressionCompiler expressions, CompilationNotes notes) => new UsedWorkflowActivity(node, expressions, notes);

    internal ActivityType? Find(string type) => _byType.GetValueOrDefault(type)
        ?? (GenericType.Split(type) is var (general, item) && _generic.Contains(general) ? GenericType.Of(_byType[general], item) : null);
}
