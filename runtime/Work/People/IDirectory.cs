using LowCode.Definitions;

namespace LowCode.Work.People;

/// <summary>Port: reading tenants and people.</summary>
public interface IDirectory
{
    Task<Tenant?> TenantAsync(TenantId tenant, CancellationToken cancellation);

    Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation);

    Task<Person?> PersonAsync(TenantId tenant, string login, CancellationToken cancellation);

    Task<IReadOnlyList<Person>> PeopleAsync(TenantId tenant, CancellationToken cancellation);

    Task<IReadOnlyList<Department>> DepartmentsAsync(TenantId tenant, CancellationToken cancellation);
}
