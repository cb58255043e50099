using LowCode.Definitions.Texts;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Access;
using LowCode.Work.Calls;
using LowCode.Work.People;
using Xunit;

namespace LowCode.Tests.Contract.Access;

/// <summary>Keys of programs and hosts that processes may call.</summary>
public abstract class AccessContract : StoreContract
{
    private IApiKeyStore Keys => Store.Get<IApiKeyStore>();

    private IOutboundHosts Hosts => Store.Get<IOutboundHosts>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var tenant in new[] { Burst.Tenant, Burst.OtherTenant })
        {
            await Store.Get<IPeopleStore>().AddTenantAsync(new Tenant(tenant, LocalizedText.Of("一", "One"), "UTC", IsDemo: false), Burst.Noon, Cancellation);
        }
    }

    [Fact]
    public async Task Key_is_read_as_it_was_added_by_its_tenant_alone()
    {
        var key = Key("k1") with { ExpiresAt = Burst.Noon.AddDays(1) };
        await Keys.AddAsync(key, "HASH", Cancellation);

        var stored = (await Keys.FindAsync(Burst.Tenant, "k1", Cancellation))!;

        Assert.Equal("HASH", stored.SecretHash);
        Assert.Equal(key.Scopes, stored.Key.Scopes);
        Assert.Equal(key with { Scopes = [] }, stored.Key with { Scopes = [] });
        Assert.Null(await Keys.FindAsync(Burst.OtherTenant, "k1", Cancellation));
        Assert.Empty(await Keys.AllAsync(Burst.OtherTenant, Cancellation));
    }

    [Fact]
    public async Task Key_is_revoked_once_and_stays_in_the_list()
    {
        await Keys.AddAsync(Key("k1"), "HASH", Cancellation);

        Assert.False(await Keys.RevokeAsync(Burst.OtherTenant, "k1", "eve", Burst.Noon, Cancellation));
        Assert.True(await Keys.RevokeAsync(Burst.Tenant, "k1", "anna", Burst.Noon, Cancellation));
        Assert.False(await Keys.RevokeAsync(Burst.Tenant, "k1", "bob", Burst.Noon.AddHours(1), Cancellation));

        var revoked = Assert.Single(await Keys.AllAsync(Burst.Tenant, Cancellation));
        Assert.Equal(((DateTimeOffset?)Burst.Noon, "anna"), (revoked.RevokedAt, revoked.RevokedBy));
    }

    [Fact]
    public async Task Last_use_only_moves_forward()
    {
        await Keys.AddAsync(Key("k1"), "HASH", Cancellation);
        await Keys.UsedAsync(Burst.Tenant, [("k1", Burst.Noon.AddHours(2)), ("k9", Burst.Noon)], Cancellation);
        await Keys.UsedAsync(Burst.Tenant, [("k1", Burst.Noon.AddHours(1))], Cancellation);
        await Keys.UsedAsync(Burst.OtherTenant, [("k1", Burst.Noon.AddHours(3))], Cancellation);

        Assert.Equal(Burst.Noon.AddHours(2), (await Keys.FindAsync(Burst.Tenant, "k1", Cancellation))!.Key.LastUsedAt);
    }

    [Fact]
    public async Task Host_is_added_once_and_is_its_tenants_alone()
    {
        await Hosts.AddAsync(Burst.Tenant, new OutboundHost("b:80", Burst.Noon, "anna"), Cancellation);
        await Hosts.AddAsync(Burst.Tenant, new OutboundHost("a", Burst.Noon, "anna"), Cancellation);
        await Hosts.AddAsync(Burst.Tenant, new OutboundHost("a", Burst.Noon.AddHours(1), "bob"), Cancellation);

        Assert.Equal([new("a", Burst.Noon, "anna"), new OutboundHost("b:80", Burst.Noon, "anna")], await Hosts.AllAsync(Burst.Tenant, Cancellation));
        Assert.Empty(await Hosts.AllAsync(Burst.OtherTenant, Cancellation));
        Assert.False(await Hosts.RemoveAsync(Burst.OtherTenant, "a", Cancellation));
        Assert.True(await Hosts.RemoveAsync(Burst.Tenant, "a", Cancellation));
        Assert.False(await Hosts.RemoveAsync(Burst.Tenant, "a", Cancellation));
    }

    private static ApiKey Key(string id) => new(Burst.Tenant, id, "Programm", [Scope.ReadCases, Scope.WriteCases], Burst.Noon, "anna");
}
