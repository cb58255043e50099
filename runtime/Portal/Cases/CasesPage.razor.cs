using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Cases;
using LowCode.Work.Releases;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Cases;

/// <summary>案件查询. All of its state is in the address: it can be sent to a colleague, and going back comes back to it.</summary>
public sealed partial class CasesPage
{
    private const int PageSize = 20;

    // Raised when the filters are cleared, so that the search box, which keeps what is typed, starts anew.
    private int _filterRound;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? Class { get; set; }

    [SupplyParameterFromQuery]
    public string? Department { get; set; }

    [SupplyParameterFromQuery]
    public bool? Overdue { get; set; }

    [SupplyParameterFromQuery]
    public DateOnly? From { get; set; }

    [SupplyParameterFromQuery]
    public DateOnly? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public bool? Ascending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageFromOne { get; set; }

    [Inject]
    public required ReadCases Cases { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private int Page => Math.Max(0, (PageFromOne ?? 1) - 1);

    private CaseFilter Filter => new(Q, Status, Class, Department, Overdue is true, From, To, CaseFilter.SortOf(Sort), Ascending is true);

    private async Task<CaseRows> ReadAsync(CancellationToken cancellation) => new(
        await Cases.SearchAsync(Session.Actor, Filter.ToSearch(Session.Tenant.Zone), new PageRequest(Page, PageSize), cancellation),
        await CaseWords.ReadAsync(Definitions, Session.Tenant.Id, cancellation));

    private void Change(CaseFilter wanted) => Links.NavigateTo(Address(wanted), replace: true);

    private void Clear()
    {
        _filterRound++;
        Links.NavigateTo("/cases", replace: true);
    }

    private string LinkTo(int page) => Links.GetUriWithQueryParameter("page", page == 0 ? null : page + 1);

    /// <summary>Sorts by a column; the column that sorts already turns round.</summary>
    private string SortLink(CaseSort sort) =>
        Address(Filter with { Sort = sort, Ascending = Filter.Sort == sort ? !Filter.Ascending : sort != CaseSort.Created });

    private string Address(CaseFilter filter) => Links.GetUriWithQueryParameters("/cases", filter.ToQuery());
}
