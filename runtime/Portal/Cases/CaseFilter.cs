using System.Globalization;
using LowCode.Portal.Layout;
using LowCode.Work.Cases;
using Microsoft.AspNetCore.Http.Extensions;

namespace LowCode.Portal.Cases;

/// <summary>What narrows the case list, as its address spells it: days on the tenant's clock, names instead of numbers.</summary>
/// <param name="To">The last day, included.</param>
public sealed record CaseFilter(
    string? Text,
    string? Status,
    string? Class,
    string? Department,
    bool Overdue,
    DateOnly? From,
    DateOnly? To,
    CaseSort Sort,
    bool Ascending)
{
    public bool IsEmpty => this == new CaseFilter(null, null, null, null, false, null, null, Sort, Ascending);

    /// <summary>How many filters are set besides the search text: a phone hides them, but not that they are there.</summary>
    public int Narrowings =>
        new object?[] { Status, Class, Department, From, To }.Count(set => set is not null) + (Overdue ? 1 : 0);

    public CaseSearch ToSearch(TimeZoneInfo zone) => new(
        Text,
        Status,
        Class: Class,
        Department: Department,
        OverdueOnly: Overdue,
        CreatedFrom: From is { } from ? WallClock.StartOf(from, zone) : null,
        CreatedBefore: To is { } to && to < DateOnly.MaxValue ? WallClock.StartOf(to.AddDays(1), zone) : null,
        Sort: Sort,
        Descending: !Ascending);

    /// <summary>The address's query; what is as usual is left out.</summary>
    public Dictionary<string, object?> ToQuery() => new()
    {
        ["q"] = Text,
        ["status"] = Status,
        ["class"] = Class,
        ["department"] = Department,
        ["overdue"] = Overdue ? true : null,
        ["from"] = Show(From),
        ["to"] = Show(To),
        ["sort"] = Sort == CaseSort.Created ? null : Sort.ToString().ToLowerInvariant(),
        ["ascending"] = Ascending ? true : null,
    };

    /// <summary>Where what is searched is printed.</summary>
    public string PrintAddress(TimeZoneInfo zone)
    {
        var search = ToSearch(zone);
        var query = new QueryBuilder();
        Add("text", search.Text);
        Add("status", search.Status);
        Add("class", search.Class);
        Add("department", search.Department);
        Add("overdue", search.OverdueOnly ? "true" : null);
        Add("from", search.CreatedFrom?.ToString("O", CultureInfo.InvariantCulture));
        Add("before", search.CreatedBefore?.ToString("O", CultureInfo.InvariantCulture));
        Add("sort", search.Sort.ToString());
        Add("descending", search.Descending ? "true" : "false");
        return $"/api/cases/print{query}";

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }
    }

    public static CaseSort SortOf(string? name) => AddressWord.Read(name, CaseSort.Created);

    private static string? Show(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
