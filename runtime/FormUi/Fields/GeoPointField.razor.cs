using System.Text.Json.Nodes;
using LowCode.FormUi.Browser;
using LowCode.FormUi.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Fields;

/// <summary>A place: on the map, typed in degrees, or read from the device with how certain it is.</summary>
public sealed partial class GeoPointField : IAsyncDisposable
{
    private const string Lon = "lon";
    private const string Lat = "lat";

    private FormScript? _script;
    private bool _reading;
    private string? _status;

    [CascadingParameter(Name = "InTable")]
    public bool InTable { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    private string? Accuracy => NumberText.Show((Value as JsonObject)?["accuracy"]) is { } metres ? Texts.PositionAccuracy.With(metres) : null;

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string? Part(string name) => NumberText.Show((Value as JsonObject)?[name]);

    // A place that was typed or put on the map is as certain as the person is: the accuracy of the device goes. Its coordinate system stays,
    // because the degrees that stand there are of it.
    private Task EnterAsync(string name, string? typed)
    {
        var degrees = NumberText.Read(typed);
        Typed(name).Type(typed, NumberText.Show(degrees));
        var place = Value?.DeepClone() as JsonObject ?? new JsonObject { [Lon] = null, [Lat] = null };
        place.Remove("accuracy");
        place[name] = degrees;
        _status = null;
        return ValueChanged.InvokeAsync(place[Lon] is null && place[Lat] is null ? null : place);
    }

    private Task PutAsync(IReadOnlyList<double[]> points)
    {
        _status = null;
        return ValueChanged.InvokeAsync(points.Count == 0 ? null : GeoPath.Point(points[0][0], points[0][1]));
    }

    private async Task TakePositionAsync()
    {
        _reading = true;
        _status = Texts.PositionReading;
        _script ??= new FormScript(Js);
        var found = await _script.CurrentPositionAsync();
        _reading = false;
        _status = found switch
        {
            { Failure: "denied" } => Texts.PositionDenied,
            { Failure: not null } => Texts.PositionUnavailable,
            _ => Texts.PositionTaken.With(Math.Max(1, Math.Ceiling(found.Accuracy))),
        };
        if (found.Failure is null)
        {
            await ValueChanged.InvokeAsync(GeoPath.Point((double)found.Lon, (double)found.Lat, found.Accuracy));
        }
    }
}
