using LowCode.FormUi;
using LowCode.Portal.Cases;
using LowCode.Portal.Session;
using LowCode.Work;
using LowCode.Work.Records;
using LowCode.Work.Sheets;
using Microsoft.AspNetCore.Components;

namespace LowCode.Portal.Records;

/// <summary>记录查询: the data of cases of one type, by their searchable fields. All of its state is in the address.</summary>
public sealed partial class RecordsPage
{
    private const int PageSize = 20;

    // Raised when the filters are cleared, so that inputs, which keep what is typed, start anew.
    private int _filterRound;

    [CascadingParameter]
    public required PortalSession Session { get; set; }

    /// <summary>The case type; left out: the first.</summary>
    [SupplyParameterFromQuery]
    public string? Type { get; set; }

    [SupplyParameterFromQuery]
    public string[]? Where { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public bool? Ascending { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public int? PageFromOne { get; set; }

    [Inject]
    public required ReadRecords Records { get; set; }

    [Inject]
    public required FormContexts Contexts { get; set; }

    [Inject]
    public required NavigationManager Links { get; set; }

    private int PageNumber => Math.Max(0, (PageFromOne ?? 1) - 1);

    private RecordFilter Filter => new(Type, Where ?? [], Sort, Ascending is true);

    /// <summary>What the list depends on, compared by its text.</summary>
    private string Address => $"{Filter.Address}#{PageNumber}";

    private async Task<RecordList> ReadAsync(CancellationToken cancellation)
    {
        var types = await Records.TypesAsync(Session.Actor, cancellation);
        var type = types.FirstOrDefault(t => t.CaseTypeId == Type) ?? (types.Count > 0 ? types[0] : null);
        var context = await Contexts.ForAsync(Session, cancellation);
        if (type is null)
        {
            return new(types, null, null, null, context);
        }

        var found = await Records.SearchAsync(
            Session.Actor, new RecordSearch(type.CaseTypeId, Filter.Where, Filter.Sort, !Filter.Ascending), new PageRequest(PageNumber, PageSize), cancellation);
        return new(types, found.Value?.Type ?? type, found.Value, found.Rejection, context);
    }

    private void Change(RecordFilter wanted) => Links.NavigateTo(wanted.Address, replace: true);

    private void Clear()
    {
        _filterRound++;
        Change(Filter with { Where = [], Sort = null, Ascending = false });
    }

    private string LinkTo(int page) => Links.GetUriWithQueryParameter("page", page == 0 ? null : page + 1);

    /// <summary>Sorts by a field; the one that sorts already turns round.</summary>
    private string SortLink(string? sort) => (Filter with { Sort = sort, Ascending = Filter.Sort == sort ? !Filter.Ascending : sort is not null }).Address;

    private string FileLink(RecordType type, SheetFormat format) => (Filter with { CaseType = type.CaseTypeId }).FileAddress(format);
}

/// <param name="Type">Null: the tenant has no records that can be searched.</param>
/// <param name="Page">Null: the search was refused.</param>
public sealed record RecordList(IReadOnlyList<RecordType> Types, RecordType? Type, RecordPage? Page, Rejection? Refusal, FormContext Context);
