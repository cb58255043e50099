using System.Text.Encodings.Web;
using LowCode.FormUi;
using LowCode.Work;

namespace LowCode.Host.Links;

/// <summary>
/// What whoever opens a link in a browser sees. It stands for itself: no session, no script, nothing from elsewhere. Only its button does
/// something, because programs that look through mail open every link in it.
/// </summary>
internal static class LinkPage
{
    private const string ContentPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private const string Style =
        "body{font:1.05rem/1.6 system-ui,'Noto Sans SC','Microsoft YaHei',sans-serif;margin:0;color:#1d2733;background:#f4f6f9}"
        + "main{max-width:32rem;margin:12vh auto;padding:2rem;background:#fff;border:1px solid #d7dde5;border-radius:.5rem}"
        + "h1{font-size:1.35rem;margin:0 0 .75rem}button{font:inherit;padding:.6rem 1.6rem;border:0;border-radius:.3rem;color:#fff;background:#0b57a4}";

    public static IResult Ask(HttpContext http) =>
        Page(http, StatusCodes.Status200OK, Texts.LinkAskTitle, Texts.LinkAskText, $"<form method=\"post\"><button type=\"submit\">{Encode(Texts.LinkAskButton)}</button></form>");

    public static IResult Done(HttpContext http) => Page(http, StatusCodes.Status200OK, Texts.LinkDoneTitle, Texts.LinkDoneText);

    public static IResult Refused(HttpContext http, Rejection rejection, int status) => Page(http, status, Texts.LinkRefusedTitle, rejection.Message);

    private static IResult Page(HttpContext http, int status, string title, string text, string button = "")
    {
        http.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        var language = System.Globalization.CultureInfo.CurrentUICulture.Name;
        return Results.Content(
            $"<!DOCTYPE html><html lang=\"{Encode(language)}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
            + $"<meta name=\"robots\" content=\"noindex\"><title>{Encode(title)}</title><style>{Style}</style></head>"
            + $"<body><main><h1>{Encode(title)}</h1><p>{Encode(text)}</p>{button}</main></body></html>",
            "text/html; charset=utf-8",
            statusCode: status);
    }

    private static string Encode(string text) => HtmlEncoder.Default.Encode(text);
}
