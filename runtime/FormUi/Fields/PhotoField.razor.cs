using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.FormUi.Photos;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;

namespace LowCode.FormUi.Fields;

public sealed partial class PhotoField : IDisposable
{
    private const int MegaByte = 1024 * 1024;

    /// <summary>Larger pictures are scaled down by the browser before they are sent: field work goes over mobile networks.</summary>
    private const int SendAsIs = 2 * MegaByte;

    private const int LongestEdge = 2048;
    private const int SmallEdge = 240;
    private const long Largest = 30L * MegaByte;

    private readonly CancellationTokenSource _gone = new();
    private readonly List<Upload> _uploads = [];
    private readonly List<string> _failures = [];
    private readonly Dictionary<string, string> _smallCopies = [];

    private int Most => FieldValue.MostPhotos(Field);

    private int Room => Most - Ids.Count - _uploads.Count;

    private IReadOnlyList<string> Ids => PhotoIds.Of(Value);

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private Task RemoveAsync(string id) => ReportIdsAsync(Ids.Where(other => other != id));

    private Task ReportIdsAsync(IEnumerable<string> ids)
    {
        var array = new JsonArray([.. ids.Select(id => (JsonNode?)JsonValue.Create(id))]);
        return ValueChanged.InvokeAsync(array.Count == 0 ? null : array);
    }

    private async Task AddAsync(InputFileChangeEventArgs chosen)
    {
        _failures.Clear();
        if (chosen.FileCount > Room)
        {
            _failures.Add(Texts.PhotoLimit.With(Most));
            return;
        }

        // One after the other: each report builds on the value that the one before led to.
        foreach (var file in chosen.GetMultipleFiles(Math.Max(1, Room)))
        {
            await AddAsync(file);
        }
    }

    private async Task AddAsync(IBrowserFile file)
    {
        var upload = new Upload(file.Name);
        _uploads.Add(upload);
        StateHasChanged();
        var kept = await KeepAsync(file, upload);
        _uploads.Remove(upload);
        if (kept.Id is null)
        {
            _failures.Add(Texts.PhotoFailed.With(file.Name, kept.Problem));
        }
        else
        {
            await ReportIdsAsync(Ids.Append(kept.Id));
        }
    }

    private async Task<KeptPhoto> KeepAsync(IBrowserFile chosen, Upload upload)
    {
        if (!chosen.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase))
        {
            return new KeptPhoto(null, Texts.PhotoNotPicture);
        }

        try
        {
            var file = chosen.Size > SendAsIs ? await chosen.RequestImageFileAsync("image/jpeg", LongestEdge, LongestEdge) : chosen;
            if (file.Size > Largest)
            {
                return new KeptPhoto(null, Texts.PhotoTooLarge.With(Largest / MegaByte));
            }

            await using var content = new CountingStream(file.OpenReadStream(Largest, _gone.Token), read => Show(upload, read, file.Size));
            var kept = await Context.Photos!.Keep(new PhotoFile(chosen.Name, file.ContentType, file.Size, content), _gone.Token);
            if (kept.Id is { } id && Context.Photos.AddressOf(id) is null)
            {
                _smallCopies[id] = await SmallCopyAsync(chosen);
            }

            return kept;
        }
        catch (Exception e) when (e is IOException or JSException or TimeoutException or OperationCanceledException)
        {
            return new KeptPhoto(null, Texts.PhotoBroken);
        }
    }

    private async Task<string> SmallCopyAsync(IBrowserFile file)
    {
        var small = await file.RequestImageFileAsync("image/jpeg", SmallEdge, SmallEdge);
        await using var content = small.OpenReadStream(Largest, _gone.Token);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, _gone.Token);
        return $"data:image/jpeg;base64,{Convert.ToBase64String(bytes.ToArray())}";
    }

    private void Show(Upload upload, long read, long size)
    {
        var percent = size == 0 ? 100 : (int)(read * 100 / size);
        if (percent >= upload.Percent + 5)
        {
            upload.Percent = percent;
            _ = InvokeAsync(StateHasChanged);
        }
    }

    private sealed class Upload(string name)
    {
        public string Name { get; } = name;

        public int Percent { get; set; }
    }
}
