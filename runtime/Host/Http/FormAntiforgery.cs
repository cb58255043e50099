using Microsoft.AspNetCore.Antiforgery;

namespace LowCode.Host.Http;

/// <summary>
/// For endpoints that a page's form posts to: without the page's token (form field or header) nothing happens. A program with a credential
/// of its own needs none: no foreign page can make a browser send that.
/// </summary>
public static class FormAntiforgery
{
    public static RouteHandlerBuilder WithFormAntiforgery(this RouteHandlerBuilder endpoint) =>
        endpoint.DisableAntiforgery().AddEndpointFilter(async (context, next) =>
        {
            var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
            var hasOwnCredential = Audience.IsPrograms(context.HttpContext) && context.HttpContext.Request.Headers.Authorization.Count > 0;
            return hasOwnCredential || await antiforgery.IsRequestValidAsync(context.HttpContext)
                ? await next(context)
                : Results.Problem(
                    title: "antiforgery.invalid",
                    detail: "Expected the token of the page that posts, but there is none or it does not fit the session.",
                    statusCode: StatusCodes.Status400BadRequest);
        });
}
