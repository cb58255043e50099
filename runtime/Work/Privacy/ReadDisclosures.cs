using LowCode.Work.People;

namespace LowCode.Work.Privacy;

/// <summary>Shows an administrator who was given sensitive values, when and why.</summary>
public sealed class ReadDisclosures(IDisclosures disclosures)
{
    public async Task<Result<Page<Disclosure>>> HandleAsync(Actor actor, DisclosureSearch search, PageRequest page, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(search);
        return !actor.IsAdministrator ? Rejections.Forbidden("privacy.log-forbidden")
            : search.From >= search.Before ? Rejections.Invalid("privacy.log-period", search.From, search.Before)
            : await disclosures.SearchAsync(actor.Tenant, search, page.Bounded(), cancellation);
    }
}
