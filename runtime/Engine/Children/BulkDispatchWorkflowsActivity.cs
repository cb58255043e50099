using System.Text.Json.Nodes;
using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Compilation;
using LowCode.Engine.Effects;
using LowCode.Engine.Expressions;
using LowCode.Engine.Incidents;
using LowCode.Engine.State;

namespace LowCode.Engine.Children;

/// <summary>
/// Has an instance of another workflow started per item, after the commit. Where they are waited for, one bookmark stays until all have
/// ended, and an embedded activity may run for each end; otherwise it is done at once.
/// </summary>
internal sealed class BulkDispatchWorkflowsActivity : Activity, IStartsWorkflow
{
    private static readonly string[] _allEnded = ["Completed", "Done"];
    private static readonly string[] _someCancelled = ["Completed", "Canceled", "Done"];

    private readonly Input _definitionId;
    private readonly Input _items;
    private readonly Input _itemKey;
    private readonly Input _correlationId;
    private readonly Input _input;
    private readonly Input _waits;
    private readonly ActivityNode? _childCompleted;
    private readonly ActivityNode? _childFaulted;

    private BulkDispatchWorkflowsActivity(ActivitySource source)
    {
        _definitionId = source.Input("workflowDefinitionId");
        _items = source.Input("items");
        _itemKey = source.Input("defaultItemInputKey");
        _correlationId = source.Input("correlationIdFunction");
        _input = source.Input("input");
        _waits = source.Input("waitForCompletion");
        _childCompleted = source.Child("childCompleted");
        _childFaulted = source.Child("childFaulted");
    }

    public static ActivityType Type { get; } = new(
        new ActivityDescriptor("Elsa.BulkDispatchWorkflows", ActivityCategory.Composition, "dynamic_form")
        {
            Inputs =
            [
                new("workflowDefinitionId", "String") { Editor = InputEditor.Workflow, IsRequired = true }, new("items", "Object[]"), new("defaultItemInputKey", "String", "Item"),
                new("correlationIdFunction", "String") { IsEvaluatedOnDemand = true },
                new("input", "ObjectDictionary") { Editor = InputEditor.Dictionary }, new("waitForCompletion", "Boolean", true), new("startNewTrace", "Boolean", false) { IsAdvanced = true },
                new("channelName", "String") { IsAdvanced = true },
            ],
            RunsOutside = true,
            Outcomes = ["Completed", "Canceled", "Done"],
            Ports = ["childCompleted", "childFaulted"],
        },
        source => new BulkDispatchWorkflowsActivity(source))
    {
        // The correlation id of each child is computed from its item, which has no other place to stand.
        OwnVariables = ["Item"],
        BodyVariables = ["ChildInstanceId", "ChildOutput"],
    };

    public override bool KeepsBookmark => true;

    public Input DefinitionId => _definitionId;

    public override void Execute(Burst burst, ActivityExecution me)
    {
        var workflow = ChildStart.Published(burst, burst.Text(me, _definitionId));
        var items = (object?[]?)burst.Value(me, _items) ?? [];
        var common = ChildStart.Members(burst.Value(me, _input));
        var key = burst.Text(me, _itemKey) ?? "Item";
        var isAwaited = burst.Flag(me, _waits) && items.Length > 0;

        // What can fail comes first: nothing is started for a part of the items.
        var correlationIds = Array.ConvertAll(items, item => CorrelationId(burst, me, item));
        var hash = isAwaited ? Wait(burst, me) : null;
        var ids = new List<InstanceId>();
        foreach (var (index, item) in items.Index())
        {
            var id = burst.World.NewInstance();
            ids.Add(id);
            var start = ChildStart.Start(burst, WithItem(common, key, item), correlationIds[index], hash);
            burst.Effect(me, new Effect.DispatchWorkflow(me.Id, id, workflow.DefinitionId, start));
        }

        if (ids.Count > 0)
        {
            ChildStart.Dispatched(burst, me, workflow, ids);
        }

        if (isAwaited)
        {
            me.Progress = new AwaitedChildren(ids);
        }
        else
        {
            burst.Complete(me);
        }
    }

    public override void Resume(Burst burst, ActivityExecution me, object? payload)
    {
        var child = (DataObject)payload!;
        var id = (string)child["workflowInstanceId"]!;
        var awaited = (AwaitedChildren)me.Progress!;
        if (!awaited.Ids.Remove(new InstanceId(id)))
        {
            return;
        }

        if (child.TryGetValue("refused", out var refusal))
        {
            burst.Report(me, me.Node, IncidentReason.Of("child.refused", refusal));
        }

        var port = child.TryGetValue("subStatus", out var subStatus) ? (string?)subStatus : null;
        awaited.HasCancelled |= port == nameof(InstanceSubStatus.Cancelled);
        var activity = port switch
        {
            nameof(InstanceSubStatus.Finished) => _childCompleted,
            nameof(InstanceSubStatus.Faulted) => _childFaulted,
            _ => null,
        };
        if (activity is null)
        {
            CompleteIfAllEnded(burst, me);
        }
        else
        {
            burst.Schedule(activity, me, given: [id, child.TryGetValue("output", out var output) ? output : null]);
        }
    }

    public override void ChildCompleted(Burst burst, ActivityExecution me, ActivityExecution child, IReadOnlyList<string> outcomes) =>
        CompleteIfAllEnded(burst, me);

    public override void ChildCancelled(Burst burst, ActivityExecution me, ActivityExecution child) => CompleteIfAllEnded(burst, me);

    public override void Cancelled(Burst burst, ActivityExecution me)
    {
        if (me.Progress is AwaitedChildren children)
        {
            foreach (var id in children.Ids)
            {
                burst.Effect(me, new Effect.CancelChild(me.Id, id));
            }
        }
    }

    private static string Wait(Burst burst, ActivityExecution me)
    {
        burst.Wait(me, new JsonObject { ["parentInstanceId"] = burst.World.Instance.Value });
        return burst.State.OpenBookmarks[^1].Bookmark.Hash;
    }

    private string? CorrelationId(Burst burst, ActivityExecution me, object? item)
    {
        me.Variables![0] = item;
        var id = burst.Text(me, _correlationId);
        me.Variables[0] = null;
        return id;
    }

    // An object gives its members as inputs, anything else is one input.
    private static DataObject WithItem(DataObject common, string key, object? item)
    {
        var members = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in common.Concat(item as IEnumerable<KeyValuePair<string, object?>> ?? [new(key, item)]))
        {
            members[name] = value;
        }

        return new DataObject(members);
    }

    private static void CompleteIfAllEnded(Burst burst, ActivityExecution me)
    {
        var awaited = (AwaitedChildren)me.Progress!;
        if (awaited.Ids.Count == 0 && !me.HasOpenWork && me.FaultedChildren == 0)
        {
            burst.Complete(me, awaited.HasCancelled ? _someCancelled : _allEnded);
        }
    }
}
