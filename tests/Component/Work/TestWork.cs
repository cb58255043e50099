using System.Text.Json.Nodes;
using LowCode.Definitions;
using LowCode.Definitions.Templates;
using LowCode.Definitions.Texts;
using LowCode.Engine;
using LowCode.Host;
using LowCode.Pictures;
using LowCode.Storage;
using LowCode.Work;
using LowCode.Work.People;
using LowCode.Work.Releases;
using LowCode.Work.Retention;
using LowCode.Work.Tenants;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>The real use cases over the real engine and a real database in a folder of its own; only the clock is the test's.</summary>
internal sealed class TestWork : IAsyncDisposable
{
    private static readonly DateTimeOffset Morning = new(2026, 11, 24, 1, 0, 0, TimeSpan.Zero);

    private readonly string _folder;
    private readonly Action<IServiceCollection> _besides;
    private readonly string? _postgres;
    private ServiceProvider _services;

    private TestWork(string folder, DateTimeOffset now, Action<IServiceCollection>? besides = null, string? postgres = null)
    {
        _folder = folder;
        _besides = besides ?? (_ => { });
        _postgres = postgres;
        Time = new FakeTimeProvider(now);
        _services = Open();
    }

    private bool IsTwin { get; init; }

    public FakeTimeProvider Time { get; }

    public TenantId Tenant { get; } = new("demo");

    /// <summary>A tenant with the event-dispatch template and its demo people.</summary>
    public static async Task<TestWork> WithTemplateAsync(string template = "event-dispatch", DateTimeOffset? now = null)
    {
        var work = await EmptyAsync(now);
        var package = TemplateFolder.Read(Repository.PathOf("templates/" + template)).Value!;
        var installed = await work.Get<InstallTemplate>().HandleAsync(
            Actor.System(work.Tenant), new InstallTemplateCommand(package), TestContext.Current.CancellationToken);
        Assert.True(installed.IsAccepted, installed.Rejection?.Message);
        return work;
    }

    /// <summary>A tenant with nothing in it.</summary>
    /// <param name="besides">Services that a host brings.</param>
    public static Task<TestWork> EmptyAsync(DateTimeOffset? now = null, Action<IServiceCollection>? besides = null) =>
        WithTenantAsync(new TestWork(Directory.CreateTempSubdirectory("lowcode-work-").FullName, now ?? Morning, besides));

    /// <summary>The tenant in a PostgreSQL database; made where it is missing.</summary>
    public static Task<TestWork> OnAsync(string postgres) =>
        WithTenantAsync(new TestWork(Directory.CreateTempSubdirectory("lowcode-work-").FullName, Morning, postgres: postgres));

    private static async Task<TestWork> WithTenantAsync(TestWork work)
    {
        await work.Get<CreateTenant>().HandleAsync(
            new CreateTenantCommand(work.Tenant.Value, LocalizedText.Of("演示", "Demo"), "Asia/Shanghai", IsDemo: true),
            TestContext.Current.CancellationToken);
        return work;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public IEnumerable<T> GetAll<T>()
        where T : notnull => _services.GetServices<T>();

    /// <summary>Somebody of the tenant, signed in.</summary>
    public Actor Person(string login, string role, string? department = null) =>
        new(Tenant, login, login, [role], department, role == Actor.AdministratorRole);

    /// <summary>A second process on the same files; the first one deletes them.</summary>
    public TestWork Twin() => new(_folder, Time.GetUtcNow(), postgres: _postgres) { IsTwin = true };

    /// <summary>A process on a copy of the files, which somebody else deletes.</summary>
    public TestWork Moved(string folder) => new(folder, Time.GetUtcNow()) { IsTwin = true };

    /// <summary>Ends the process and starts it again on the same files.</summary>
    public async Task ReopenAsync()
    {
        await _services.DisposeAsync();
        _services = Open();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!IsTwin)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    /// <summary>First column of the first row, read beside the product.</summary>
    public object? Scalar(string sql)
    {
        using System.Data.Common.DbConnection connection = _postgres is null
            ? new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(_folder, "lowcode.db")};Mode=ReadOnly;Pooling=False")
            : new Npgsql.NpgsqlConnection(_postgres);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public string Folder => _folder;

    /// <summary>Holds from the next opening on.</summary>
    public RetentionOptions Options { get; set; } = new();

    public static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private ServiceProvider Open()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(Time).AddSingleton(Options);
        _besides(services);
        services.TryAddSingleton(new EngineOptions { Connectors = ServerConnectors.All });
        return services
            .AddStorage(new StorageOptions { DataFolder = _folder, PostgresConnection = _postgres })
            .AddPictures()
            .AddWork()
            .BuildServiceProvider(validateScopes: true);
    }
}
