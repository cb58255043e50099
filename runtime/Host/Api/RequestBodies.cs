using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.Problems;
using LowCode.FormUi;

namespace LowCode.Host.Api;

/// <summary>Bodies that are not what an endpoint takes: answered with 400 and problem details that say what was expected.</summary>
internal static class RequestBodies
{
    /// <summary>Null: every member is there.</summary>
    public static IResult? RefuseMissing(params ReadOnlySpan<(string Name, string? Value)> texts)
    {
        foreach (var (name, value) in texts)
        {
            if (string.IsNullOrWhiteSpace(value))
            {
                return Refuse(name, "request.missing-member", Texts.RequestMissingMember.With(name));
            }
        }

        return null;
    }

    public static IResult RefuseNoObject(string name) => Refuse(name, "request.no-object", Texts.RequestNoObject.With(name));

    /// <summary>Null where it is no object, or one whose names cannot be read.</summary>
    public static JsonObject? ObjectOf(JsonElement? element)
    {
        if (element is not { ValueKind: JsonValueKind.Object } members)
        {
            return null;
        }

        try
        {
            // A name with an escape that stands for half a character shows only when it is read.
            return members.EnumerateObject().All(m => m.Name is not null) ? JsonObject.Create(members) : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <param name="member">What is wrong with it.</param>
    public static IResult Refuse(string member, string code, string message) => Results.Problem(
        title: code,
        detail: message,
        statusCode: StatusCodes.Status400BadRequest,
        extensions: new Dictionary<string, object?> { ["problems"] = new[] { new Problem("/" + member, code, message) } });
}
