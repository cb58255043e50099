using LowCode.Work.Cases;
using LowCode.Work.People;
using LowCode.Work.Privacy;

namespace LowCode.Work.Tasks;

/// <summary>What somebody may not see of the cases of tasks: a process may have put it into a task's title.</summary>
public sealed class TaskPrivacy(ICaseQueries cases, CasePrivacy privacy)
{
    /// <returns>Of each task, in their order.</returns>
    internal async Task<IReadOnlyList<TaskMasks>> OfAsync(Actor actor, IReadOnlyList<TaskRecord> tasks, CancellationToken cancellation)
    {
        var (known, masks) = (new ReaderMasks(actor, privacy), new List<MaskedFields>());
        foreach (var task in tasks)
        {
            masks.Add(await known.OfAsync(task.CaseType, task.CaseRevision, cancellation));
        }

        // Whoever sees all needs nothing of the cases.
        var masked = tasks.Zip(masks).Where(t => !ReferenceEquals(t.Second, MaskedFields.None)).Select(t => t.First.CaseId).Distinct(StringComparer.Ordinal).ToList();
        var data = masked.Count > 0 ? await cases.DataOfAsync(actor.Tenant, masked, cancellation) : null;
        return [.. tasks.Zip(masks, (task, fields) => new TaskMasks(fields, data is null ? HiddenValues.None : fields.HiddenOf(data[task.CaseId])))];
    }

    internal async Task<HiddenValues> HiddenAsync(Actor actor, TaskRecord task, CancellationToken cancellation) =>
        (await OfAsync(actor, [task], cancellation))[0].Hidden;
}

/// <param name="Fields">Of the case.</param>
/// <param name="Hidden">Their values, wherever they stand.</param>
internal sealed record TaskMasks(MaskedFields Fields, HiddenValues Hidden);
