using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Alterations;

/// <summary>
/// Makes the alterations of submitted plans. How far a plan has come is written after every few instances; whoever goes on after a crash, or works on the
/// same plan at the same time, repeats some under the same operation ids, which changes nothing.
/// </summary>
internal sealed class AlterationWorker(IAlterationPlans plans, AlterInstance alter, IDirectory directory, TimeProvider time) : ISystemJob
{
    private const int Batch = 50;

    public string Name => "alterations";

    public TimeSpan Period => TimeSpan.FromSeconds(2);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var more = false;
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            if (await plans.NextAsync(tenant.Id, cancellation) is { } plan)
            {
                await plans.PutAsync(tenant.Id, await WorkAsync(Actor.System(tenant.Id) with { Login = plan.Login, Name = plan.Name }, plan, cancellation), cancellation);
                more = true;
            }
        }

        return more;
    }

    private async Task<AlterationPlan> WorkAsync(Actor actor, AlterationPlan plan, CancellationToken cancellation)
    {
        var alterations = AlterationJson.Read(plan.Alterations).Value ?? [];
        var jobs = plan.Jobs.ToArray();
        foreach (var (index, job) in jobs.Index().Where(j => j.Item.CompletedAt is null).Take(Batch).ToList())
        {
            var command = new AlterCommand(job.InstanceId, alterations, plan.Reason, $"alteration/{plan.PlanId}/{job.InstanceId}");
            var altered = await alter.HandleAsync(actor, command, cancellation);
            jobs[index] = job with { CompletedAt = time.GetUtcNow(), Refusal = altered.Refusal?.Message };
        }

        var now = time.GetUtcNow();
        return plan with { Jobs = jobs, StartedAt = plan.StartedAt ?? now, CompletedAt = jobs.All(j => j.CompletedAt is not null) ? now : null };
    }
}
