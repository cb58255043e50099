using LowCode.Definitions;

namespace LowCode.Work.People;

/// <summary>Port: writing tenants and people, and reading what only sign-in may see.</summary>
public interface IPeopleStore
{
    /// <summary>False: there is a tenant of that id already; it is left as it is.</summary>
    Task<bool> AddTenantAsync(Tenant tenant, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Adds those that are missing; a name that the tenant changed stays.</summary>
    Task AddRolesAsync(TenantId tenant, IReadOnlyList<Role> roles, CancellationToken cancellation);

    /// <summary>Adds those that are missing; a name that the tenant changed stays.</summary>
    Task AddDepartmentsAsync(TenantId tenant, IReadOnlyList<Department> departments, CancellationToken cancellation);

    /// <summary>False: the login is taken; that person is left as it is.</summary>
    Task<bool> AddPersonAsync(Person person, string passwordHash, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Null: no such login.</summary>
    Task<string?> PasswordHashAsync(TenantId tenant, string login, CancellationToken cancellation);
}
