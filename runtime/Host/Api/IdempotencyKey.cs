namespace LowCode.Host.Api;

/// <summary>The header <c>Idempotency-Key</c>: made by the caller, once per submission, so that a repeat gets the first answer.</summary>
internal sealed record IdempotencyKey(string? Value)
{
    public static ValueTask<IdempotencyKey> BindAsync(HttpContext http) =>
        ValueTask.FromResult(new IdempotencyKey(http.Request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } value ? value : null));

    /// <summary>What the body says goes before what the header says.</summary>
    public string? Or(string? inBody) => string.IsNullOrWhiteSpace(inBody) ? Value : inBody;
}
