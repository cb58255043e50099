using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Work.Slots;

namespace LowCode.Work.Cases;

/// <param name="Record">Row version as read (0: new); the number is empty for a new case and given by the commit.</param>
/// <param name="CreatedDay">Day in the tenant's time zone.</param>
public sealed record CaseWrite(CaseRecord Record, CaseNumber? NewNumber, DateOnly CreatedDay, DateOnly? ClosedDay)
{
    /// <summary>What lists of records search it by; null: its case type has no searchable fields.</summary>
    public RecordWrite? Slots { get; init; }
}

/// <summary>How a new case's number is spelled; the counter is raised by the commit.</summary>
/// <param name="Local">When the case was opened, in the tenant's own time.</param>
public sealed record CaseNumber(CaseNumberPattern Pattern, DateTime Local)
{
    /// <summary>Names the counter.</summary>
    public string Scope { get; } = Pattern.Scope(Local);

    public string Spell(long counter) => Pattern.Spell(Local, counter);
}
