using System.Diagnostics.CodeAnalysis;
using LowCode.Definitions.Problems;

namespace LowCode.Work;

/// <summary>The answer of a use case: a value, or a rejection that is the caller's to mend. Exceptions are bugs or broken machines.</summary>
public sealed class Result<T>
    where T : class
{
    private Result(T? value, Rejection? rejection)
    {
        Value = value;
        Rejection = rejection;
    }

    public T? Value { get; }

    public Rejection? Rejection { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsAccepted => Value is not null;

    /// <summary>For values of an interface type, which convert to nothing by themselves.</summary>
    public static Result<T> Of(T value) => new(value, null);

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Rejection rejection) => new(null, rejection);
}

/// <summary>Why a command was refused; nothing was changed.</summary>
/// <param name="Code">Stable, dotted lower case: <c>task.already-completed</c>.</param>
/// <param name="Message">For people, in the language of the current UI culture: what was expected and what came.</param>
/// <param name="Problems">One by field or row, where the input itself is wrong.</param>
public sealed record Rejection(RejectionKind Kind, string Code, string Message, IReadOnlyList<Problem> Problems)
{
    public Rejection(RejectionKind kind, string code, string message)
        : this(kind, code, message, [])
    {
    }

    /// <summary>What the message tells, for those who read it later and in another language.</summary>
    internal IReadOnlyList<object?> Values { get; init; } = [];

    /// <summary>When the same command may be given again; null: not without a change.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>How HTTP says it: 400, 403, 404, 409, 410, 429, 503, 422.</summary>
public enum RejectionKind
{
    Invalid,
    Forbidden,
    NotFound,
    Conflict,
    Gone,
    TooMany,
    Unavailable,

    /// <summary>What a repeat would be, if it were not something else.</summary>
    Unlike,
}
