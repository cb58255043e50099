using LowCode.Definitions;
using LowCode.Definitions.Imports;
using LowCode.Storage;
using LowCode.Work;
using LowCode.Work.Imports;
using LowCode.Work.Releases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>The real engine and a real SQLite file .</summary>
internal sealed class ImportHouse : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    /// <param name="dataFolder">Data that is there already; null: a new folder, which goes with the house.</param>
    public ImportHouse(string? dataFolder = null)
    {
        Folder = Directory.CreateTempSubdirectory("lowcode-import-").FullName;
        Options = new StorageOptions { DataFolder = dataFolder ?? Path.Combine(Folder, "data") };
        _services = new ServiceCollection()
            .AddLogging()
            .AddWork()
            .AddStorage(Options)
            .AddSingleton(new TemplateCatalog(Repository.PathOf("templates")))
            .BuildServiceProvider();
    }

    public string Folder { get; }

    public StorageOptions Options { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string FilePath(string name) => Path.Combine(Folder, name);

    public Task<ImportReport> ImportAsync(string file, ImportMapping mapping, string? tenant = null) =>
        Get<ImportCases>().RunAsync(
            new ImportRequest(file, mapping, tenant is null ? null : new TenantId(tenant)),
            new Progress<ImportProgress>(),
            TestContext.Current.CancellationToken);

    public Task<ImportCounts> CountAsync(string tenant, string source) =>
        Get<IImportQueries>().CountAsync(new TenantId(tenant), source, TestContext.Current.CancellationToken);

    /// <summary>One value straight from the database.</summary>
    public object? Scalar(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Options.DatabaseFile};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is var value and not DBNull ? value : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }
}
