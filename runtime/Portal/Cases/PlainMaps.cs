using LowCode.Definitions;
using LowCode.FormUi.Maps;

namespace LowCode.Portal.Cases;

/// <summary>No map: a grid of degrees.</summary>
internal sealed class PlainMaps : IMaps
{
    public MapSettings Of(TenantId tenant) => MapSettings.Plain;
}
