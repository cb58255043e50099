using LowCode.Storage.Rows;
using LowCode.Work.Instances;

namespace LowCode.Storage.Batches;

internal sealed record TakenContent(BurstCommit Burst, string ContentId);

/// <summary>What is kept beside the instances of a batch.</summary>
internal static class ContentTables
{
    /// <summary>Answers the contents that are their instances' now.</summary>
    public static readonly RowArrays<TakenContent> Take = new(
        """
        UPDATE instance_content c SET forget_at = NULL
        FROM {w}
        WHERE c.tenant_id = w.tenant_id AND c.content_id = w.content_id AND c.instance_id = w.instance_id
          AND (c.forget_at IS NULL OR c.forget_at > w.at)
        RETURNING c.content_id
        """,
        Column.Text<TakenContent>("tenant_id", c => c.Burst.Tenant.Value),
        Column.Text<TakenContent>("content_id", c => c.ContentId),
        Column.Text<TakenContent>("instance_id", c => c.Burst.Instance.InstanceId.Value),
        Column.Text<TakenContent>("at", c => c.Burst.Instance.At.ToRow()));
}
