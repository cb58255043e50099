using LowCode.Host;
using LowCode.Host.Commands;
using LowCode.Work.People;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Durability;

/// <summary>A start on a database that cannot be used says why and ends; it does not crash.</summary>
public sealed class UnusableDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lowcode-unusable-").FullName;

    private string DatabaseFile => Path.Combine(_folder, "lowcode.db");

    [Fact]
    public async Task File_that_is_no_database_is_refused()
    {
        await File.WriteAllTextAsync(DatabaseFile, new string('x', 4096), TestContext.Current.CancellationToken);

        Assert.Equal(CommandLine.Failed, await StartAsync());
    }

    [Fact]
    public async Task Database_of_a_newer_version_is_refused()
    {
        Assert.Equal(CommandLine.Done, await StartAsync());
        await using (var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_version VALUES (9999, 'later')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(CommandLine.Failed, await StartAsync());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<int> StartAsync() => ProductCommand.RunAsync(new HostSettings { DataFolder = _folder }, async services =>
    {
        await services.GetRequiredService<IDirectory>().TenantsAsync(TestContext.Current.CancellationToken);
        return CommandLine.Done;
    });
}
