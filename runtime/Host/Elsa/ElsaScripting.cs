using LowCode.Engine;
using LowCode.Engine.Scripts;
using LowCode.Host.Access;
using LowCode.Host.Api;
using LowCode.Work.Access;
using LowCode.Work.Drafts;
using Microsoft.AspNetCore.Mvc;

namespace LowCode.Host.Elsa;

/// <summary>What the code editor of Elsa Studio completes scripts with.</summary>
internal static class ElsaScripting
{
    public static void MapElsaScripting(this IEndpointRouteBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync).RequireScope(Scope.ReadDefinitions);

    private static async Task<IResult> TypesAsync(
        Caller caller, string definitionId, Asking body, [FromServices] ReadDefinitions read, [FromServices] WorkflowEngine engine, CancellationToken cancellation)
    {
        var latest = await read.FindAsync(caller.Actor, definitionId, VersionChoice.Latest, cancellation);
        return latest.IsAccepted
            ? Results.Text(ScriptTypes.Declare(latest.Value.Definition, engine.Catalogue), "application/x-typescript")
            : Answers.Of(latest.Rejection);
    }

    /// <summary>Where the script stands; what it may call is the same everywhere in a definition.</summary>
    internal sealed record Asking(string? WorkflowDefinitionId, string? ActivityTypeName, string? PropertyName);
}
