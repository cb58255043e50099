using System.Globalization;
using LowCode.Definitions.Values;
using LowCode.Engine.Compilation;
using LowCode.Engine.Incidents;
using LowCode.Engine.Links;
using LowCode.Engine.State;
using LowCode.Scripting;

namespace LowCode.Engine.Bursts;

/// <summary>What a script sees of the instance from where its activity stands.</summary>
internal sealed class ExecutionScope(Burst burst, ActivityExecution me, Action<IReadOnlyList<string>>? onOutcomes) : IScriptScope
{
    private readonly NodeScope _scope = me.Node.Scope;

    public DateTimeOffset Now => burst.Now;

    public string InstanceId => burst.World.Instance.Value;

    public string DefinitionId => burst.Workflow.DefinitionId;

    public string DefinitionVersionId => burst.Workflow.Definition.Id;

    public int DefinitionVersion => burst.Workflow.Version;

    public string? CorrelationId
    {
        get => burst.State.CorrelationId;
        set => burst.State.CorrelationId = value;
    }

    public string? InstanceName
    {
        get => burst.State.Name;
        set => burst.State.Name = value;
    }

    public object? LastResult => burst.State.LastResult;

    public IReadOnlyList<string> VariableNames => _scope.VariableNames;

    public string? VariableOf(string accessor) => _scope.VariableOf(accessor);

    public object? GetVariable(string name) => _scope.ByName(name) is { } slot ? burst.Data.Read(me, slot) : null;

    public void SetVariable(string name, object? value)
    {
        if (_scope.ByName(name) is not { } slot)
        {
            throw new ScriptScopeException("script.no-variable", name);
        }

        try
        {
            burst.Data.Write(me, slot, value);
        }
        catch (ActivityFaultException fault)
        {
            throw new ScriptScopeException(fault.Reason.Code, fault.Reason.Values);
        }
    }

    public string? InputOf(string accessor) => _scope.InputOf(accessor);

    public object? GetInput(string name) => burst.Data.WorkflowInput(me, name);

    public bool HasActivity(string activity) => (me.Node.Workflow.Node(activity) ?? me.Node.Workflow.NodeByName(activity)) is not null;

    public object? GetOutput(string activity, string? output)
    {
        var node = me.Node.Workflow.Node(activity) ?? me.Node.Workflow.NodeByName(activity);
        return node is null ? null : burst.Data.Output(me, node.Id, output ?? "result");
    }

    public string? GetSetting(string name) => burst.World.Context.Settings is { } settings
        ? settings.GetValueOrDefault(name)
        : throw new ScriptScopeException("script.no-settings", ScriptFunctions.GetConfig, name);

    public object? ReadContent(ContentReference reference)
    {
        try
        {
            return StoredContent.Resolve(burst, reference);
        }
        catch (ActivityFaultException fault)
        {
            throw new ScriptScopeException(fault.Reason.Code, fault.Reason.Values);
        }
    }

    public string BookmarkLink(string bookmark, object? until)
    {
        var activity = me.Node.Workflow.Node(bookmark) ?? me.Node.Workflow.NodeByName(bookmark);
        if (LinkableBookmarks.Find(burst.State, bookmark, activity?.Id) is not { } open)
        {
            throw new ScriptScopeException("script.link-nobody", bookmark);
        }

        return LinkableBookmarks.Contains(open)
            ? Links.ToBookmark(burst.World.Instance, open.Id, Term(until))
            : throw new ScriptScopeException("script.link-kind", LinkableBookmarks.Names, bookmark, open.Name);
    }

    public string EventLink(string eventName, object? until) => eventName.Length > 0
        ? Links.ToEvent(burst.World.Instance, eventName, Term(until))
        : throw new ScriptScopeException("script.link-no-event");

    public void SetOutcomes(IReadOnlyList<string> outcomes) => onOutcomes?.Invoke(outcomes);

    public ulong NextRandom() => burst.World.Random.Next();

    private ILinks Links => burst.World.Context.Links ?? throw new ScriptScopeException("script.no-links");

    private LinkTerm Term(object? until) => LinkLifetime.Until(until, burst.Now) is { } end
        ? new LinkTerm(end, burst.World.Random.Next().ToString("x16", CultureInfo.InvariantCulture))
        : throw new ScriptScopeException("script.link-lifetime", (long)LinkLifetime.Longest.TotalDays, DataValue.ToText(until));
}
