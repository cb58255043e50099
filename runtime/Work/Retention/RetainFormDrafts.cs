using LowCode.Work.FormDrafts;
using LowCode.Work.People;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Retention;

/// <summary>Drafts of forms that nobody touched for long go, and with them what they hold.</summary>
internal sealed class RetainFormDrafts(RetentionOptions options, IFormDrafts drafts, IDirectory directory, TimeProvider time) : ISystemJob
{
    public string Name => "old-drafts";

    public TimeSpan Period => TimeSpan.FromHours(1);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var (before, more) = (time.GetUtcNow() - options.KeepDrafts, false);
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            more |= await drafts.RemoveOldAsync(tenant.Id, before, options.BatchSize, cancellation) >= options.BatchSize;
        }

        return more;
    }
}
