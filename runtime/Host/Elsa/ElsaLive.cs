using System.Collections.Concurrent;
using System.Threading.Channels;
using LowCode.Definitions;
using LowCode.Work.Changes;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using LowCode.Work.People;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.SignalR;

namespace LowCode.Host.Elsa;

/// <param name="InstanceId">Of an instance that somebody looks at.</param>
internal sealed record WatchedInstance(TenantId Tenant, string InstanceId)
{
    public string Group => $"{Tenant}/{InstanceId}";
}

/// <summary>
/// Tells viewers what moved: commits of this process at once, those of other nodes within a second. What moves often is told once for all that
/// happened meanwhile.
/// </summary>
internal sealed partial class ElsaLive(
    InstanceFeed feed, INodeChannel nodes, IHubContext<ElsaHub> hub, ElsaReader reader, ReadInstances instances, StoreState store, TimeProvider time,
    ILogger<ElsaLive> log)
    : BackgroundService
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<WatchedInstance, int> _watchers = new();
    private readonly ConcurrentDictionary<WatchedInstance, byte> _moved = new();
    private readonly ConcurrentDictionary<WatchedInstance, InstanceMark> _told = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <param name="seen">How far the instance was when the viewer came.</param>
    public void Watch(WatchedInstance instance, InstanceMark seen)
    {
        _watchers.AddOrUpdate(instance, 1, (_, count) => count + 1);
        _told.TryAdd(instance, seen);
    }

    public void Unwatch(WatchedInstance instance)
    {
        if (_watchers.AddOrUpdate(instance, 0, (_, count) => count - 1) <= 0)
        {
            _watchers.TryRemove(new KeyValuePair<WatchedInstance, int>(instance, 0));
            _told.TryRemove(instance, out _);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listening = feed.Listen(Hear);
        try
        {
            await Task.WhenAll(TellAsync(stoppingToken), LookAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private void Hear(InstanceChanged change)
    {
        if (!_watchers.IsEmpty && new WatchedInstance(change.Tenant, change.InstanceId) is var instance && _watchers.ContainsKey(instance))
        {
            _moved[instance] = 0;
            _signal.Writer.TryWrite(true);
        }
    }

    private async Task TellAsync(CancellationToken cancellation)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(cancellation))
        {
            foreach (var instance in _moved.Keys)
            {
                _moved.TryRemove(instance, out var _);
                await TellAsync(instance, cancellation);
            }
        }
    }

    private async Task TellAsync(WatchedInstance instance, CancellationToken cancellation)
    {
        try
        {
            var read = await reader.ReadAsync(Actor.System(instance.Tenant), instance.InstanceId, cancellation);
            var viewers = hub.Clients.Group(instance.Group);
            if (read.IsAccepted)
            {
                _told[instance] = read.Value.Row.Mark();
                await viewers.SendAsync("ActivityExecutionLogUpdatedAsync", new { stats = ElsaExecutions.Statistics(read.Value.History, null) }, cancellation);
                await viewers.SendAsync("WorkflowExecutionLogUpdatedAsync", new { }, cancellation);
            }

            await viewers.SendAsync("WorkflowInstanceUpdatedAsync", new { workflowInstanceId = instance.InstanceId }, cancellation);
        }
#pragma warning disable CA1031 // A viewer that is told nothing looks again itself; the next viewer must still be told.
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogUntold(failure, instance.InstanceId);
        }
    }

    /// <summary>Other nodes do not tell of every burst; whoever has viewers looks.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(_look, time);
        var failures = 0;
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            try
            {
                await LookAtAllAsync(cancellation);
                failures = 0;
            }
#pragma warning disable CA1031 // The store may be away; the next look finds what moved meanwhile.
            catch (Exception failure) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
            {
                store.Note(failure);
                if (failures++ == 0)
                {
                    LogBlind(failure);
                }
            }
        }
    }

    private async Task LookAtAllAsync(CancellationToken cancellation)
    {
        foreach (var ofTenant in (nodes.IsAlone ? [] : _watchers.Keys).GroupBy(w => w.Tenant))
        {
            var marks = await instances.MarksAsync(Actor.System(ofTenant.Key), [.. ofTenant.Select(w => w.InstanceId)], cancellation);
            foreach (var mark in marks.Value ?? [])
            {
                var instance = new WatchedInstance(ofTenant.Key, mark.InstanceId);
                if (_told.GetOrAdd(instance, mark) != mark)
                {
                    _moved[instance] = 0;
                    _signal.Writer.TryWrite(true);
                }
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Viewers of instance {InstanceId} could not be told that it moved.")]
    private partial void LogUntold(Exception failure, string instanceId);

    [LoggerMessage(LogLevel.Warning, "What other nodes did to watched instances could not be looked for; it is looked for again every second.")]
    private partial void LogBlind(Exception failure);
}
