namespace LowCode.Host.Http;

/// <summary>Problem details from where there is no endpoint to return them.</summary>
internal static class ProblemAnswers
{
    public static Task WriteAsync(HttpContext http, int status, string code, string detail) =>
        Results.Problem(title: code, detail: detail, statusCode: status).ExecuteAsync(http);
}
