using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.People;

namespace LowCode.Storage.People;

/// <inheritdoc cref="IDirectory"/>
internal sealed class PeopleDirectory(IDatabase database) : IDirectory
{
    private const string SelectTenants =
        "SELECT tenant_id AS TenantId, name AS Name, time_zone AS TimeZone, is_demo AS IsDemo, created_at AS CreatedAt FROM tenant";

    private const string SelectPeople =
        """
        SELECT p.tenant_id AS TenantId, p.login AS Login, p.name AS Name, p.department AS Department, p.language AS Language,
          p.is_enabled AS IsEnabled, p.security_stamp AS SecurityStamp
        FROM person p
        WHERE p.tenant_id = @tenant
        """;

    public async Task<Tenant?> TenantAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (await session.FindAsync<TenantRow>(SelectTenants + " WHERE tenant_id = @tenant", ("tenant", tenant.Value)))?.ToTenant();
    }

    public async Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation)
    {
        List<string> all;
        await using (var claims = await database.ReadAsync(ReadScope.Claims, cancellation))
        {
            all = await claims.QueryAsync("SELECT tenant_id FROM tenant", row => row.GetString(0));
        }

        await using var session = await database.ReadAsync(ReadScope.Of(all), cancellation);
        return [.. (await session.QueryAsync<TenantRow>(SelectTenants + " ORDER BY tenant_id")).Select(r => r.ToTenant())];
    }

    public async Task<Person?> PersonAsync(TenantId tenant, string login, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var row = await session.FindAsync<PersonRow>(SelectPeople + " AND p.login = @login", ("tenant", tenant.Value), ("login", login));
        return row?.ToPerson(await RolesAsync(
            session, "SELECT login, role FROM person_role WHERE tenant_id = @tenant AND login = @login ORDER BY role", ("tenant", tenant.Value), ("login", login)));
    }

    public async Task<IReadOnlyList<Person>> PeopleAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        var rows = await session.QueryAsync<PersonRow>(SelectPeople + " ORDER BY p.login", ("tenant", tenant.Value));
        var roles = await RolesAsync(session, "SELECT login, role FROM person_role WHERE tenant_id = @tenant ORDER BY role", ("tenant", tenant.Value));
        return [.. rows.Select(r => r.ToPerson(roles))];
    }

    public async Task<IReadOnlyList<Department>> DepartmentsAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return await session.QueryAsync(
            "SELECT code, name FROM department WHERE tenant_id = @tenant ORDER BY code",
            row => new Department(row.GetString(0), RowJson.ReadText(row.GetString(1))),
            ("tenant", tenant.Value));
    }

    private static async Task<ILookup<string, string>> RolesAsync(ReadSession session, string sql, params (string, object?)[] values) =>
        (await session.QueryAsync(sql, row => (Login: row.GetString(0), Role: row.GetString(1)), values)).ToLookup(r => r.Login, r => r.Role);

    private sealed class TenantRow
    {
        public string TenantId { get; init; } = "";

        public string Name { get; init; } = "{}";

        public string TimeZone { get; init; } = "";

        public bool IsDemo { get; init; }

        public string CreatedAt { get; init; } = "";

        public Tenant ToTenant() =>
            new(new TenantId(TenantId), RowJson.ReadText(Name), TimeZone, IsDemo) { CreatedAt = RowTime.Read(CreatedAt) };
    }

    private sealed class PersonRow
    {
        public string TenantId { get; init; } = "";

        public string Login { get; init; } = "";

        public string Name { get; init; } = "{}";

        public string? Department { get; init; }

        public string? Language { get; init; }

        public bool IsEnabled { get; init; }

        public string SecurityStamp { get; init; } = "";

        public Person ToPerson(ILookup<string, string> roles) =>
            new(new TenantId(TenantId), Login, RowJson.ReadText(Name), Department, [.. roles[Login]], Language, IsEnabled, SecurityStamp);
    }
}
