using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Rows;
using LowCode.Work;
using LowCode.Work.People;

namespace LowCode.Storage.People;

/// <inheritdoc cref="IPeopleStore"/>
internal sealed class PeopleStore(IDatabase database) : IPeopleStore
{
    public Task<bool> AddTenantAsync(Tenant tenant, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant.Id,
            session => session.Execute(
                """
                INSERT INTO tenant (tenant_id, name, time_zone, is_demo, created_at) VALUES (@tenant, @name, @zone, @demo, @at)
                ON CONFLICT DO NOTHING
                """,
                ("tenant", tenant.Id.Value),
                ("name", RowJson.Write(tenant.Name)),
                ("zone", tenant.TimeZone),
                ("demo", tenant.IsDemo),
                ("at", at.ToRow())) == 1,
            cancellation);

    public Task AddRolesAsync(TenantId tenant, IReadOnlyList<Role> roles, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                foreach (var role in roles)
                {
                    session.Execute(
                        "INSERT INTO role (tenant_id, role, name) VALUES (@tenant, @role, @name) ON CONFLICT DO NOTHING",
                        ("tenant", tenant.Value),
                        ("role", role.Key),
                        ("name", RowJson.Write(role.Name)));
                }
            },
            cancellation);

    public Task AddDepartmentsAsync(TenantId tenant, IReadOnlyList<Department> departments, CancellationToken cancellation) =>
        database.WriteAsync(
            tenant,
            session =>
            {
                foreach (var department in departments)
                {
                    session.Execute(
                        "INSERT INTO department (tenant_id, code, name) VALUES (@tenant, @code, @name) ON CONFLICT DO NOTHING",
                        ("tenant", tenant.Value),
                        ("code", department.Code),
                        ("name", RowJson.Write(department.Name)));
                }
            },
            cancellation);

    public Task<bool> AddPersonAsync(Person person, string passwordHash, DateTimeOffset at, CancellationToken cancellation) =>
        database.WriteAsync(person.Tenant, session => Add(session, person, passwordHash, at), cancellation);

    public async Task<string?> PasswordHashAsync(TenantId tenant, string login, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (string?)await session.ScalarAsync(
            "SELECT password_hash FROM person WHERE tenant_id = @tenant AND login = @login",
            ("tenant", tenant.Value),
            ("login", login));
    }

    private static bool Add(WriteSession session, Person person, string passwordHash, DateTimeOffset at)
    {
        var isNew = session.Execute(
            """
            INSERT INTO person (tenant_id, login, name, department, password_hash, language, is_enabled, security_stamp, created_at)
            VALUES (@tenant, @login, @name, @department, @hash, @language, @enabled, @stamp, @at)
            ON CONFLICT DO NOTHING
            """,
            ("tenant", person.Tenant.Value),
            ("login", person.Login),
            ("name", RowJson.Write(person.Name)),
            ("department", person.Department),
            ("hash", passwordHash),
            ("language", person.Language),
            ("enabled", person.IsEnabled),
            ("stamp", person.SecurityStamp),
            ("at", at.ToRow())) == 1;
        if (!isNew)
        {
            return session.Refuse(false);
        }

        foreach (var role in person.Roles)
        {
            session.Execute(
                "INSERT INTO person_role (tenant_id, login, role) VALUES (@tenant, @login, @role)",
                ("tenant", person.Tenant.Value),
                ("login", person.Login),
                ("role", role));
        }

        return true;
    }
}
