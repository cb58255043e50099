using LowCode.Portal.Cases;
using LowCode.Portal.Session;
using LowCode.Work.Releases;
using LowCode.Work.Tasks;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Inbox;

/// <summary>What narrows a list of tasks. It stays while the rows below are read again.</summary>
public sealed partial class TaskFilters
{
    private IReadOnlyList<(string Step, string Title)> _steps = [];

    [Parameter, EditorRequired]
    public required TaskSearch Search { get; set; }

    [Parameter]
    public EventCallback<TaskSearch> OnChanged { get; set; }

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    [Inject]
    public required PublishedDefinitions Definitions { get; set; }

    protected override async Task OnInitializedAsync() =>
        _steps = [.. (await CaseWords.ReadAsync(Definitions, Session.Tenant.Id, CancellationToken.None)).Steps];

    private Task ChooseStepAsync(string? step) =>
        OnChanged.InvokeAsync(Search with { Step = string.IsNullOrEmpty(step) ? null : step });
}
