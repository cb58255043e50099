namespace LowCode.Storage.Backups;

/// <summary>A file that rows may need: an attachment, or what was kept beside an instance. Both are found by the same name.</summary>
internal sealed record NeededFile(string Tenant, string Id)
{
    /// <summary>One row where the copied rows need the file: a case or a draft holds it, or an instance has it. What nobody has is forgotten anyway.</summary>
    public const string Sql =
        """
        SELECT 1 FROM attachment a
        WHERE a.tenant_id = @tenant AND a.attachment_id = @id
          AND (a.case_id IS NOT NULL
            OR EXISTS (SELECT 1 FROM form_draft_attachment d WHERE d.tenant_id = a.tenant_id AND d.attachment_id = a.attachment_id))
        UNION ALL
        SELECT 1 FROM instance_content WHERE tenant_id = @tenant AND content_id = @id AND forget_at IS NULL
        """;

    /// <summary>Null: it can be made again, as small copies of pictures can.</summary>
    /// <param name="name">In the backup: <c>attachments/TENANT/END/ID</c>.</param>
    public static NeededFile? Of(string name) =>
        name.Split('/') is [_, var tenant, _, { Length: 32 } id] ? new NeededFile(tenant, id) : null;
}
