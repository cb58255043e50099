using LowCode.Work;

namespace LowCode.Portal.Public;

/// <summary>Whom a public page belongs to, as its address says.</summary>
/// <param name="Tenant">Null: there is none of that code.</param>
public sealed record PublicTenant(Tenant? Tenant);
