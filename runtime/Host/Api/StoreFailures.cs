using System.Globalization;
using LowCode.Host.Http;
using LowCode.Work.Stores;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Localization;

namespace LowCode.Host.Api;

/// <summary>
/// Requests that failed because the store did. Programs are told what the matter is as problem details with 503 and <c>Retry-After</c>;
/// people are shown the error page, which says the same.
/// </summary>
internal sealed class StoreFailures(StoreState store, IProblemDetailsService problems) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // Here the middleware that set the reader's language has ended already.
        CultureInfo.CurrentUICulture = httpContext.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture ?? CultureInfo.CurrentUICulture;
        if (store.Refusal(exception) is not { } refusal || !Audience.IsPrograms(httpContext))
        {
            return false;
        }

        var response = httpContext.Response;
        response.StatusCode = Answers.StatusOf(refusal.Kind);
        response.Headers.RetryAfter = refusal.RetryAfter!.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            Exception = exception,
            ProblemDetails = { Status = response.StatusCode, Title = refusal.Code, Detail = refusal.Message },
        });
    }
}
