using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms.Searching;
using LowCode.Work.People;
using LowCode.Work.Privacy;
using LowCode.Work.Releases;
using LowCode.Work.Slots;

namespace LowCode.Work.Records;

/// <summary>Records: the data of cases of one type, listed by what their forms call searchable.</summary>
public sealed class ReadRecords(PublishedDefinitions definitions, IRecordQueries records, ISlotRows slots, CasePrivacy privacy, TimeProvider time)
{
    // Only a node that has not heard of the release yet could write by an earlier layout, and it hears within two seconds.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(TenantId, string), (long Version, long At)> _indexed = new();

    /// <summary>The kinds of records that have searchable fields.</summary>
    public async Task<IReadOnlyList<RecordType>> TypesAsync(Actor actor, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        var types = new List<RecordType>();
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        foreach (var caseType in actor.IsPublic ? [] : release.CaseTypes)
        {
            if (release.Records(caseType.CaseTypeId) is { Fields.Count: > 0 } shape)
            {
                types.Add(await TypeAsync(actor, caseType, shape, Reading(actor, release, shape, caseType), cancellation));
            }
        }

        return types;
    }

    public async Task<Result<RecordPage>> SearchAsync(Actor actor, RecordSearch search, PageRequest page, CancellationToken cancellation)
    {
        var opened = await OpenAsync(actor, search, cancellation);
        if (!opened.IsAccepted)
        {
            return opened.Rejection;
        }

        var bounded = page.Bounded();
        if ((bounded.Number + 1L) * bounded.Size > IRecordQueries.Window)
        {
            return Rejections.Invalid("record.too-far", IRecordQueries.Window);
        }

        FoundRecords found;
        try
        {
            found = await records.FindAsync(actor.Tenant, opened.Value.Query, bounded, cancellation);
        }
        catch (SearchTooLongException tooLong)
        {
            return tooLong.Rejection;
        }

        var rows = new List<RecordRow>();
        foreach (var row in found.Rows)
        {
            rows.Add(await opened.Value.Reading.RowOfAsync(row, cancellation));
        }

        var isMore = found.Count >= IRecordQueries.Window;
        return new RecordPage(opened.Value.Type, rows, isMore ? IRecordQueries.Window - 1 : found.Count, isMore);
    }

    internal async Task<Result<OpenedSearch>> OpenAsync(Actor actor, RecordSearch search, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(search);
        var release = await definitions.CurrentAsync(actor.Tenant, cancellation);
        if (actor.IsPublic || release.CaseType(search.CaseType) is not { } caseType || release.Records(search.CaseType) is not { Fields.Count: > 0 } shape)
        {
            var known = release.CaseTypes.Select(c => c.CaseTypeId).Where(c => release.Records(c) is { Fields.Count: > 0 });
            return Rejections.NotFound("record.unknown-type", search.CaseType, string.Join(", ", actor.IsPublic ? [] : known));
        }

        var reading = Reading(actor, release, shape, caseType);
        var searching = new SearchReading(shape, reading.MaySearch);
        var read = searching.Read(search);
        if (read.Problems.Count > 0)
        {
            return Rejections.Invalid("record.invalid-search", read.Problems);
        }

        var type = await TypeAsync(actor, caseType, shape, reading, cancellation);
        foreach (var use in type.IsBeingIndexed ? searching.Used : [])
        {
            if (await slots.AnyOlderAsync(actor.Tenant, search.CaseType, use.Since, cancellation))
            {
                return Rejections.Conflict("record.being-indexed", shape.Fields.First(f => f.Use == use).Field.Field.Label);
            }
        }

        return new OpenedSearch(release, caseType, type, read.Query, reading);
    }

    private RecordReading Reading(Actor actor, ReleaseView release, RecordShape shape, CaseTypeDefinition caseType) =>
        new(actor, release, shape, caseType.CaseTypeId, privacy);

    private async Task<RecordType> TypeAsync(Actor actor, CaseTypeDefinition caseType, RecordShape shape, RecordReading reading, CancellationToken cancellation) => new(
        caseType.CaseTypeId,
        caseType.Name,
        [.. shape.Fields.Select(f => new RecordField(f.Field.Field, reading.MaySearch(f.Field, f.Use) ? RecordWhere.Words(SearchValue.OperatorsOf(f.Field.Field)) : []))],
        caseType.Statuses,
        await IsBeingIndexedAsync(actor.Tenant, caseType.CaseTypeId, shape.Layout.Version, cancellation));

    private async ValueTask<bool> IsBeingIndexedAsync(TenantId tenant, string caseType, long version, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        if (_indexed.TryGetValue((tenant, caseType), out var known) && known.Version == version && time.GetElapsedTime(known.At, now) < LookAgainAfter)
        {
            return false;
        }

        if (await slots.AnyOlderAsync(tenant, caseType, version, cancellation))
        {
            return true;
        }

        _indexed[(tenant, caseType)] = (version, now);
        return false;
    }
}

/// <summary>A search that may be run.</summary>
internal sealed record OpenedSearch(ReleaseView Release, CaseTypeDefinition CaseType, RecordType Type, SlotQuery Query, RecordReading Reading);
