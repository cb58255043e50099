using Dapper;
using LowCode.Definitions;
using LowCode.Storage.Sqlite;
using LowCode.Work.People;
using LowCode.Work.Tenants;
using Microsoft.Data.Sqlite;

namespace LowCode.Storage.People;

/// <inheritdoc cref="IDirectory"/>
internal sealed class PeopleDirectory(SqliteFile file) : IDirectory
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

    public Task<Tenant?> TenantAsync(TenantId tenant, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var row = connection.QuerySingleOrDefault<TenantRow>(SelectTenants + " WHERE tenant_id = @tenant", new { tenant = tenant.Value });
        return Task.FromResult(row?.ToTenant());
    }

    public Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<TenantRow>(SelectTenants + " ORDER BY tenant_id");
        return Task.FromResult<IReadOnlyList<Tenant>>([.. rows.Select(r => r.ToTenant())]);
    }

    public Task<Person?> PersonAsync(TenantId tenant, string login, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var row = connection.QuerySingleOrDefault<PersonRow>(SelectPeople + " AND p.login = @login", new { tenant = tenant.Value, login });
        return Task.FromResult(row?.ToPerson(Roles(connection, tenant, login)));
    }

    public Task<IReadOnlyList<Person>> PeopleAsync(TenantId tenant, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<PersonRow>(SelectPeople + " ORDER BY p.login", new { tenant = tenant.Value }).AsList();
        var roles = Roles(connection, tenant, login: null);
        return Task.FromResult<IReadOnlyList<Person>>([.. rows.Select(r => r.ToPerson(roles))]);
    }

    public Task<IReadOnlyList<Department>> DepartmentsAsync(TenantId tenant, CancellationToken cancellation)
    {
        using var connection = file.OpenReader();
        var rows = connection.Query<(string Code, string Name)>(
            "SELECT code, name FROM department WHERE tenant_id = @tenant ORDER BY code",
            new { tenant = tenant.Value });
        return Task.FromResult<IReadOnlyList<Department>>([.. rows.Select(r => new Department(r.Code, RowJson.ReadText(r.Name)))]);
    }

    private static ILookup<string, string> Roles(SqliteConnection connection, TenantId tenant, string? login) =>
        connection.Query<(string Login, string Role)>(
            "SELECT login, role FROM person_role WHERE tenant_id = @tenant AND (@login IS NULL OR login = @login) ORDER BY role",
            new { tenant = tenant.Value, login }).ToLookup(r => r.Login, r => r.Role);

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
