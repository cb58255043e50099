using LowCode.Definitions;
using LowCode.Engine;
using LowCode.Engine.Links;

namespace LowCode.Work.Links;

/// <summary>Makes links of a tenant, at Elsa's addresses.</summary>
public sealed class SignedLinks(LinkAddress options, ILinkTokens tokens)
{
    private const string Bookmarks = "/elsa/api/bookmarks/resume?t=";
    private const string Events = "/elsa/api/events/trigger?t=";

    /// <summary>Null: this process cannot seal any.</summary>
    internal ILinks? Of(TenantId tenant) => tokens is NoLinkTokens ? null : new Links(options, tokens, tenant);

    private sealed class Links(LinkAddress options, ILinkTokens tokens, TenantId tenant) : ILinks
    {
        public string ToBookmark(InstanceId instance, string bookmarkId, LinkTerm term) =>
            Address(Bookmarks, new LinkTicket(tenant, instance, bookmarkId, EventName: null, term.ExpiresAt, term.Nonce));

        public string ToEvent(InstanceId instance, string eventName, LinkTerm term) =>
            Address(Events, new LinkTicket(tenant, instance, BookmarkId: null, eventName, term.ExpiresAt, term.Nonce));

        private string Address(string path, LinkTicket ticket) => $"{options.BaseAddress}{path}{Uri.EscapeDataString(tokens.Write(ticket))}";
    }
}
