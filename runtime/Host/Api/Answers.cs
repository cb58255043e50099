using LowCode.Work;

namespace LowCode.Host.Api;

/// <summary>How the outcome of a use case is said over HTTP: a value as JSON, a rejection as problem details with its code.</summary>
internal static class Answers
{
    public static IResult Of<T>(Result<T> result)
        where T : class =>
        result.IsAccepted ? Results.Ok(result.Value) : Of(result.Rejection);

    public static IResult Of(Rejection rejection) =>
        Results.Problem(
            title: rejection.Code,
            detail: rejection.Message,
            statusCode: StatusOf(rejection.Kind),
            extensions: rejection.Problems.Count == 0 ? null : new Dictionary<string, object?> { ["problems"] = rejection.Problems });

    public static int StatusOf(RejectionKind kind) => kind switch
    {
        RejectionKind.Invalid => StatusCodes.Status400BadRequest,
        RejectionKind.Forbidden => StatusCodes.Status403Forbidden,
        RejectionKind.NotFound => StatusCodes.Status404NotFound,
        RejectionKind.Conflict => StatusCodes.Status409Conflict,
        RejectionKind.Gone => StatusCodes.Status410Gone,
        RejectionKind.TooMany => StatusCodes.Status429TooManyRequests,
        RejectionKind.Unlike => StatusCodes.Status422UnprocessableEntity,
        RejectionKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
