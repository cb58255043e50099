using System.Text.Json.Nodes;
using LowCode.Definitions;

namespace LowCode.Work.Slots;

/// <summary>Port: which records were written with which version of their layout.</summary>
public interface ISlotRows
{
    /// <summary>Whether records of the case type are left that were written with an earlier version.</summary>
    Task<bool> AnyOlderAsync(TenantId tenant, string caseType, long version, CancellationToken cancellation);

    /// <summary>
    /// Writes the slots of records anew that were written with an earlier version than <paramref name="version"/>; answers how many, at most the limit. One that
    /// a burst writes at the same moment is passed over.
    /// </summary>
    /// <param name="fill">Of the record's data.</param>
    Task<int> WriteOlderAsync(TenantId tenant, string caseType, long version, Func<JsonObject, RecordWrite> fill, int limit, CancellationToken cancellation);
}
