using System.Data.Common;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.FormDrafts;

namespace LowCode.Storage.FormDrafts;

/// <inheritdoc cref="IFormDrafts"/>
internal sealed class FormDraftStore(IDatabase database) : IFormDrafts
{
    private const string Columns =
        "draft_id, login, subject, form_id, form_hash, content, device, revision, updated_at, other_hash, other_content, other_device, other_at";

    private const string Key = "tenant_id = @tenant AND login = @login AND subject = @subject AND form_id = @form";

    // Holds the row, so that of two devices that save at once the second one sees what the first one wrote.
    private const string Hold =
        """
        INSERT INTO form_draft (tenant_id, login, subject, form_id, draft_id, form_hash, content, revision, updated_at)
        VALUES (@tenant, @login, @subject, @form, @draft, @hash, '', 0, @at)
        ON CONFLICT DO NOTHING
        """;

    private const string Displace =
        $"""
        UPDATE form_draft SET other_hash = form_hash, other_content = content, other_device = device, other_at = updated_at
        WHERE {Key} AND revision > 0 AND (revision <> @seen OR draft_id <> COALESCE(@seen_draft, draft_id)) AND content <> @content
        """;

    private const string Forget = $"UPDATE form_draft SET other_hash = NULL, other_content = NULL, other_device = NULL, other_at = NULL WHERE {Key}";

    private const string Write =
        $"""
        UPDATE form_draft SET form_hash = @hash, content = @content, device = @device, updated_at = @at, revision = revision + 1
        WHERE {Key}
        RETURNING {Columns}
        """;

    // Nobody holds the attachments of others.
    private const string Attach =
        """
        INSERT INTO form_draft_attachment (tenant_id, attachment_id, draft_id, is_other)
        SELECT tenant_id, attachment_id, @draft, FALSE FROM attachment WHERE tenant_id = @tenant AND attachment_id = @attachment AND created_by = @login
        """;

    public async Task<FormDraft?> FindAsync(TenantId tenant, string login, DraftSubject subject, string formId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync(
            $"SELECT {Columns} FROM form_draft WHERE {Key}", RowOf, ("tenant", tenant.Value), ("login", login), ("subject", subject.ToString()), ("form", formId));
        return rows is [var row, ..] ? row : null;
    }

    public async Task<IReadOnlyList<FormDraft>> OfPersonAsync(TenantId tenant, string login, int most, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            $"SELECT {Columns} FROM form_draft WHERE tenant_id = @tenant AND login = @login ORDER BY updated_at DESC, draft_id LIMIT @most",
            RowOf,
            ("tenant", tenant.Value),
            ("login", login),
            ("most", most));
    }

    public Task<FormDraft> PutAsync(TenantId tenant, FormDraftWrite write, CancellationToken cancellation)
    {
        var content = DraftContent.Write(write.Entries);
        (string, object?)[] key = [("tenant", tenant.Value), ("login", write.Login), ("subject", write.Subject.ToString()), ("form", write.FormId)];
        return database.WriteAsync(
            tenant,
            session =>
            {
                session.Execute(Hold, [.. key, ("draft", write.DraftId), ("hash", write.FormHash), ("at", write.At.ToRow())]);
                var isDisplaced = session.Execute(Displace, [.. key, ("seen", write.Seen ?? 0), ("seen_draft", write.SeenDraft), ("content", content)]) == 1;
                if (write.ForgetsOther && !isDisplaced)
                {
                    session.Execute(Forget, key);
                }

                var draft = session.Query(
                    Write, RowOf, [.. key, ("hash", write.FormHash), ("content", content), ("device", write.Device), ("at", write.At.ToRow())])[0];
                Attachments(session, tenant, draft, write.Attachments, isDisplaced);
                return draft;
            },
            cancellation);
    }

    public Task<bool> RemoveAsync(TenantId tenant, string login, DraftSubject subject, string? draftId, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                var drafts = session.Query(
                    "SELECT draft_id FROM form_draft WHERE tenant_id = @tenant AND login = @login AND subject = @subject",
                    static row => row.GetString(0),
                    ("tenant", tenant.Value),
                    ("login", login),
                    ("subject", subject.ToString()));
                var isRemoved = false;
                foreach (var draft in drafts.Where(d => draftId is null || d == draftId))
                {
                    isRemoved |= Remove(session, tenant, login, subject.ToString(), draft);
                }

                return isRemoved;
            },
            cancellation);

    public Task<int> RemoveOldAsync(TenantId tenant, DateTimeOffset before, int limit, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                var old = session.Query(
                    "SELECT draft_id, login, subject FROM form_draft WHERE tenant_id = @tenant AND updated_at < @before ORDER BY updated_at LIMIT @limit",
                    static row => (Draft: row.GetString(0), Login: row.GetString(1), Subject: row.GetString(2)),
                    ("tenant", tenant.Value),
                    ("before", before.ToRow()),
                    ("limit", limit));
                old.ForEach(d => Remove(session, tenant, d.Login, d.Subject, d.Draft));
                return old.Count + session.Execute(
                    """
                    DELETE FROM last_submission WHERE (tenant_id, login, form_id) IN (
                      SELECT tenant_id, login, form_id FROM last_submission
                      WHERE tenant_id = @tenant AND at < @before
                      ORDER BY at
                      LIMIT @limit)
                    """,
                    ("tenant", tenant.Value),
                    ("before", before.ToRow()),
                    ("limit", limit));
            },
            cancellation);

    private static void Attachments(WriteSession session, TenantId tenant, FormDraft draft, IReadOnlyList<string> attachments, bool isDisplaced)
    {
        (string, object?)[] of = [("tenant", tenant.Value), ("draft", draft.DraftId)];
        if (isDisplaced)
        {
            session.Execute("DELETE FROM form_draft_attachment WHERE tenant_id = @tenant AND draft_id = @draft AND is_other", of);
            session.Execute("UPDATE form_draft_attachment SET is_other = TRUE WHERE tenant_id = @tenant AND draft_id = @draft", of);
        }
        else
        {
            var stays = draft.Other is null ? "" : " AND NOT is_other";
            session.Execute($"DELETE FROM form_draft_attachment WHERE tenant_id = @tenant AND draft_id = @draft{stays}", of);
        }

        foreach (var attachment in attachments)
        {
            session.Execute(Attach, [.. of, ("attachment", attachment), ("login", draft.Login)]);
        }
    }

    private static bool Remove(WriteSession session, TenantId tenant, string login, string subject, string draftId)
    {
        session.Execute("DELETE FROM form_draft_attachment WHERE tenant_id = @tenant AND draft_id = @draft", ("tenant", tenant.Value), ("draft", draftId));
        return session.Execute(
            "DELETE FROM form_draft WHERE tenant_id = @tenant AND login = @login AND subject = @subject AND draft_id = @draft",
            ("tenant", tenant.Value),
            ("login", login),
            ("subject", subject),
            ("draft", draftId)) == 1;
    }

    private static FormDraft RowOf(DbDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        DraftSubject.Parse(row.GetString(2)),
        row.GetString(3),
        row.GetString(4),
        DraftContent.Read(row.GetString(5)),
        TextOf(row, 6),
        row.GetInt64(7),
        RowTime.Read(row.GetString(8)),
        TextOf(row, 10) is { } other ? new FormDraftCopy(row.GetString(9), DraftContent.Read(other), TextOf(row, 11), RowTime.Read(row.GetString(12))) : null);

    private static string? TextOf(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
