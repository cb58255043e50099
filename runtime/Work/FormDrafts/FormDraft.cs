using LowCode.Definitions.Forms.Sessions;

namespace LowCode.Work.FormDrafts;

/// <summary>What a form is filled for: a task, or a new case of a type. Each person has one draft of it.</summary>
public sealed record DraftSubject
{
    private const string TaskKind = "task";
    private const string CaseTypeKind = "case-type";

    private DraftSubject(string kind, string id) => (Kind, Id) = (kind, id);

    /// <summary><c>task</c> or <c>case-type</c>.</summary>
    public string Kind { get; }

    public string Id { get; }

    public bool IsTask => Kind == TaskKind;

    public static DraftSubject Task(string taskId) => new(TaskKind, taskId);

    /// <summary>Its start form, as staff fill it.</summary>
    public static DraftSubject CaseType(string caseType) => new(CaseTypeKind, caseType);

    /// <summary>As rows hold it: <c>task/ID</c>.</summary>
    public override string ToString() => $"{Kind}/{Id}";

    /// <exception cref="FormatException">It is no such text.</exception>
    public static DraftSubject Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var kind = text.Split('/')[0];
        return kind is TaskKind or CaseTypeKind && text.Length > kind.Length + 1
            ? new DraftSubject(kind, text[(kind.Length + 1)..])
            : throw new FormatException($"Expected task/ID or case-type/ID, but got {text}.");
    }
}

/// <summary>What somebody filled into a form and has not submitted.</summary>
/// <param name="FormHash">The version that it is filled with.</param>
/// <param name="Device">Where it was saved last, as people call it; null: not said.</param>
/// <param name="Revision">How often it was saved; the store counts.</param>
/// <param name="Other">What another device had when this one saved without having seen it; null: nothing.</param>
public sealed record FormDraft(
    string DraftId, string Login, DraftSubject Subject, string FormId, string FormHash, FormEntries Entries, string? Device, long Revision, DateTimeOffset UpdatedAt, FormDraftCopy? Other);

/// <summary>A draft as another device saved it.</summary>
public sealed record FormDraftCopy(string FormHash, FormEntries Entries, string? Device, DateTimeOffset At);
