using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Work.Releases;

namespace LowCode.Work.Cases;

/// <summary>
/// What the dictionary says about a case's class, beside the form data that a process sees: <c>$limitHours</c> and
/// <c>$defaultDepartment</c>. Limits are those of the release that the case started with; a class that came later is looked up in the
/// current one.
/// </summary>
internal static class ClassFacts
{
    public const string LimitHours = "$limitHours";
    public const string DefaultDepartment = "$defaultDepartment";

    /// <summary>A copy of the data with the facts; both are there and null where the class says nothing.</summary>
    public static JsonObject Beside(JsonObject data, CaseTypeDefinition caseType, string? classCode, ReleaseView pinned, ReleaseView current)
    {
        var entry = classCode is null ? null : Find(caseType, classCode, pinned, current);
        var seen = data.DeepClone().AsObject();
        seen[LimitHours] = entry?.Attributes.Number(DictionaryAttribute.LimitHours) is { } hours ? JsonValue.Create(hours) : null;
        seen[DefaultDepartment] = entry?.Attributes.Text(DictionaryAttribute.Department) is { } department ? JsonValue.Create(department) : null;
        return seen;
    }

    private static DictionaryEntry? Find(CaseTypeDefinition caseType, string classCode, ReleaseView pinned, ReleaseView current) =>
        pinned.ClassesOf(caseType)?.Find(classCode) ?? current.ClassesOf(caseType)?.Find(classCode);
}
