using System.Security.Cryptography;
using LowCode.Host.Access;
using LowCode.Host.Http;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace LowCode.Host.Api;

/// <summary>The API told to programs (OpenAPI, <c>/api/openapi.json</c>) and to people (<c>/api-docs</c>).</summary>
internal static class Description
{
    private const string Document = "v1";

    public static IServiceCollection AddDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "LowCode", Version = Document };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["ApiKey"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.ApiKey,
                    In = ParameterLocation.Header,
                    Name = "Authorization",
                    Description = "ApiKey lck_TENANT_ID_SECRET",
                },
                ["Bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault() is { Scope: { } scope })
            {
                operation.Description = string.Join("\n\n", new[] { operation.Description, $"Scope: `{scope}`" }.Where(t => !string.IsNullOrEmpty(t)));
            }

            return Task.CompletedTask;
        });
    });

    public static void MapDescription(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi(ApiRoutes.Root + "/openapi.json").RequireAnyKey();
        routes.MapScalarApiReference("/api-docs", (options, http) =>
        {
            // The page starts itself by a script that stands in it.
            var nonce = RandomNumberGenerator.GetHexString(32);
            http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWithScripts($"'nonce-{nonce}'");
            options.Nonce = nonce;
            options.Title = "LowCode";
            options.OpenApiRoutePattern = ApiRoutes.Root + "/openapi.json";

            // What would ask servers of others.
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new ScalarAgentOptions { Disabled = true };
        });
    }
}
