using LowCode.Portal.Cases;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Inbox;

/// <summary>待办 and 已办. The filters live in the address, so that going back comes back to them.</summary>
public sealed partial class InboxPage
{
    private const int PageSize = 20;
    private const string DoneAddress = "/tasks/done";

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [SupplyParameterFromQuery]
    public string? Q { get; set; }

    [SupplyParameterFromQuery]
    public string? Step { get; set; }

    [SupplyParameterFromQuery]
    public bool? Overdue { get; set; }

    /// <summary>From 1, as people count; absent: the first.</summary>
    [SupplyParameterFromQuery(Name = "page")]
    public int? PageFromOne { get; set; }

    [Inject]
    public required ReadTasks Tasks { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private TaskList List => new Uri(Links.Uri).AbsolutePath.Equals(DoneAddress, StringComparison.OrdinalIgnoreCase) ? TaskList.Done : TaskList.Open;

    private string Address => List == TaskList.Done ? DoneAddress : "/tasks";

    private int Page => Math.Max(0, (PageFromOne ?? 1) - 1);

    private TaskSearch Search => new(List, Q, Step, Overdue is true);

    private async Task<InboxRows> ReadAsync(CancellationToken cancellation) => new(
        await Tasks.SearchAsync(Session.Actor, Search, new PageRequest(Page, PageSize), cancellation),
        await CaseWords.ReadAsync(Definitions, Session.Tenant.Id, cancellation));

    private void Change(TaskSearch wanted) => Links.NavigateTo(
        Links.GetUriWithQueryParameters(Address, new Dictionary<string, object?>
        {
            ["q"] = wanted.Text,
            ["step"] = wanted.Step,
            ["overdue"] = wanted.OverdueOnly ? true : null,
        }),
        replace: true);

    private string LinkTo(int page) => Links.GetUriWithQueryParameter("page", page == 0 ? null : page + 1);
}
