using LowCode.Definitions;
using LowCode.Work.Releases;

namespace LowCode.Portal.Troubles;

/// <summary>Names of processes as the tenant's current release spells them.</summary>
public sealed class ProcessNames
{
    private readonly Dictionary<string, string> _names;

    private ProcessNames(Dictionary<string, string> names) => _names = names;

    public static async Task<ProcessNames> ReadAsync(
        PublishedDefinitions definitions, TenantId tenant, IEnumerable<string?> processes, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(definitions);
        var release = await definitions.CurrentAsync(tenant, cancellation);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var process in processes.OfType<string>().Distinct())
        {
            if (release.WorkflowHash(process) is { } hash && (await definitions.WorkflowAsync(tenant, hash, cancellation)).Name is { } name)
            {
                names[process] = name;
            }
        }

        return new ProcessNames(names);
    }

    /// <summary>The id itself where the release does not know it, or it has no name.</summary>
    public string? Of(string? process) => process is null ? null : _names.GetValueOrDefault(process, process);
}
