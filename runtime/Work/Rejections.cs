using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work;

/// <summary>Makes rejections whose text is named by their code.</summary>
internal static class Rejections
{
    public static Rejection NotFound(string code, params object?[] values) => Of(RejectionKind.NotFound, code, values);

    public static Rejection Forbidden(string code, params object?[] values) => Of(RejectionKind.Forbidden, code, values);

    public static Rejection Conflict(string code, params object?[] values) => Of(RejectionKind.Conflict, code, values);

    public static Rejection Gone(string code, params object?[] values) => Of(RejectionKind.Gone, code, values);

    public static Rejection TooMany(string code, params object?[] values) => Of(RejectionKind.TooMany, code, values);

    public static Rejection Unlike(string code, params object?[] values) => Of(RejectionKind.Unlike, code, values);

    public static Rejection Invalid(string code, params object?[] values) => Of(RejectionKind.Invalid, code, values);

    public static Rejection Unavailable(string code, params object?[] values) => Of(RejectionKind.Unavailable, code, values);

    private static Rejection Of(RejectionKind kind, string code, object?[] values) => new(kind, code, WorkTexts.Of(code, values)) { Values = values };

    /// <summary>The text tells the count of the problems.</summary>
    public static Rejection Invalid(string code, IReadOnlyList<Problem> problems) =>
        new(RejectionKind.Invalid, code, WorkTexts.Of(code, problems.Count), problems) { Values = [problems.Count] };
}
