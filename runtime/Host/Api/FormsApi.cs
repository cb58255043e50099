using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Host.Access;
using LowCode.Work.Access;
using LowCode.Work.Archives;
using LowCode.Work.FormImports;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Api;

/// <summary>What other programs must know of published forms to fill them.</summary>
internal static class FormsApi
{
    private const string SchemaType = "application/schema+json";

    public static void MapFormsApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapApi("Forms");
        api.MapGet("/forms/{id}/schema", SchemaAsync).RequireScope(Scope.ReadReleases).Produces<JsonObject>(StatusCodes.Status200OK, SchemaType);
        api.MapPost("/forms/import", ImportAsync).RequireScope(Scope.PublishReleases).Produces<FormImportView>()
            .WithMetadata(new RequestSizeLimitAttribute(FormFileReader.MostBytes));
    }

    private static async Task<IResult> SchemaAsync(
        Caller caller, string id, string? step, HttpContext http, [FromServices] ReadForms forms, CancellationToken cancellation)
    {
        var result = await forms.FindAsync(caller.Actor, id, cancellation);
        return result.IsAccepted
            ? EntityTags.Of(http, result.Value.Hash, () => Results.Text(FormSchema.Of(result.Value.Form, step).ToJsonString(), SchemaType))
            : Answers.Of(result.Rejection);
    }

    /// <param name="name">Of the file; the form is called after it where it does not say its name.</param>
    /// <param name="publish">False: it is only read, and what is lost is told.</param>
    private static async Task<IResult> ImportAsync(
        Caller caller, string? name, bool? publish, HttpContext http, [FromServices] ImportForm import, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        await http.Request.Body.CopyToAsync(content, cancellation);
        var file = new ImportedFile(string.IsNullOrWhiteSpace(name) ? "form" : name, content.ToArray());
        var result = await import.HandleAsync(caller.Actor, file, publish ?? false, cancellation);
        return result.IsAccepted ? Results.Ok(FormImportView.Of(result.Value)) : Answers.Of(result.Rejection);
    }
}
