using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Attachments;
using LowCode.FormUi.Browser;
using LowCode.FormUi.Filling;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using FieldType = LowCode.Definitions.Forms.FieldType;

namespace LowCode.FormUi.Fields;

/// <summary>
/// Photos, videos, sound and files: chosen or taken, uploaded by the browser itself so that a break of the connection neither loses nor
/// repeats what was sent, shown as far as they can be shown.
/// </summary>
public sealed partial class AttachmentField
{
    private const long MegaByte = 1024 * 1024;

    private readonly List<Upload> _uploads = [];
    private readonly List<string> _failures = [];
    private readonly Dictionary<string, string> _smallCopies = [];
    private Dictionary<string, AttachmentFacts> _facts = [];
    private DotNetObjectReference<AttachmentField>? _self;
    private BrowserModule? _browser;

    [CascadingParameter]
    public FormFilling? Filling { get; set; }

    [Inject]
    public required IJSRuntime Js { get; set; }

    internal static string KindOf(FieldType type) => type switch
    {
        FieldType.Video => "video",
        FieldType.Audio => "audio",
        FieldType.File => "file",
        _ => "photo",
    };

    private string Kind => KindOf(Field.Type);

    private bool IsPhoto => Field.Type == FieldType.Photo;

    private int Most => FieldValue.MostPhotos(Field);

    private int Room => Most - Items.Count - _uploads.Count;

    private IReadOnlyList<AttachedItem> Items => AttachedItem.Of(Value);

    private string Accept => Field.Media.Formats.Count > 0 ? string.Join(',', Field.Media.Formats) : IsPhoto ? "image/*" : Kind == "file" ? "" : $"{Kind}/*";

    private string AddIcon => IsPhoto ? Icons.Material.Outlined.AddPhotoAlternate : Icons.Material.Outlined.UploadFile;

    private string TakeIcon => Field.Type switch
    {
        FieldType.Video => Icons.Material.Outlined.Videocam,
        FieldType.Audio => Icons.Material.Outlined.Mic,
        _ => Icons.Material.Outlined.PhotoCamera,
    };

    private string AddText => Field.Type switch
    {
        FieldType.Video => Texts.AddVideo,
        FieldType.Audio => Texts.AddAudio,
        FieldType.File => Texts.AddFile,
        _ => Texts.AddPhoto,
    };

    private string TakeText => Field.Type switch
    {
        FieldType.Video => Texts.TakeVideo,
        FieldType.Audio => Texts.TakeAudio,
        _ => Texts.TakePhoto,
    };

    private string CountText => (IsPhoto ? Texts.PhotoCount : Texts.AttachmentCount).With(Items.Count, Most);

    private long MostBytes => Math.Min(Field.Media.MaxBytes ?? long.MaxValue, (Context.Attachments?.MegaBytes.GetValueOrDefault(Kind, 100) ?? 100) * MegaByte);

    /// <summary>The browser has a file. False: it is not to be sent, and the screen says why.</summary>
    [JSInvokable]
    public bool Begin(string token, string name, long bytes, string? mediaType)
    {
        _failures.RemoveAll(f => f.StartsWith(name, StringComparison.Ordinal));
        if (ProblemOf(bytes, mediaType) is { } problem)
        {
            _failures.Add(Texts.PhotoFailed.With(name, problem));
        }
        else
        {
            _uploads.Add(new Upload(token, name));
            Filling?.Await(Path, Field);
        }

        StateHasChanged();
        return _uploads.Any(u => u.Token == token);
    }

    /// <summary>The browser uploaded it.</summary>
    [JSInvokable]
    public async Task KeptAsync(string token, TakenFile taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        if (_uploads.RemoveAll(u => u.Token == token) == 0)
        {
            return;
        }

        _facts[taken.Id] = new AttachmentFacts(taken.Id, taken.Name, taken.Bytes);
        if (taken.Small is { } small)
        {
            _smallCopies[taken.Id] = small;
        }

        await ReportItemsAsync(Items.Select(i => i.Node).Append(NodeOf(taken)));
        Arrive();
        StateHasChanged();
    }

    /// <summary>It could not be uploaded.</summary>
    /// <param name="problem">As the server says it; null: the connection broke for longer than it was waited for.</param>
    [JSInvokable]
    public void Failed(string token, string name, string? problem)
    {
        _uploads.RemoveAll(u => u.Token == token);
        _failures.Add(Texts.PhotoFailed.With(name, problem ?? Texts.PhotoBroken));
        Arrive();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        Filling?.Arrive(Path);
        if (_browser is not null)
        {
            await _browser.CallAsync("detach", $"{ControlId}-drop");
            await _browser.DisposeAsync();
        }

        _self?.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        // Photos are told by what they show, everything else by its name.
        if (!IsPhoto && Context.Attachments is { } place && Items.Any(i => !_facts.ContainsKey(i.Id)))
        {
            _facts = (await place.Describe([.. Items.Select(i => i.Id)], CancellationToken.None)).Concat(_facts.Values)
                .DistinctBy(f => f.Id).ToDictionary(f => f.Id, StringComparer.Ordinal);
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender && Context.Attachments is { } place)
        {
            _self = DotNetObjectReference.Create(this);
            _browser = new BrowserModule(Js, "attachments");
            await _browser.CallAsync("attach", $"{ControlId}-drop", _self, new { uploads = place.Uploads, kind = Kind, needsSmall = place.AddressOf("") is null });
        }
    }

    private void Arrive()
    {
        if (_uploads.Count == 0)
        {
            Filling?.Arrive(Path);
        }
    }

    private static JsonNode NodeOf(TakenFile taken)
    {
        if (taken.TakenAt is null)
        {
            return JsonValue.Create(taken.Id);
        }

        var item = new JsonObject { ["id"] = taken.Id, ["takenAt"] = taken.TakenAt };
        if (taken is { Lon: { } lon, Lat: { } lat })
        {
            item["place"] = new JsonObject { ["lon"] = (decimal)Math.Round(lon, 6), ["lat"] = (decimal)Math.Round(lat, 6), ["accuracy"] = (decimal)Math.Round(taken.Accuracy ?? 0, 1) };
        }

        return item;
    }

    private string? ProblemOf(long bytes, string? mediaType)
    {
        if (Room <= 0)
        {
            return (IsPhoto ? Texts.PhotoLimit : Texts.AttachmentLimit).With(Most);
        }

        if (IsPhoto && mediaType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) != true)
        {
            return Texts.PhotoNotPicture;
        }

        // Photos are made smaller before they are sent.
        return !IsPhoto && bytes > MostBytes ? Texts.PhotoTooLarge.With(MostBytes / MegaByte) : null;
    }

    private Task RemoveAsync(string id) => ReportItemsAsync(Items.Where(i => i.Id != id).Select(i => i.Node));

    private Task ReportItemsAsync(IEnumerable<JsonNode> items)
    {
        var array = new JsonArray([.. items.Select(i => i.DeepClone())]);
        return ValueChanged.InvokeAsync(array.Count == 0 ? null : array);
    }

    private sealed record Upload(string Token, string Name);
}
