using System.Security.Cryptography;
using System.Text.Json;
using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Work.Links;
using Microsoft.AspNetCore.DataProtection;

namespace LowCode.Host.Links;

/// <summary>
/// Seals links by the keys of the server's data protection, which sign and encrypt, change by themselves and go on reading what older ones
/// sealed. When a link expires is in it, so that the server's own clock decides.
/// </summary>
internal sealed class ProtectedLinkTokens(IDataProtectionProvider protection) : ILinkTokens
{
    private readonly IDataProtector _protector = protection.CreateProtector("LowCode.Links", "v1");

    public string Write(LinkTicket ticket) => _protector.Protect(JsonSerializer.Serialize(new Sealed(
        ticket.Tenant.Value, ticket.Instance.Value, ticket.BookmarkId, ticket.EventName, ticket.ExpiresAt, ticket.Nonce)));

    public LinkTicket? Read(string token)
    {
        try
        {
            return JsonSerializer.Deserialize<Sealed>(_protector.Unprotect(token)) is { } read
                ? new LinkTicket(new TenantId(read.T), new InstanceId(read.I), read.B, read.E, read.X, read.N)
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }

    private sealed record Sealed(string T, string I, string? B, string? E, DateTimeOffset X, string N);
}
