using LowCode.FormUi.Browser;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Maps;

/// <summary>A map with a point, a line or an area on it. The map belongs to the browser: Blazor draws nothing inside.</summary>
public sealed partial class MapBox
{
    private DotNetObjectReference<MapBox>? _self;
    private BrowserModule? _browser;
    private string _drawn = "";

    [Parameter, EditorRequired]
    public required string ControlId { get; set; }

    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary><c>point</c>, <c>line</c> or <c>area</c>.</summary>
    [Parameter, EditorRequired]
    public required string Shape { get; set; }

    /// <summary>Longitude and latitude of each.</summary>
    [Parameter]
    public IReadOnlyList<double[]> Points { get; set; } = [];

    [Parameter]
    public EventCallback<IReadOnlyList<double[]>> PointsChanged { get; set; }

    [Parameter]
    public bool ReadOnly { get; set; }

    [CascadingParameter]
    public FormContext Context { get; set; } = FormContext.Empty;

    [Inject]
    public required IJSRuntime Js { get; set; }

    /// <summary>The person moved, put or removed places.</summary>
    [JSInvokable]
    public Task PutAsync(double[][] points)
    {
        _drawn = KeyOf(points);
        return PointsChanged.InvokeAsync(points);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CallAsync("remove", ControlId);
            await _browser.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        var key = KeyOf(Points);
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            _browser = new BrowserModule(Js, "map");
            _drawn = key;
            var map = Context.Map;
            await _browser.CallAsync(
                "show",
                ControlId,
                _self,
                new { shape = Shape, readOnly = ReadOnly, tiles = map.Tiles, boundaries = map.Boundaries, lon = map.Lon, lat = map.Lat, zoom = map.Zoom },
                Points);
        }
        else if (key != _drawn)
        {
            _drawn = key;
            await _browser!.CallAsync("draw", ControlId, Points);
        }
    }

    // Places come back from the browser with more digits than are kept.
    private static string KeyOf(IEnumerable<double[]> points) => string.Join(';', points.Select(p => FormattableString.Invariant($"{p[0]:0.######},{p[1]:0.######}")));
}
