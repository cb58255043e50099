using LowCode.Definitions;
using LowCode.FormUi.Maps;

namespace LowCode.Portal.Cases;

/// <summary>What lies below the places of a tenant's forms.</summary>
public interface IMaps
{
    MapSettings Of(TenantId tenant);
}
