using LowCode.FormUi;
using LowCode.Work;
using LowCode.Work.Sheets;

namespace LowCode.Host.Api;

/// <summary>Files of tables (CSV, Excel) as bodies of requests and answers.</summary>
internal static class SheetBodies
{
    private const string Csv = "text/csv";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public static IResult FileOf(Result<byte[]> result, string name, SheetFormat format) => result.IsAccepted
        ? FileOf(result.Value, name, format)
        : Answers.Of(result.Rejection);

    public static IResult FileOf(byte[] content, string name, SheetFormat format) =>
        Results.File(content, TypeOf(format), $"{name}.{format.ToString().ToLowerInvariant()}");

    public static string TypeOf(SheetFormat format) => format == SheetFormat.Csv ? Csv : Xlsx;

    /// <summary>Null: the body says that it is something else.</summary>
    public static async Task<(byte[] Content, SheetFormat Format)?> ReadAsync(HttpContext http, CancellationToken cancellation)
    {
        SheetFormat? format = http.Request.ContentType?.Split(';')[0].Trim().ToLowerInvariant() switch
        {
            Csv => SheetFormat.Csv,
            Xlsx => SheetFormat.Xlsx,
            _ => null,
        };
        if (format is not { } known)
        {
            return null;
        }

        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, cancellation);
        return (content.ToArray(), known);
    }

    /// <param name="there">Why what was written to is not there; null: it is. What is not there is not found, whatever was sent to it.</param>
    public static IResult RefuseType(HttpContext http, Rejection? there) => there is null
        ? Results.Problem(
            title: "request.media-type",
            detail: Texts.RequestSheetType.With(Csv, Xlsx, http.Request.ContentType ?? ""),
            statusCode: StatusCodes.Status415UnsupportedMediaType)
        : Answers.Of(there);
}
