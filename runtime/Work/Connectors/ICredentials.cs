using LowCode.Definitions;

namespace LowCode.Work.Connectors;

/// <summary>Port: secrets that connectors ask for by name. Processes, journals and backups hold the name alone.</summary>
public interface ICredentials
{
    /// <summary>Null: the tenant has none of that name.</summary>
    ValueTask<string?> FindAsync(TenantId tenant, string name, CancellationToken cancellation);
}

/// <summary>Where none are kept.</summary>
internal sealed class NoCredentials : ICredentials
{
    public ValueTask<string?> FindAsync(TenantId tenant, string name, CancellationToken cancellation) => ValueTask.FromResult<string?>(null);
}
