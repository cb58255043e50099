using LowCode.Definitions;
using LowCode.FormUi.Maps;
using LowCode.Portal.Cases;

namespace LowCode.Host.Maps;

/// <summary>
/// Maps as files of the data folder: <c>maps/TENANT/boundaries.geojson</c>, and pictures in <c>maps/TENANT/tiles/z/x/y.png</c>. Whoever runs the
/// product puts them there; where there are none, forms draw a grid. Nothing is loaded from elsewhere.
/// </summary>
public sealed class MapFiles(HostSettings settings) : IMaps
{
    private const string Boundaries = "boundaries.geojson";

    public MapSettings Of(TenantId tenant) => MapSettings.Plain with
    {
        Boundaries = BoundariesOf(tenant) is null ? null : "/map/boundaries",
        Tiles = Directory.Exists(Path.Combine(FolderOf(tenant), "tiles")) ? "/map/tiles/{z}/{x}/{y}" : null,
    };

    /// <summary>Null: there are none.</summary>
    public string? BoundariesOf(TenantId tenant) => Existing(Path.Combine(FolderOf(tenant), Boundaries));

    /// <summary>Null: there is none.</summary>
    public string? TileOf(TenantId tenant, int z, int x, int y) => Existing(Path.Combine(FolderOf(tenant), "tiles", $"{z}", $"{x}", $"{y}.png"));

    /// <summary>Gives a tenant the boundaries that a template brings, unless it has its own.</summary>
    public void Install(TenantId tenant, string templateFolder)
    {
        var source = Path.Combine(templateFolder, "map", Boundaries);
        if (File.Exists(source) && BoundariesOf(tenant) is null)
        {
            Directory.CreateDirectory(FolderOf(tenant));
            File.Copy(source, Path.Combine(FolderOf(tenant), Boundaries));
        }
    }

    private static string? Existing(string path) => File.Exists(path) ? path : null;

    private string FolderOf(TenantId tenant) => Path.GetFullPath(Path.Combine(settings.DataFolder, "maps", tenant.Value));
}
