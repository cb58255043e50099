using LowCode.Definitions.CaseTypes;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Texts;

namespace LowCode.Work.Cases;

/// <summary>Lines of the timeline as people read them, in the language of the current UI culture.</summary>
internal static class TimelineText
{
    /// <param name="caseType">Null: not known any more; keys stand for labels.</param>
    /// <param name="hidden">What the reader may not see: a process may say it in its notes.</param>
    public static CaseEventRow RowOf(CaseEventRecord line, CaseTypeDefinition? caseType, HiddenValues hidden) => new(
        line.Seq,
        line.At,
        line.Kind,
        line.Step,
        line.Kind == CaseEventKinds.TaskCompleted ? line.Outcome : null,
        Of(line, caseType, hidden),
        NameOf(line),
        line.Comment ?? (line.Kind == CaseEventKinds.Incident ? line.Note is { } note ? hidden.Hide(note.ToString()) : null : null),
        line.Flags);

    /// <param name="number">Below 0: it is no line of the case's own history.</param>
    public static CaseEventRow RowOf(Reveal reveal, int number) => new(
        number, reveal.At, CaseEventKinds.Revealed, Step: null, Outcome: null, WorkTexts.Of("timeline.revealed", reveal.Label), reveal.ActorName, reveal.Reason, []);

    public static string Of(CaseEventRecord line, CaseTypeDefinition? caseType, HiddenValues hidden) => line.Kind switch
    {
        CaseEventKinds.Opened => WorkTexts.Of("timeline.opened"),
        CaseEventKinds.TaskOpened => WorkTexts.Of("timeline.task-opened", TitleOf(line, hidden)),
        CaseEventKinds.Incident => WorkTexts.Of("timeline.incident"),
        CaseEventKinds.TaskCompleted => WorkTexts.Of("timeline.task-completed", TitleOf(line, hidden), line.OutcomeLabel?.ToString() ?? line.Outcome),
        _ => ByProcess(line, caseType, hidden),
    };

    /// <summary>People are called as they were called then; who has no name of its own, in the reader's language.</summary>
    public static string? NameOf(CaseEventRecord line) => line.Actor switch
    {
        Actor.PublicLogin => WorkTexts.Of("actor.public"),
        Actor.SystemLogin => WorkTexts.Of("actor.system"),
        _ => line.ActorName,
    };

    private static string? TitleOf(CaseEventRecord line, HiddenValues hidden) => line.TaskTitle is { } title ? hidden.Hide(title.ToString()) : line.Step;

    private static string ByProcess(CaseEventRecord line, CaseTypeDefinition? caseType, HiddenValues hidden)
    {
        if (line.Note is { IsEmpty: false } note)
        {
            return hidden.Hide(note.ToString());
        }

        return line.Outcome is { } status
            ? WorkTexts.Of("timeline.status", caseType?.Status(status)?.Label.ToString() ?? status)
            : WorkTexts.Of("timeline.updated");
    }
}
