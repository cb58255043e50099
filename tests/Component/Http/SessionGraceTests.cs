using System.Security.Claims;
using LowCode.Definitions;
using LowCode.Definitions.Templates;
using LowCode.Host.Sessions;
using LowCode.Portal.Session;
using LowCode.Tests.Component.Work;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Stores;
using Microsoft.Data.Sqlite;
using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Sessions while the store cannot be asked who somebody is.</summary>
public sealed class SessionGraceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_that_held_lately_goes_on_while_the_store_is_away_and_ends_when_it_no_longer_holds()
    {
        await using var work = await TestWork.EmptyAsync();
        var package = TemplateFolder.Read(Repository.PathOf("templates/event-dispatch")).Value!;
        await work.Get<InstallTemplate>().HandleAsync(Actor.System(work.Tenant), new InstallTemplateCommand(package, "lowcode-demo"), Cancellation);
        var directory = new DirectoryThatMayBeAway(work.Get<IDirectory>());
        var check = new SessionCheck(directory, work.Get<StoreState>(), work.Time);
        var person = (await directory.PersonAsync(work.Tenant, "grid", Cancellation))!;
        var known = ActorClaims.PrincipalOf(person);
        Assert.True(await check.HoldsAsync(known, Cancellation));

        directory.IsAway = true;
        work.Time.Advance(SessionCheck.Freshness + TimeSpan.FromSeconds(1));
        Assert.True(await check.HoldsAsync(known, Cancellation));
        Assert.Equal(StoreProblem.Unreachable, work.Get<StoreState>().Trouble?.Problem);

        // Somebody whom this process has not seen, and somebody whom it saw too long ago.
        var other = ActorClaims.PrincipalOf((await work.Get<IDirectory>().PersonAsync(work.Tenant, "acceptor", Cancellation))!);
        await Assert.ThrowsAsync<SqliteException>(() => check.HoldsAsync(other, Cancellation));
        work.Time.Advance(TimeSpan.FromMinutes(11));
        await Assert.ThrowsAsync<SqliteException>(() => check.HoldsAsync(known, Cancellation));

        directory.IsAway = false;
        Assert.True(await check.HoldsAsync(known, Cancellation));
        Assert.False(await check.HoldsAsync(new ClaimsPrincipal(new ClaimsIdentity()), Cancellation));
    }

    /// <summary>The real one, behind a database that cannot be opened for a while.</summary>
    private sealed class DirectoryThatMayBeAway(IDirectory directory) : IDirectory
    {
        public bool IsAway { get; set; }

        public Task<Person?> PersonAsync(TenantId tenant, string login, CancellationToken cancellation) =>
            IsAway ? throw new SqliteException("unable to open database file", 14) : directory.PersonAsync(tenant, login, cancellation);

        public Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation) => directory.TenantsAsync(cancellation);

        public Task<Tenant?> TenantAsync(TenantId tenant, CancellationToken cancellation) => directory.TenantAsync(tenant, cancellation);

        public Task<IReadOnlyList<Department>> DepartmentsAsync(TenantId tenant, CancellationToken cancellation) => directory.DepartmentsAsync(tenant, cancellation);

        public Task<IReadOnlyList<Person>> PeopleAsync(TenantId tenant, CancellationToken cancellation) => directory.PeopleAsync(tenant, cancellation);
    }
}
