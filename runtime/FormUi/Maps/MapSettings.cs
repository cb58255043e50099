namespace LowCode.FormUi.Maps;

/// <summary>What lies below the places of a form. Both are served by the product itself: forms work where no other server can be reached.</summary>
/// <param name="Tiles">Address of pictures with <c>{z}</c>, <c>{x}</c> and <c>{y}</c>; null: there are none, a grid of degrees is drawn.</param>
/// <param name="Boundaries">Address of a GeoJSON document of areas with a <c>name</c>; null: none.</param>
/// <param name="Lon">Where the map is looked at first; with <see cref="Boundaries"/> it is fitted to them instead.</param>
public sealed record MapSettings(string? Tiles, string? Boundaries, double Lon, double Lat, int Zoom)
{
    public static MapSettings Plain { get; } = new(null, null, 104, 35, 4);
}
