using System.Security.Cryptography;
using LowCode.Host.Access;
using LowCode.Host.Http;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace LowCode.Host.Api;

/// <summary>
/// The product's API and that of Elsa's programs, told to programs (OpenAPI, <c>/api/openapi.json</c>, <c>/api/openapi/elsa.json</c>) and to
/// people (<c>/api-docs</c>).
/// </summary>
internal static class Description
{
    private const string Own = "v1";
    private const string Elsa = "elsa";
    private const string Named = ApiRoutes.Root + "/openapi/{documentName}.json";

    public static IServiceCollection AddDescription(this IServiceCollection services) =>
        services.AddDocument(Own, "LowCode", "api/").AddDocument(Elsa, "LowCode: Elsa", "elsa/api/");

    private static IServiceCollection AddDocument(this IServiceCollection services, string name, string title, string below) => services.AddOpenApi(name, options =>
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith(below, StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = title, Version = "v1" };
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
        routes.MapOpenApi(Named).RequireAnyKey();
        routes.MapScalarApiReference("/api-docs", (options, http) =>
        {
            // The page starts itself by a script that stands in it.
            var nonce = RandomNumberGenerator.GetHexString(32);
            http.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PolicyWithScripts($"'nonce-{nonce}'");
            options.Nonce = nonce;
            options.Title = "LowCode";
            options.AddDocument(Own, "LowCode", Named, isDefault: true);
            options.AddDocument(Elsa, "Elsa", Named);

            // What would ask servers of others.
            options.DefaultFonts = false;
            options.Telemetry = false;
            options.HideClientButton = true;
            options.ShowDeveloperTools = DeveloperToolsVisibility.Never;
            options.Agent = new ScalarAgentOptions { Disabled = true };
        });
    }
}
