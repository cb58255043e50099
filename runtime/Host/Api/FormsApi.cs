using System.Text.Json.Nodes;
using LowCode.Definitions.Forms;
using LowCode.Host.Access;
using LowCode.Work.Access;
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
    }

    private static async Task<IResult> SchemaAsync(
        Caller caller, string id, string? step, HttpContext http, [FromServices] ReadForms forms, CancellationToken cancellation)
    {
        var result = await forms.FindAsync(caller.Actor, id, cancellation);
        return result.IsAccepted
            ? EntityTags.Of(http, result.Value.Hash, () => Results.Text(FormSchema.Of(result.Value.Form, step).ToJsonString(), SchemaType))
            : Answers.Of(result.Rejection);
    }
}
