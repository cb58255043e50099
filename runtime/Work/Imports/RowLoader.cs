using LowCode.Definitions.Imports;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.Tasks;

namespace LowCode.Work.Imports;

/// <summary>What became of a row.</summary>
internal sealed record LoadedRow(LoadedRowKind Kind, string Number)
{
    /// <summary>Why it was rejected.</summary>
    public IReadOnlyList<RowProblem> Problems { get; init; } = [];
}

internal enum LoadedRowKind
{
    Loaded,
    Continued,
    AlreadyThere,
    Rejected,
}

/// <summary>
/// Drives one row's case through the process, by the same bursts that people's work goes through, each at the row's own time. It goes on
/// from where the case stands, so an import that was killed anywhere and is started again ends as if it had not been.
/// </summary>
internal sealed class RowLoader(CaseProcess process, IImportQueries imports)
{
    public async Task<LoadedRow> LoadAsync(ImportTarget target, RowPlan plan, CancellationToken cancellation)
    {
        var kind = LoadedRowKind.AlreadyThere;
        if (await FindAsync(target, plan, cancellation) is not { } found)
        {
            var opened = await process.OpenAsync(Opening(target, plan), cancellation);
            if (!opened.IsAccepted)
            {
                return Rejected(plan, "", opened.Rejection, target.Mapping.Fields);
            }

            kind = LoadedRowKind.Loaded;
            found = (await FindAsync(target, plan, cancellation))!;
        }

        // What people have done since is theirs: an import does not work over it.
        for (var done = -1; !found.IsEnded && !found.IsTouched;)
        {
            var place = PlaceOf(target.Mapping, found);
            if (place >= plan.Steps.Count)
            {
                break;
            }

            // Only forward: a mapping that sends cases back must not send them round for ever.
            if (place <= done)
            {
                var expected = plan.Steps.ElementAtOrDefault(done + 1)?.Step ?? "-";
                return Rejected(found.Number, [RowProblem.Of(plan.Row, null, "step-unexpected", expected, found.OpenStep ?? "-")]);
            }

            var completed = await process.CompleteAsync(Completion(target, plan, plan.Steps[place], found), cancellation);
            var waitedAt = found.OpenTaskId;
            found = (await FindAsync(target, plan, cancellation))!;

            // Where the task is gone another import of the same rows was faster; it wanted the same.
            if (!completed.IsAccepted && found.OpenTaskId == waitedAt)
            {
                return Rejected(plan, found.Number, completed.Rejection, target.Mapping.Steps[place].Data);
            }

            done = place;
            kind = kind == LoadedRowKind.AlreadyThere ? LoadedRowKind.Continued : kind;
        }

        return new LoadedRow(kind, found.Number);
    }

    private Task<ImportedCase?> FindAsync(ImportTarget target, RowPlan plan, CancellationToken cancellation) =>
        imports.FindAsync(target.Tenant, target.Mapping.Source, plan.Key, target.Actor.Login, cancellation);

    /// <summary>Index of the step at which the case waits; -1: it waits at none of the mapping's.</summary>
    private static int PlaceOf(ImportMapping mapping, ImportedCase found) =>
        mapping.Steps.Index().FirstOrDefault(s => s.Item.Step == found.OpenStep, (Index: -1, Item: null!)).Index;

    private static OpenCaseRequest Opening(ImportTarget target, RowPlan plan) =>
        new(target.Actor, target.CaseType.CaseTypeId, plan.Data, plan.Created, MessageId(target, plan, "open"))
        {
            Known = plan.Known,
            Source = target.Mapping.Source,
            SourceKey = plan.Key,
            IsDueGiven = true,
            DueAt = plan.Due,
        };

    private static CompleteTaskRequest Completion(ImportTarget target, RowPlan plan, PlannedStep step, ImportedCase found) =>
        new(target.Actor, found.OpenTaskId!, step.Outcome, step.Data, step.Time.At, MessageId(target, plan, step.Step), step.Comment)
        {
            Reported = Reported(plan, step),
        };

    /// <summary>The last step of a row that is closed carries the time of closing as it was reported.</summary>
    private static ReportedTimes? Reported(RowPlan plan, PlannedStep step)
    {
        var closed = step == plan.Steps[^1] ? plan.ReportedClosed : null;
        return step.Time.IsEarly
            ? new ReportedTimes(step.Time.ReportedAt, closed, [CaseFlags.TimeBeforePredecessor], CountsInDurations: false)
            : closed is null ? null : new ReportedTimes(ClosedAt: closed);
    }

    private static string MessageId(ImportTarget target, RowPlan plan, string step) => $"import/{target.Mapping.Source}/{plan.Key}/{step}";

    /// <param name="values">Where the fields of the refused form came from.</param>
    private static LoadedRow Rejected(RowPlan plan, string number, Rejection rejection, IReadOnlyDictionary<string, RowValue> values) =>
        Rejected(
            number,
            rejection.Problems.Count == 0
                ? [new RowProblem(plan.Row, null, rejection.Code, rejection.Message)]
                : [.. rejection.Problems.Select(p => new RowProblem(plan.Row, RowChecks.ColumnOf(p, values), p.Code, p.Message))]);

    private static LoadedRow Rejected(string number, IReadOnlyList<RowProblem> problems) =>
        new(LoadedRowKind.Rejected, number) { Problems = problems };
}
