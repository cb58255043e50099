using LowCode.Storage;
using LowCode.Storage.Databases;
using LowCode.Tests.Contract.Instances;
using LowCode.Work.Stores;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Contract.Stores;

/// <summary>The store's own failures are told from bugs, by what the driver really throws.</summary>
public abstract class StoreFaultsContract : StoreContract
{
    private IStoreFaults Faults => Store.Get<IStoreFaults>();

    [Fact]
    public async Task Check_writes_and_leaves_nothing_also_when_many_look_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Faults.CheckAsync(Cancellation)));

        Assert.Equal(0, Store.Count("store_check"));
    }

    [Theory]
    [InlineData("INSERT INTO nowhere (tenant_id) VALUES ('one')")]
    [InlineData("INSERT INTO case_counter (tenant_id, scope) VALUES ('one', 's')")]
    [InlineData("not a statement")]
    public async Task Statement_that_is_wrong_is_a_bug_and_not_the_stores_fault(string sql)
    {
        var failure = await Record.ExceptionAsync(() => Store.Get<IDatabase>().WriteAsync(Burst.Tenant, session => session.Execute(sql), Cancellation));

        Assert.NotNull(failure);
        Assert.Null(Faults.ProblemOf(failure));
        Assert.Null(Faults.ProblemOf(new InvalidOperationException("bug", failure)));
    }

    [Fact]
    public async Task Store_that_only_reads_is_told_and_works_again_afterwards()
    {
        await Faults.CheckAsync(Cancellation);
        var failure = await ReadOnlyAsync(() => Faults.CheckAsync(Cancellation));

        Assert.Equal(StoreProblem.ReadOnly, Faults.ProblemOf(failure!));
        Assert.Equal(StoreProblem.ReadOnly, Faults.ProblemOf(new InvalidOperationException("around it", failure)));
        await Faults.CheckAsync(Cancellation);
    }

    [Fact]
    public async Task Database_that_cannot_be_opened_is_unreachable()
    {
        var folder = Directory.CreateTempSubdirectory("lowcode-away-").FullName;
        try
        {
            await using var away = new ServiceCollection().AddStorage(Unreachable(folder)).BuildServiceProvider();
            var faults = away.GetRequiredService<IStoreFaults>();

            var failure = await Record.ExceptionAsync(() => faults.CheckAsync(Cancellation));

            Assert.Equal(StoreProblem.Unreachable, faults.ProblemOf(failure!));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Options of a database that nobody can open.</summary>
    protected abstract StorageOptions Unreachable(string folder);

    /// <summary>What happens while the database does not write.</summary>
    protected abstract Task<Exception?> ReadOnlyAsync(Func<Task> work);
}
