using System.Globalization;
using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Browser;
using LowCode.FormUi.Filling;
using LowCode.FormUi.Values;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Fields;

/// <summary>A signature under what the form holds.</summary>
public sealed partial class SignatureField
{
    private BrowserModule? _browser;
    private bool _keeping;
    private bool _hasPad;
    private string? _status;

    [CascadingParameter]
    public FormFilling? Filling { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    private string? Image => Member("image");

    private string? Signer => Member("signer");

    private string SignedAt => DateTimeText.Show((Value as JsonObject)?["signedAt"], Context.Zone);

    private bool IsBound => Filling is null || Value is not JsonObject signature || Filling.IsBound(Field, signature);

    /// <summary>What is signed without being seen, by its labels.</summary>
    private string Covered => Filling is null ? "" : string.Join(Texts.ListSeparator, Filling.Sign(Field).Masked.Select(m => Filling.Definition.Field(m.Key)!.Label));

    public ValueTask DisposeAsync() => _browser?.DisposeAsync() ?? ValueTask.CompletedTask;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        _browser ??= new BrowserModule(Js, "signature");
        if (Image is not null)
        {
            _hasPad = false;
        }
        else if (!_hasPad)
        {
            _hasPad = true;
            await _browser.CallAsync("begin", $"{ControlId}-pad");
        }
    }

    private string? Member(string name) => (Value as JsonObject)?[name] is JsonValue member && member.TryGetValue(out string? text) ? text : null;

    private Task ClearAsync() => _browser!.CallAsync("clear", $"{ControlId}-pad");

    private Task WriteNameAsync() => _browser!.CallAsync("write", $"{ControlId}-pad", $"{ControlId}-name");

    private async Task SignAsync()
    {
        (_keeping, _status) = (true, null);
        var drawn = await _browser!.AskAsync<DrawnSignature>("keep", $"{ControlId}-pad", $"{ControlId}-name", new { uploads = Context.Attachments!.Uploads, kind = "signature" });
        _keeping = false;
        if (drawn.IsEmpty || string.IsNullOrWhiteSpace(drawn.Signer))
        {
            _status = drawn.IsEmpty ? Texts.SignatureEmpty : Texts.SignatureNameless;
        }
        else if (drawn.Id is null)
        {
            _status = Texts.SignatureFailed.With(drawn.Problem ?? Texts.PhotoBroken);
        }
        else
        {
            var signed = Filling?.Sign(Field);
            var at = TimeZoneInfo.ConvertTime(Context.Time.GetUtcNow(), Context.Zone);
            var signature = new JsonObject
            {
                ["image"] = drawn.Id,
                ["signer"] = drawn.Signer.Trim(),
                ["signedAt"] = at.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
                ["hash"] = signed?.Hash,
            };
            if (signed?.Masked is { Count: > 0 } masked)
            {
                signature[SignedContent.Masked] = masked;
            }

            await ValueChanged.InvokeAsync(signature);
        }
    }

    /// <param name="Problem">As the server says it.</param>
    private sealed record DrawnSignature(string? Id, string? Signer, bool IsEmpty, string? Problem);
}
