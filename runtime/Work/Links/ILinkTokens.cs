using LowCode.Definitions;
using LowCode.Engine;

namespace LowCode.Work.Links;

/// <summary>Port: seals what a link says, so that nobody can make or change one.</summary>
public interface ILinkTokens
{
    string Write(LinkTicket ticket);

    /// <summary>Null: it was not made here, or was changed. Whether it still holds is not asked.</summary>
    LinkTicket? Read(string token);
}

/// <summary>What a link says: whose instance it moves on, by which bookmark or event, and until when.</summary>
/// <param name="BookmarkId">Null: it tells of an event.</param>
/// <param name="EventName">Null: it resumes a bookmark.</param>
/// <param name="Nonce">Used up with the link.</param>
public sealed record LinkTicket(TenantId Tenant, InstanceId Instance, string? BookmarkId, string? EventName, DateTimeOffset ExpiresAt, string Nonce);

/// <summary>Where the links of this server begin.</summary>
/// <param name="BaseAddress">Without a slash at its end; empty: nobody said it, and links are paths.</param>
public sealed record LinkAddress(string BaseAddress = "");

/// <summary>Where nothing can be sealed.</summary>
internal sealed class NoLinkTokens : ILinkTokens
{
    public string Write(LinkTicket ticket) => throw new NotSupportedException("Expected keys to seal links with, but this process has none.");

    public LinkTicket? Read(string token) => null;
}
