using LowCode.Portal.Layout;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Privacy;

/// <summary>Who was given sensitive values, for administrators. All of its state is in the address.</summary>
public sealed partial class DisclosuresPage
{
    private const int PageSize = 20;

    [SupplyParameterFromQuery]
    public string? Login { get; set; }

    [SupplyParameterFromQuery]
    public DateOnly? From { get; set; }

    /// <summary>The last day, included.</summary>
    [SupplyParameterFromQuery]
    public DateOnly? To { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageFromOne { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required ReadDisclosures Disclosures { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private int Page => Math.Max(0, (PageFromOne ?? 1) - 1);

    private async Task<DisclosureRows> ReadAsync(CancellationToken cancellation)
    {
        var search = new DisclosureSearch(Login, Start(From), To < DateOnly.MaxValue ? Start(To.Value.AddDays(1)) : null);
        var found = await Disclosures.HandleAsync(Session.Actor, search, new PageRequest(Page, PageSize), cancellation);
        return new DisclosureRows(found.Value ?? new([], 0), found.Rejection, await Definitions.CurrentAsync(Session.Tenant.Id, cancellation));
    }

    private DateTimeOffset? Start(DateOnly? day) => day is { } known ? WallClock.StartOf(known, Session.Tenant.Zone) : null;

    private void Find(string? login) => Go("login", string.IsNullOrWhiteSpace(login) ? null : login.Trim());

    private void Go(string name, object? value) =>
        Links.NavigateTo(Links.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value, ["page"] = null }), replace: true);

    private string LinkTo(int page) => Links.GetUriWithQueryParameter("page", page == 0 ? null : page + 1);
}

/// <param name="Refusal">Null: they were found.</param>
public sealed record DisclosureRows(Page<Disclosure> Page, Rejection? Refusal, ReleaseView Release)
{
    /// <summary>Its id where the type has gone.</summary>
    public string NameOf(string caseType) => Release.CaseType(caseType)?.Name.ToString() ?? caseType;
}
