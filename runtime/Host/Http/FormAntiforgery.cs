using Microsoft.AspNetCore.Antiforgery;

namespace LowCode.Host.Http;

/// <summary>For endpoints that a page's form posts to: without the page's token (form field or header) nothing happens.</summary>
public static class FormAntiforgery
{
    public static RouteHandlerBuilder WithFormAntiforgery(this RouteHandlerBuilder endpoint) =>
        endpoint.DisableAntiforgery().AddEndpointFilter(async (context, next) =>
        {
            var antiforgery = context.HttpContext.RequestServices.GetRequiredService<IAntiforgery>();
            return await antiforgery.IsRequestValidAsync(context.HttpContext)
                ? await next(context)
                : Results.Problem(
                    title: "antiforgery.invalid",
                    detail: "Expected the token of the page that posts, but there is none or it does not fit the session.",
                    statusCode: StatusCodes.Status400BadRequest);
        });
}
