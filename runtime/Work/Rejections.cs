using LowCode.Definitions.Problems;
using LowCode.Work.Texts;

namespace LowCode.Work;

/// <summary>Makes rejections whose text is named by their code.</summary>
internal static class Rejections
{
    public static Rejection NotFound(string code, params object?[] values) => new(RejectionKind.NotFound, code, WorkTexts.Of(code, values));

    public static Rejection Forbidden(string code, params object?[] values) => new(RejectionKind.Forbidden, code, WorkTexts.Of(code, values));

    public static Rejection Conflict(string code, params object?[] values) => new(RejectionKind.Conflict, code, WorkTexts.Of(code, values));

    public static Rejection TooMany(string code, params object?[] values) => new(RejectionKind.TooMany, code, WorkTexts.Of(code, values));

    public static Rejection Invalid(string code, params object?[] values) => new(RejectionKind.Invalid, code, WorkTexts.Of(code, values));

    /// <summary>The text tells the count of the problems.</summary>
    public static Rejection Invalid(string code, IReadOnlyList<Problem> problems) =>
        new(RejectionKind.Invalid, code, WorkTexts.Of(code, problems.Count), problems);
}
