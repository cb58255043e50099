using LowCode.Definitions;
using LowCode.Definitions.Templates;
using LowCode.Work.Cases;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Tasks;

namespace LowCode.Work.Samples;

/// <param name="Events">The same on every call for a tenant, in the same order: an event is known by its place.</param>
public sealed record LoadSamplesCommand(TenantId Tenant, string CaseType, IReadOnlyList<SampleEvent> Events);

/// <summary>
/// Drives made-up events through the real process at their own times; their cases are flagged <see cref="Flag"/>. May be interrupted and
/// called again: it goes on where it stopped, and what people did with a loaded event since stays.
/// </summary>
public sealed class LoadSamples(CaseProcess process, ICaseQueries cases, ITaskQueries tasks, IDirectory directory)
{
    public const string Flag = "sample";

    private const int EventsAtOnce = 16;

    /// <exception cref="InvalidOperationException">The process refused an event: it does not belong to this template.</exception>
    public async Task HandleAsync(LoadSamplesCommand command, CancellationToken cancellation)
    {
        var people = (await directory.PeopleAsync(command.Tenant, cancellation)).ToDictionary(p => p.Login, Actor.Of, StringComparer.Ordinal);
        var opened = new List<Sample>();

        // One after another, so that numbers are given in the order of the reports.
        foreach (var (index, made) in command.Events.Index())
        {
            opened.Add(await OpenAsync(command, index, made, people, cancellation));
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = EventsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(opened, parallel, async (sample, token) => await ActAsync(command.Tenant, sample, people, token));
    }

    private async Task<Sample> OpenAsync(
        LoadSamplesCommand command,
        int index,
        SampleEvent made,
        Dictionary<string, Actor> people,
        CancellationToken cancellation)
    {
        var actor = made.ReportedBy is { } login ? people[login] : Actor.Public(command.Tenant);
        var request = new OpenCaseRequest(actor, command.CaseType, made.Data, made.ReportedAt, $"sample/{index}/open")
        {
            Step = made.Step,
            Flags = [Flag],
        };
        return new Sample(index, made, Accepted(await process.OpenAsync(request, cancellation), index, made.Step).CaseId);
    }

    private async Task ActAsync(TenantId tenant, Sample sample, Dictionary<string, Actor> people, CancellationToken cancellation)
    {
        var timeline = await cases.TimelineAsync(tenant, sample.CaseId, cancellation);
        var done = timeline.Count(e => e.Kind == CaseEventKinds.TaskCompleted);
        foreach (var (index, action) in sample.Event.Actions.Index().Skip(done))
        {
            var open = await tasks.OpenOfCaseAsync(tenant, sample.CaseId, cancellation);
            var task = open.FirstOrDefault(t => t.Step == action.Step)
                ?? throw new InvalidOperationException($"Expected sample {sample.Index} to wait at {action.Step}, but it does not.");
            var request = new CompleteTaskRequest(
                people[action.By], task.TaskId, action.Outcome, action.Data, action.At, $"sample/{sample.Index}/{index}", action.Comment);
            Accepted(await process.CompleteAsync(request, cancellation), sample.Index, action.Step);
        }
    }

    private static T Accepted<T>(Result<T> result, int index, string step)
        where T : class
    {
        if (result.IsAccepted)
        {
            return result.Value;
        }

        var problems = string.Join(' ', result.Rejection.Problems.Select(p => $"{p.Path}: {p.Message}"));
        throw new InvalidOperationException($"Expected step {step} of sample {index} to be accepted, but: {result.Rejection.Message} {problems}");
    }

    private sealed record Sample(int Index, SampleEvent Event, string CaseId);
}
