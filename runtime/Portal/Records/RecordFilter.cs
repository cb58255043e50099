using System.Globalization;
using LowCode.Portal.Layout;
using LowCode.Work.Records;
using LowCode.Work.Sheets;

namespace LowCode.Portal.Records;

/// <summary>What narrows a list of records, as its address spells it.</summary>
/// <param name="CaseType">Null: the first.</param>
/// <param name="Where">As <see cref="RecordWhere"/> spells conditions.</param>
/// <param name="Sort">Key of a field; null: by creation.</param>
public sealed record RecordFilter(string? CaseType, IReadOnlyList<string> Where, string? Sort, bool Ascending)
{
    private const string Moment = "yyyy-MM-dd'T'HH:mm:ss.fffffffzzz";

    public string Address
    {
        get
        {
            var query = Query(("type", CaseType)).Concat(Query(("sort", Sort), ("ascending", Ascending ? "true" : null))).ToList();
            query.InsertRange(CaseType is null ? 0 : 1, Where.Select(w => Pair("where", w)));
            return query.Count == 0 ? "/records" : "/records?" + string.Join('&', query);
        }
    }

    public string FileAddress(SheetFormat format) =>
        $"/api/records/{Uri.EscapeDataString(CaseType!)}/file?{string.Join('&', Where.Select(w => Pair("where", w)).Append(Pair("format", format.ToString().ToLowerInvariant())))}";

    /// <summary>Where the list is printed in its order.</summary>
    public string PrintAddress
    {
        get
        {
            var query = Where.Select(w => Pair("where", w)).Concat(Query(("sort", Sort), ("descending", Ascending ? "false" : null))).ToList();
            return $"/api/records/{Uri.EscapeDataString(CaseType!)}/print{(query.Count == 0 ? "" : "?" + string.Join('&', query))}";
        }
    }

    /// <summary>What a field is compared with; null: nothing.</summary>
    public string? Of(string field, string @operator) =>
        Where.Select(RecordWhere.TryParse).LastOrDefault(w => w is not null && w.Field == field && w.Operator == @operator)?.Text;

    /// <summary>The same with one condition changed, or taken away by nothing.</summary>
    public RecordFilter With(string field, string @operator, string? text) => this with
    {
        Where =
        [
            .. Where.Where(w => RecordWhere.TryParse(w) is not { } known || known.Field != field || known.Operator != @operator),
            .. string.IsNullOrWhiteSpace(text) && @operator != RecordWhere.Empty ? Array.Empty<string>() : [new RecordWhere(field, @operator, text?.Trim() ?? "").ToString()],
        ],
    };

    /// <summary>The day that a moment of a condition stands for on the tenant's clock.</summary>
    public DateOnly? DayOf(string field, string @operator, TimeZoneInfo zone) =>
        DateTimeOffset.TryParse(Of(field, @operator), CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? WallClock.DayOf(at, zone) : null;

    /// <summary>From the first moment of a day, or to its last.</summary>
    public RecordFilter WithDay(string field, string @operator, DateOnly? day, TimeZoneInfo zone)
    {
        if (day is not { } given)
        {
            return With(field, @operator, null);
        }

        var at = @operator == RecordWhere.To && given < DateOnly.MaxValue ? WallClock.StartOf(given.AddDays(1), zone).AddTicks(-1) : WallClock.StartOf(given, zone);
        return With(field, @operator, at.ToString(Moment, CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Query(params (string Name, string? Value)[] values) => values.Where(v => v.Value is not null).Select(v => Pair(v.Name, v.Value!));

    private static string Pair(string name, string value) => $"{name}={Uri.EscapeDataString(value)}";
}
