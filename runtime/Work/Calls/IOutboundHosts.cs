using LowCode.Definitions;

namespace LowCode.Work.Calls;

/// <summary>Port: hosts inside the network that processes of a tenant may call.</summary>
public interface IOutboundHosts
{
    /// <summary>In the order of their names.</summary>
    Task<IReadOnlyList<OutboundHost>> AllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>One that is there already stays as it is.</summary>
    Task AddAsync(TenantId tenant, OutboundHost host, CancellationToken cancellation);

    /// <summary>False: it was not there.</summary>
    Task<bool> RemoveAsync(TenantId tenant, string host, CancellationToken cancellation);
}

/// <param name="Host">As <see cref="HostName"/> spells it: <c>name</c> or <c>name:port</c>.</param>
public sealed record OutboundHost(string Host, DateTimeOffset CreatedAt, string CreatedBy);
