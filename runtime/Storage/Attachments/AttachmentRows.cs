using LowCode.Storage.Databases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Attachments;

/// <summary>Binds the attachments of a submission to their case.</summary>
internal static class AttachmentRows
{
    private const string Bind =
        """
        UPDATE attachment SET case_id = @case
        WHERE tenant_id = @tenant AND attachment_id = @attachment AND is_complete
          AND ((case_id IS NULL AND created_by = @actor) OR case_id = @case)
        """;

    /// <summary>The first attachment that is unknown, not complete, another's, or of another case; null: all are bound.</summary>
    public static string? FirstRefused(WriteSession session, BurstCommit burst) =>
        burst.Attachments.FirstOrDefault(attachment => session.Execute(
            Bind,
            ("tenant", burst.Tenant.Value),
            ("attachment", attachment),
            ("case", burst.Instance.CaseId),
            ("actor", burst.Journal.Actor)) == 0);
}
