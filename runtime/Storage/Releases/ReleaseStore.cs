using LowCode.Definitions;
using LowCode.Definitions.Releases;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work.Releases;
using LowCode.Work.Slots;

namespace LowCode.Storage.Releases;

/// <inheritdoc cref="IReleaseStore"/>
internal sealed class ReleaseStore(IDatabase database) : IReleaseStore
{
    public async Task<long> RevisionAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.NumberAsync("SELECT revision FROM revision WHERE tenant_id = @tenant", ("tenant", tenant.Value));
    }

    public async Task<IReadOnlyList<ReleaseItem>> ItemsAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<ItemRow>(
            "SELECT kind AS Kind, key AS Key, hash AS Hash FROM release_item WHERE tenant_id = @tenant AND revision = @revision",
            ("tenant", tenant.Value),
            ("revision", revision));
        return [.. rows.Select(r => r.ToItem())];
    }

    public async Task<IReadOnlyDictionary<string, RecordLayout>> LayoutsAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return LayoutJson.Read((string?)await session.ScalarAsync(
            "SELECT record_layouts FROM release WHERE tenant_id = @tenant AND revision = @revision",
            ("tenant", tenant.Value),
            ("revision", revision)));
    }

    public async Task<Artefact?> ArtefactAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<ArtefactRow>(
            "SELECT kind AS Kind, key AS Key, content AS Content FROM artefact WHERE tenant_id = @tenant AND hash = @hash",
            ("tenant", tenant.Value),
            ("hash", hash.Value));
        return row is null ? null : new Artefact(Enum.Parse<ArtefactKind>(row.Kind), row.Key, hash, row.Content);
    }

    public async Task<IReadOnlyList<string>> KeysAsync(TenantId tenant, ArtefactKind kind, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            "SELECT DISTINCT key FROM artefact WHERE tenant_id = @tenant AND kind = @kind ORDER BY key",
            static row => row.GetString(0),
            ("tenant", tenant.Value),
            ("kind", kind.ToString()));
    }

    public async Task<IReadOnlyList<ContentHash>> VersionsAsync(TenantId tenant, ArtefactKind kind, string key, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            "SELECT hash FROM artefact WHERE tenant_id = @tenant AND kind = @kind AND key = @key ORDER BY created_at DESC, hash",
            static row => new ContentHash(row.GetString(0)),
            ("tenant", tenant.Value),
            ("kind", kind.ToString()),
            ("key", key));
    }

    public async Task<long?> PublishedInAsync(TenantId tenant, ReleaseItem item, string by, string note, long since, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var found = await session.QueryAsync(
            """
            SELECT r.revision FROM release r
            JOIN release_item i ON i.tenant_id = r.tenant_id AND i.revision = r.revision AND i.kind = @kind AND i.key = @key AND i.hash = @hash
            WHERE r.tenant_id = @tenant AND r.revision > @since AND r.created_by = @by AND r.note = @note
            ORDER BY r.revision LIMIT 1
            """,
            static row => row.GetInt64(0),
            ("tenant", tenant.Value),
            ("kind", item.Kind.ToString()),
            ("key", item.Key),
            ("hash", item.Hash.Value),
            ("by", by),
            ("note", note),
            ("since", since));
        return found is [var revision, ..] ? revision : null;
    }

    public async Task<IReadOnlyList<ReleaseItem>> TemplateItemsAsync(TenantId tenant, string templateId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<ItemRow>(
            "SELECT kind AS Kind, key AS Key, hash AS Hash FROM template_item WHERE tenant_id = @tenant AND template_id = @templateId",
            ("tenant", tenant.Value),
            ("templateId", templateId));
        return [.. rows.Select(r => r.ToItem())];
    }

    public Task<bool> PublishAsync(ReleaseWrite release, CancellationToken cancellation) =>
        database.WriteAsync(release.Tenant, session => Write(session, release), cancellation);

    private static bool Write(WriteSession session, ReleaseWrite release)
    {
        var tenant = release.Tenant.Value;
        var revision = release.Expected + 1;
        var at = release.CreatedAt.ToRow();
        var current = session.Scalar("SELECT revision FROM revision WHERE tenant_id = @tenant", ("tenant", tenant)) ?? 0L;
        if ((long)current != release.Expected)
        {
            return session.Refuse(false);
        }

        foreach (var artefact in release.Artefacts)
        {
            session.Execute(
                """
                INSERT INTO artefact (tenant_id, hash, kind, key, content, created_at) VALUES (@tenant, @hash, @kind, @key, @content, @at)
                ON CONFLICT DO NOTHING
                """,
                ("tenant", tenant),
                ("hash", artefact.Hash.Value),
                ("kind", artefact.Kind.ToString()),
                ("key", artefact.Key),
                ("content", artefact.Content.ToArray()),
                ("at", at));
        }

        // Another publisher may have written the same number since the look.
        if (session.Execute(
            """
            INSERT INTO release (tenant_id, revision, created_at, created_by, note, template_id, template_version, record_layouts)
            VALUES (@tenant, @revision, @at, @by, @note, @template, @version, @layouts)
            ON CONFLICT DO NOTHING
            """,
            ("tenant", tenant),
            ("revision", revision),
            ("at", at),
            ("by", release.CreatedBy),
            ("note", release.Note),
            ("template", release.TemplateId),
            ("version", release.TemplateVersion),
            ("layouts", LayoutJson.Write(release.Layouts))) == 0)
        {
            return session.Refuse(false);
        }

        foreach (var item in release.Items)
        {
            session.Execute(
                "INSERT INTO release_item (tenant_id, revision, kind, key, hash) VALUES (@tenant, @revision, @kind, @key, @hash)",
                ("tenant", tenant),
                ("revision", revision),
                ("kind", item.Kind.ToString()),
                ("key", item.Key),
                ("hash", item.Hash.Value));
        }

        foreach (var item in release.TemplateItems ?? [])
        {
            session.Execute(
                """
                INSERT INTO template_item (tenant_id, template_id, kind, key, hash) VALUES (@tenant, @template, @kind, @key, @hash)
                ON CONFLICT (tenant_id, template_id, kind, key) DO UPDATE SET hash = excluded.hash
                """,
                ("tenant", tenant),
                ("template", release.TemplateId),
                ("kind", item.Kind.ToString()),
                ("key", item.Key),
                ("hash", item.Hash.Value));
        }

        TriggerTimers.Write(session, release);

        // The head is the fence: of two publishers that follow the same release, one changes no row here.
        var moved = release.Expected == 0
            ? session.Execute(
                "INSERT INTO revision (tenant_id, revision) VALUES (@tenant, @revision) ON CONFLICT DO NOTHING",
                ("tenant", tenant),
                ("revision", revision))
            : session.Execute(
                "UPDATE revision SET revision = @revision WHERE tenant_id = @tenant AND revision = @expected",
                ("tenant", tenant),
                ("revision", revision),
                ("expected", release.Expected));
        return moved == 1 || session.Refuse(false);
    }

    private sealed class ItemRow
    {
        public string Kind { get; init; } = "";

        public string Key { get; init; } = "";

        public string Hash { get; init; } = "";

        public ReleaseItem ToItem() => new(Enum.Parse<ArtefactKind>(Kind), Key, new ContentHash(Hash));
    }

    private sealed class ArtefactRow
    {
        public string Kind { get; init; } = "";

        public string Key { get; init; } = "";

        public byte[] Content { get; init; } = [];
    }
}
