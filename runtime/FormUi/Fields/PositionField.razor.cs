using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Fields;

public sealed partial class PositionField : IAsyncDisposable
{
    private const string Lon = "lon";
    private const string Lat = "lat";

    private FormScript? _script;
    private bool _reading;
    private string? _status;

    [Inject]
    public required IJSRuntime Js { get; set; }

    public ValueTask DisposeAsync() => _script?.DisposeAsync() ?? ValueTask.CompletedTask;

    private string? Part(string name) => NumberText.Show((Value as JsonObject)?[name]);

    private Task EnterAsync(string name, string? text)
    {
        var other = name == Lon ? Lat : Lon;
        return ReportAsync(name, NumberText.Read(text), other, (Value as JsonObject)?[other]?.DeepClone());
    }

    private Task ReportAsync(string first, JsonNode? one, string second, JsonNode? two) => ValueChanged.InvokeAsync(
        one is null && two is null ? null : new JsonObject { [first] = one, [second] = two });

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
            // Six decimals are a tenth of a metre; what a phone gives beyond that is noise.
            await ReportAsync(Lon, JsonValue.Create(decimal.Round(found.Lon, 6)), Lat, JsonValue.Create(decimal.Round(found.Lat, 6)));
        }
    }
}
