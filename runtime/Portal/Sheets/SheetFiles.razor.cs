using System.Text.RegularExpressions;
using LowCode.Definitions.Problems;
using LowCode.FormUi;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Releases;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace LowCode.Portal.Sheets;

/// <summary>Files of one list or table.</summary>
public sealed partial class SheetFiles
{
    private const int MostBytes = 64 * 1024 * 1024;
    private const int MostShown = 50;
    private const int MostWarnings = 10;

    private string? _done;
    private Rejection? _refusal;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    /// <summary>Where the file comes from.</summary>
    [Parameter, EditorRequired]
    public required string Address { get; set; }

    [Parameter, EditorRequired]
    public required Func<byte[], SheetFormat, Task<Result<string>>> Import { get; set; }

    /// <summary>What is said of a table that was published, with what its checks found.</summary>
    public static async Task<Result<string>> Said(Task<Result<PublishedRelease>> publishing)
    {
        ArgumentNullException.ThrowIfNull(publishing);
        var answer = await publishing;
        return !answer.IsAccepted ? answer.Rejection : !answer.Value.IsNew ? Texts.SheetUnchanged : Texts.SheetPublished.With(answer.Value.Revision) + Found(answer.Value.Warnings);
    }

    private static string Found(IReadOnlyList<Problem> warnings) => warnings.Count == 0
        ? ""
        : " " + Texts.SheetWarnings.With(warnings.Count, string.Join(" ", warnings.Take(MostWarnings).Select(w => w.Message)) + (warnings.Count > MostWarnings ? " …" : ""));

    /// <summary>Where a mistake stands, in the reader's language; places that are no cells as they are.</summary>
    private static string Place(string path) => Cell().Match(path) is { Success: true } cell ? Texts.SheetPlace.With(cell.Groups[1].Value, cell.Groups[2].Value) : path;

    [GeneratedRegex("^row ([0-9]+), column ([A-Z]+)$")]
    private static partial Regex Cell();

    private string Link(string format) => $"{Address}{(Address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={format}";

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > MostBytes)
        {
            (_refusal, _done) = (new Rejection(RejectionKind.Invalid, "sheet.size", Texts.SheetTooLarge.With(MostBytes / 1024 / 1024)), null);
            return;
        }

        using var content = new MemoryStream();
        await using var stream = chosen.File.OpenReadStream(MostBytes);
        await stream.CopyToAsync(content);
        var format = chosen.File.Name.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) ? SheetFormat.Xlsx : SheetFormat.Csv;
        var answer = await Import(content.ToArray(), format);
        _refusal = answer.Rejection;
        _done = answer.Value;
    }
}
