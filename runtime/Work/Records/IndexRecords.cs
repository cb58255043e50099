using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Slots;
using LowCode.Work.WakeUps;

namespace LowCode.Work.Records;

/// <summary>
/// Brings records to the layout that holds now: after a field became searchable, or is not any more, and where a node that had not heard of the release wrote by
/// the layout before.
/// </summary>
internal sealed class IndexRecords(PublishedDefinitions definitions, ISlotRows slots, IDirectory directory) : ISystemJob
{
    private const int BatchSize = 200;

    public string Name => "record-slots";

    public TimeSpan Period => TimeSpan.FromSeconds(10);

    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var more = false;
        foreach (var tenant in await directory.TenantsAsync(cancellation))
        {
            var release = await definitions.CurrentAsync(tenant.Id, cancellation);
            foreach (var caseType in release.CaseTypes)
            {
                if (release.Records(caseType.CaseTypeId) is { } shape)
                {
                    more |= await slots.WriteOlderAsync(tenant.Id, caseType.CaseTypeId, shape.Layout.Version, shape.Fill, BatchSize, cancellation) >= BatchSize;
                }
            }
        }

        return more;
    }
}
