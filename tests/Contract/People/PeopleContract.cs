using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Contract.People;

/// <summary>Tenants, people, roles and departments: added once, left as they are when they are added again.</summary>
public abstract class PeopleContract : StoreContract
{
    private IPeopleStore People => Store.Get<IPeopleStore>();

    private IDirectory Directory => Store.Get<IDirectory>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await People.AddTenantAsync(new Tenant(Burst.Tenant, LocalizedText.Of("一", "One"), "Asia/Shanghai", IsDemo: true), Burst.Noon, Cancellation);
    }

    [Fact]
    public async Task Tenant_is_read_as_it_was_added_and_not_added_again()
    {
        var again = new Tenant(Burst.Tenant, LocalizedText.Of("二", "Two"), "America/New_York", IsDemo: false);

        Assert.False(await People.AddTenantAsync(again, Burst.Noon, Cancellation));

        var tenant = (await Directory.TenantAsync(Burst.Tenant, Cancellation))!;
        Assert.Equal(("One", "Asia/Shanghai", true), (tenant.Name.ByLanguage["en"], tenant.TimeZone, tenant.IsDemo));
        Assert.Null(await Directory.TenantAsync(Burst.OtherTenant, Cancellation));
    }

    [Fact]
    public async Task Person_is_read_with_roles_and_not_added_again()
    {
        Assert.True(await People.AddPersonAsync(Anna(["clerk", "handler"]), "hash-1", Burst.Noon, Cancellation));
        Assert.False(await People.AddPersonAsync(Anna(["administrator"]), "hash-2", Burst.Noon, Cancellation));

        var anna = (await Directory.PersonAsync(Burst.Tenant, "anna", Cancellation))!;

        Assert.Equal(["clerk", "handler"], anna.Roles);
        Assert.Equal(("D1", true, "stamp"), (anna.Department, anna.IsEnabled, anna.SecurityStamp));
        Assert.Equal("hash-1", await People.PasswordHashAsync(Burst.Tenant, "anna", Cancellation));
        Assert.Equal(anna.Login, Assert.Single(await Directory.PeopleAsync(Burst.Tenant, Cancellation)).Login);
        Assert.Null(await People.PasswordHashAsync(Burst.Tenant, "Anna", Cancellation));
    }

    [Fact]
    public async Task Departments_that_are_there_keep_their_names()
    {
        await People.AddDepartmentsAsync(Burst.Tenant, [new Department("D1", LocalizedText.Of("一处", "First"))], Cancellation);
        await People.AddDepartmentsAsync(
            Burst.Tenant, [new Department("D1", LocalizedText.Of("改名", "Renamed")), new Department("D2", LocalizedText.Of("二处", "Second"))], Cancellation);

        Assert.Equal(["First", "Second"], (await Directory.DepartmentsAsync(Burst.Tenant, Cancellation)).Select(d => d.Name.ByLanguage["en"]));
    }

    [Fact]
    public async Task People_of_a_tenant_are_unknown_to_another()
    {
        await People.AddTenantAsync(new Tenant(Burst.OtherTenant, LocalizedText.Of("二", "Two"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        await People.AddPersonAsync(Anna(["clerk"]), "hash-1", Burst.Noon, Cancellation);
        await People.AddDepartmentsAsync(Burst.Tenant, [new Department("D1", LocalizedText.Of("一处", "First"))], Cancellation);

        Assert.Null(await Directory.PersonAsync(Burst.OtherTenant, "anna", Cancellation));
        Assert.Null(await People.PasswordHashAsync(Burst.OtherTenant, "anna", Cancellation));
        Assert.Empty(await Directory.PeopleAsync(Burst.OtherTenant, Cancellation));
        Assert.Empty(await Directory.DepartmentsAsync(Burst.OtherTenant, Cancellation));
        Assert.True(await People.AddPersonAsync(Anna([]) with { Tenant = Burst.OtherTenant }, "hash-3", Burst.Noon, Cancellation));
    }

    [Fact]
    public async Task Person_of_a_tenant_that_is_not_there_is_refused()
    {
        await Assert.ThrowsAnyAsync<Exception>(() =>
            People.AddPersonAsync(Anna([]) with { Tenant = Burst.OtherTenant }, "hash", Burst.Noon, Cancellation));
    }

    private static Person Anna(IReadOnlyList<string> roles) =>
        new(Burst.Tenant, "anna", LocalizedText.Of("安娜", "Anna"), "D1", roles, "en", IsEnabled: true, "stamp");
}
