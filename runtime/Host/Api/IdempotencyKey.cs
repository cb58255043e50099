using LowCode.FormUi;
using LowCode.Work;

namespace LowCode.Host.Api;

/// <summary>The header <c>Idempotency-Key</c>: made by the caller, once per submission, so that a repeat gets the first answer.</summary>
internal sealed record IdempotencyKey(string? Value)
{
    public const string Header = "Idempotency-Key";

    public static ValueTask<IdempotencyKey> BindAsync(HttpContext http) =>
        ValueTask.FromResult(new IdempotencyKey(http.Request.Headers[Header].ToString() is { Length: > 0 } value ? value : null));

    /// <summary>What the body says goes before what the header says.</summary>
    public string? Or(string? inBody) => string.IsNullOrWhiteSpace(inBody) ? Value : inBody;

    /// <summary>Null: there is none, or it is one. What is too long to be kept must not look as if it had been.</summary>
    public IResult? Refusal() => Value is null || (OperationId.IsOne(Value) && SentValues.Refusal(Value, Header) is null)
        ? null
        : RequestBodies.Refuse(Header, "request.idempotency-key", Texts.RequestIdempotencyKey.With(OperationId.Longest));
}
