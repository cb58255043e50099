using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Storage.Migrations;
using LowCode.Work.Failpoints;
using Npgsql;

namespace LowCode.Storage.Postgres;

/// <summary>
/// PostgreSQL in three roles: its owner migrates, the application works on the rows of named tenants, claiming finds what is due. The last
/// two are taken by the connections themselves, so one user may serve for all three.
/// </summary>
internal sealed class PostgresDatabase : IDatabase, IAsyncDisposable
{
    /// <summary>Writes that are not bursts: few, and each holds a thread while the database answers.</summary>
    private const int WritesAtOnce = 4;

    /// <summary>Tries of a write that lost to another (deadlock, serialization).</summary>
    private const int Attempts = 3;

    /// <summary>
    /// Connections of each role where the connection string does not say otherwise. More would only queue inside the database, and several
    /// nodes must find room there.
    /// </summary>
    private const int MostConnections = 20;

    /// <summary>
    /// Statements of bursts, and those that look for what is due, find some rows of many by their keys, whatever the values are. They are planned once, by index also where a table
    /// is still so small that reading all of it would do.
    /// </summary>
    internal const string ByKey = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off";

    private static readonly int _driversDefault = new NpgsqlConnectionStringBuilder().MaxPoolSize;

    private readonly NpgsqlDataSource _application;
    private readonly NpgsqlDataSource _bursts;
    private readonly NpgsqlDataSource _claiming;
    private readonly string _listener;
    private readonly SemaphoreSlim _writes = new(WritesAtOnce);
    private readonly Func<Task> _migrate;
    private readonly Lock _lock = new();
    private Task? _migrated;

    public PostgresDatabase(StorageOptions options, TimeProvider time)
    {
        options.Validate();
        _application = DataSource(options.PostgresConnection!, "lowcode_application");
        _bursts = DataSource(options.PostgresConnection!, "lowcode_application", ByKey);
        _listener = new NpgsqlConnectionStringBuilder(options.PostgresConnection) { ApplicationName = "lowcode listener", Pooling = false, KeepAlive = 30 }.ToString();
        _claiming = DataSource(options.PostgresConnection!, "lowcode_claiming", ByKey);
        var owner = new NpgsqlConnectionStringBuilder(options.PostgresOwnerConnection ?? options.PostgresConnection!) { Pooling = false }.ToString();
        Statistics = new PlannerStatistics(owner);
        _migrate = () => Task.Run(() => MigrateAsync(owner, time));
    }

    /// <summary>Whoever wants to know what is asked of the database: tests look at the plans of all statements.</summary>
    internal event Action<string>? Asked;

    public Dialect Dialect => Dialect.Postgres;

    public PlannerStatistics Statistics { get; }

    public async ValueTask<ReadSession> ReadAsync(ReadScope scope, CancellationToken cancellation)
    {
        var connection = await OpenAsync(scope.Tenants is null ? _claiming : _application, cancellation);
        var transaction = scope.IsSnapshot ? await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation) : null;
        return new PostgresReadSession(connection, transaction, scope, Asked, cancellation);
    }

    public Task<T> WriteAsync<T>(TenantId tenant, Func<WriteSession, T> work, CancellationToken cancellation) =>
        WriteAsync(_application, tenant.Value, work, cancellation);

    public Task<T> ClaimAsync<T>(Func<WriteSession, T> work, CancellationToken cancellation) => WriteAsync(_claiming, null, work, cancellation);

    /// <summary>A connection string whose sessions are in a role.</summary>
    public static string InRole(string connection, string role)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.Options = OptionsOf(settings, role, "");
        return settings.ToString();
    }

    /// <summary>Brings the schema to the newest, once; where the database was away, the next who needs it tries again.</summary>
    public Task MigratedAsync()
    {
        lock (_lock)
        {
            return _migrated is null or { IsFaulted: true } or { IsCanceled: true } ? _migrated = _migrate() : _migrated;
        }
    }

    /// <summary>A connection in the application's role.</summary>
    public Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => OpenAsync(_application, cancellation);

    /// <summary>The same, for the statements of bursts.</summary>
    public Task<NpgsqlConnection> OpenForBurstsAsync(CancellationToken cancellation) => OpenAsync(_bursts, cancellation);

    /// <summary>A connection that is not pooled and notices that the server is gone.</summary>
    public async Task<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellation)
    {
        await MigratedAsync().WaitAsync(cancellation);
        var connection = new NpgsqlConnection(_listener);
        await connection.OpenAsync(cancellation);
        return connection;
    }

    /// <summary>Tells whoever listens to <see cref="Asked"/>.</summary>
    public void Tell(string sql) => Asked?.Invoke(sql);

    public async ValueTask DisposeAsync()
    {
        await Statistics.Latest;
        await _application.DisposeAsync();
        await _bursts.DisposeAsync();
        await _claiming.DisposeAsync();
        _writes.Dispose();
    }

    private static NpgsqlDataSource DataSource(string connection, string role, string more = "")
    {
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            ApplicationName = "lowcode",
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            Enlist = false,

            // The role is the session's own default, so nothing has to be taken back when a connection returns to the pool.
            NoResetOnClose = true,
        };
        settings.MaxPoolSize = settings.MaxPoolSize == _driversDefault ? MostConnections : settings.MaxPoolSize;
        settings.Options = OptionsOf(settings, role, more);
        return NpgsqlDataSource.Create(settings);
    }

    private static string OptionsOf(NpgsqlConnectionStringBuilder settings, string role, string more) =>
        $"{settings.Options} -c role={role} -c synchronous_commit=on {more}".Trim();

    private static async Task MigrateAsync(string owner, TimeProvider time)
    {
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync();
        await PostgresSchema.ApplyAsync(connection, time, CancellationToken.None);
    }

    private async Task<NpgsqlConnection> OpenAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        try
        {
            await MigratedAsync().WaitAsync(cancellation);
            return await source.OpenConnectionAsync(cancellation);
        }
        catch (NpgsqlException failure)
        {
            throw new NotConnectedException(failure);
        }
    }

    private async Task<T> WriteAsync<T>(NpgsqlDataSource source, string? tenant, Func<WriteSession, T> work, CancellationToken cancellation)
    {
        await _writes.WaitAsync(cancellation);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                await using var connection = await OpenAsync(source, cancellation);
                try
                {
                    // The work is written once for both databases, and SQLite has nothing to wait for.
                    return await Task.Run(() => Write(connection, tenant, work), CancellationToken.None);
                }
                catch (PostgresException lost) when (attempt < Attempts && lost.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
                {
                    // Nobody was answered yet.
                }
            }
        }
        finally
        {
            _writes.Release();
        }
    }

    private T Write<T>(NpgsqlConnection connection, string? tenant, Func<WriteSession, T> work)
    {
        using var transaction = connection.BeginTransaction();
        if (tenant is not null)
        {
            using var batch = new NpgsqlBatch(connection, transaction);
            batch.BatchCommands.Add(TenantSetting.Command([tenant]));
            batch.ExecuteNonQuery();
        }

        using var session = new PostgresWriteSession(connection, Asked);
        var answer = work(session);
        if (session.IsRefused)
        {
            transaction.Rollback();
        }
        else
        {
            Failpoint.Pass("before-commit");
            transaction.Commit();
            Failpoint.Pass("after-commit");
        }

        return answer;
    }
}
