using LowCode.Definitions;
using LowCode.Definitions.Texts;
using LowCode.Work.People;

namespace LowCode.Work.Tenants;

/// <param name="Id">1 to 40 lower case letters, digits and hyphens.</param>
/// <param name="TimeZone">IANA name, e.g. <c>Asia/Shanghai</c>.</param>
public sealed record CreateTenantCommand(string Id, LocalizedText Name, string TimeZone, bool IsDemo);

/// <summary>Makes a tenant; one that exists is answered as it is.</summary>
public sealed class CreateTenant(IPeopleStore people, IDirectory directory, TimeProvider time)
{
    public async Task<Result<Tenant>> HandleAsync(CreateTenantCommand command, CancellationToken cancellation)
    {
        if (command.Id.Length is < 1 or > 40 || !command.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            return Rejections.Invalid("tenant.bad-id", command.Id);
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(command.TimeZone, out _))
        {
            return Rejections.Invalid("tenant.bad-zone", command.TimeZone);
        }

        var tenant = new Tenant(new TenantId(command.Id), command.Name, command.TimeZone, command.IsDemo);
        await people.AddTenantAsync(tenant, time.GetUtcNow(), cancellation);
        return (await directory.TenantAsync(tenant.Id, cancellation))!;
    }
}
