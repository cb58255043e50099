using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Work.Instances;

namespace LowCode.Storage.Instances;

/// <summary>One statement for each: the database is in this process.</summary>
internal sealed class SingleLookUp(IDatabase database) : IInstanceLookUp
{
    private const string Sql = $"SELECT {InstanceTableRow.Columns} FROM instance WHERE tenant_id = @tenant AND instance_id = @instance";

    public async Task<InstanceRow?> FindAsync(TenantId tenant, string instanceId, CancellationToken cancellation)
    {
        await using var session = await database.ReadAsync(ReadScope.Of(tenant), cancellation);
        return (await session.FindAsync<InstanceTableRow>(Sql, ("tenant", tenant.Value), ("instance", instanceId)))?.ToInstance();
    }
}
