using System.Text.RegularExpressions;
using LowCode.Definitions;
using LowCode.Work.Connectors;

namespace LowCode.Host.Calls;

/// <summary>
/// Secrets as files, one each, in a folder per tenant, as containers mount them. Read at each call: a secret that was replaced holds for the
/// next one.
/// </summary>
internal sealed partial class CredentialFiles(string folder) : ICredentials
{
    public async ValueTask<string?> FindAsync(TenantId tenant, string name, CancellationToken cancellation)
    {
        var file = Path.Combine(folder, tenant.Value, name);
        return Names().IsMatch(name) && File.Exists(file) ? (await File.ReadAllTextAsync(file, cancellation)).TrimEnd('\r', '\n') : null;
    }

    // No way out of the folder: neither separators nor a dot at the beginning.
    [GeneratedRegex(@"^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$")]
    private static partial Regex Names();
}
