using LowCode.FormUi;
using LowCode.Host.Access;
using LowCode.Portal.Session;
using LowCode.Work.Access;
using LowCode.Work.Instances;
using Microsoft.AspNetCore.SignalR;

namespace LowCode.Host.Elsa;

/// <summary>Elsa's live updates: a viewer says which instance it shows and is told when it moved. Only one's own tenant's instances can be watched.</summary>
internal sealed class ElsaHub(ElsaLive live, ReadInstances instances) : Hub
{
    public const string Path = "/elsa/hubs/workflow-instance";

    /// <summary>Instances that one connection may watch: Studio shows one at a time.</summary>
    public const int MostWatched = 100;

    private const string Watched = "watched";

    /// <summary>Called by Studio by this name.</summary>
    public async Task ObserveInstanceAsync(string instanceId)
    {
        if (Context.User is not { } user
            || ActorClaims.ActorOf(user) is not { } actor
            || AccessClaims.ScopesOf(user)?.Contains(Scope.ReadInstances) == false
            || await instances.GetAsync(actor, instanceId, Context.ConnectionAborted) is not { Value: { } row })
        {
            throw new HubException("Access denied.");
        }

        var watched = (HashSet<WatchedInstance>)(Context.Items[Watched] ??= new HashSet<WatchedInstance>());
        var instance = new WatchedInstance(actor.Tenant, instanceId);
        if (watched.Count >= MostWatched && !watched.Contains(instance))
        {
            throw new HubException(Texts.ElsaMostWatched.With(MostWatched));
        }

        if (watched.Add(instance))
        {
            live.Watch(instance, row.Mark());
            await Groups.AddToGroupAsync(Context.ConnectionId, instance.Group, Context.ConnectionAborted);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        foreach (var instance in Context.Items[Watched] as HashSet<WatchedInstance> ?? [])
        {
            live.Unwatch(instance);
        }

        return base.OnDisconnectedAsync(exception);
    }
}
