using LowCode.Storage.Rows;
using LowCode.Work.Cases;

namespace LowCode.Storage.Cases;

/// <summary>A row of the timeline with what its task said.</summary>
internal sealed class CaseEventReader
{
    public int Seq { get; init; }

    public string At { get; init; } = "";

    public string Kind { get; init; } = "";

    public string? Step { get; init; }

    public string? Outcome { get; init; }

    public string? Actor { get; init; }

    public string? ActorName { get; init; }

    public string? Comment { get; init; }

    public string? Note { get; init; }

    public string? Data { get; init; }

    public string? Flags { get; init; }

    public string? FormHash { get; init; }

    public string? TaskTitle { get; init; }

    public string? Outcomes { get; init; }

    public CaseEventRecord ToRecord() => new(
        Seq,
        RowTime.Read(At),
        Kind,
        Step,
        Outcome,
        Actor,
        ActorName,
        Comment,
        RowJson.ReadOptionalText(Note),
        Data is null ? null : RowJson.ReadObject(Data),
        RowJson.ReadList(Flags),
        RowJson.ReadOptionalText(TaskTitle),
        Outcomes is null || Outcome is null ? null : RowJson.ReadOutcomes(Outcomes).FirstOrDefault(o => o.Name == Outcome)?.Label)
    {
        FormHash = FormHash,
    };
}
