using LowCode.Tests.Contract.Instances;
using LowCode.Work.Instances;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>What the two roles see and touch, whatever SQL they are made to run.</summary>
public sealed class RowLevelSecurityTests : IAsyncLifetime
{
    private PostgresTestStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = await PostgresTestStore.CreateAsync();
        var burst = Burst.StartCase() with
        {
            Message = Burst.Message("m1"),
            Timers = [new TimerWrite("b1", Burst.Noon)],
            Outbox = [new OutboxWrite("e1", "event", "{}", "one/i1/e1/0")],
        };
        Assert.IsType<BurstVerdict.Committed>(await _store.Get<IBurstStore>().CommitAsync(burst, Cancellation));
    }

    [Fact]
    public void Every_table_of_tenants_is_protected()
    {
        Assert.Null(_store.Scalar(
            """
            SELECT string_agg(c.relname, ', ') FROM pg_class c
            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
            WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
              AND (NOT c.relrowsecurity OR NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'of_tenant'))
            """));
    }

    [Theory]
    [InlineData("one", 1)]
    [InlineData("two", 0)]
    [InlineData(null, 0)]
    public async Task Rows_are_those_of_the_tenants_that_the_transaction_names(string? tenant, int rows)
    {
        await using var connection = await AsAsync("lowcode_application");
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        if (tenant is not null)
        {
            await NumberAsync(connection, $"SELECT length(set_config('app.tenants', '{{{tenant}}}', TRUE))");
        }

        string[] tables = ["instance", "journal", "bookmark", "timer", "inbox", "outbox", "work_case", "work_case_event", "task", "task_candidate", "case_counter"];
        foreach (var table in tables)
        {
            Assert.Equal(rows, await NumberAsync(connection, $"SELECT COUNT(*) FROM {table}"));
            Assert.Equal(rows, await ChangeAsync(connection, $"UPDATE {table} SET tenant_id = tenant_id"));
        }

        Assert.Equal(rows, await ChangeAsync(connection, "DELETE FROM outbox"));
    }

    [Fact]
    public async Task Tenant_of_one_transaction_is_not_that_of_the_next()
    {
        await using var connection = await AsAsync("lowcode_application");
        await using (var transaction = await connection.BeginTransactionAsync(Cancellation))
        {
            await NumberAsync(connection, "SELECT length(set_config('app.tenants', '{one}', TRUE))");
            await transaction.CommitAsync(Cancellation);
        }

        Assert.Equal(0, await NumberAsync(connection, "SELECT COUNT(*) FROM instance"));
    }

    [Fact]
    public async Task Row_of_another_tenant_is_not_written()
    {
        await using var connection = await AsAsync("lowcode_application");
        await using var transaction = await connection.BeginTransactionAsync(Cancellation);
        await NumberAsync(connection, "SELECT length(set_config('app.tenants', '{two}', TRUE))");

        await RefusedAsync(connection, "INSERT INTO case_counter (tenant_id, scope, last) VALUES ('one', 'x', 1)");
    }

    [Fact]
    public void Claiming_may_touch_what_says_that_something_is_due_and_nothing_else()
    {
        Assert.Equal(
            [
                "SELECT attachment: attachment_id case_id created_at tenant_id",
                "SELECT bookmark: bookmark_id correlation_id hash instance_id tenant_id",
                "SELECT form_draft_attachment: attachment_id tenant_id",
                "SELECT inbox: consumer correlation_id expires_at hash instance_id message_id state tenant_id",
                "SELECT instance_content: content_id forget_at tenant_id",
                "SELECT outbox: available_at locked_by locked_until looks outbox_id tenant_id",
                "SELECT reply: created_at request_id tenant_id",
                "SELECT tenant: tenant_id",
                "SELECT timer: attempts available_at bookmark_id due_at instance_id looks tenant_id",
                "SELECT trigger_timer: activity_id attempts available_at begun definition_id due_at tenant_id",
                "UPDATE outbox: locked_by locked_until looks",
                "UPDATE timer: available_at looks",
                "UPDATE trigger_timer: available_at",
            ],
            ((string)_store.Scalar(
                """
                SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C") FROM (
                  SELECT privilege_type || ' ' || table_name || ': ' || string_agg(column_name, ' ' ORDER BY column_name COLLATE "C") AS line
                  FROM information_schema.column_privileges
                  WHERE grantee = 'lowcode_claiming'
                  GROUP BY privilege_type, table_name) lines
                """)!).Split('\n'));
        Assert.Null(_store.Scalar("SELECT string_agg(table_name, ', ') FROM information_schema.table_privileges WHERE grantee = 'lowcode_claiming'"));
    }

    [Theory]
    [InlineData("SELECT payload FROM outbox")]
    [InlineData("SELECT result FROM inbox")]
    [InlineData("SELECT snapshot FROM instance")]
    [InlineData("SELECT password_hash FROM person")]
    [InlineData("UPDATE outbox SET payload = '{}'")]
    [InlineData("DELETE FROM outbox")]
    [InlineData("DELETE FROM timer")]
    [InlineData("SELECT * FROM work_case")]
    public async Task Claiming_is_refused_everything_else(string sql)
    {
        await using var connection = await AsAsync("lowcode_claiming");

        await RefusedAsync(connection, sql);
    }

    [Fact]
    public async Task Claiming_leases_rows_of_all_tenants()
    {
        await using var connection = await AsAsync("lowcode_claiming");

        Assert.Equal(1, await ChangeAsync(connection, "UPDATE outbox SET locked_by = 'w', locked_until = '2026' WHERE available_at <= '2027'"));
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<NpgsqlConnection> AsAsync(string role)
    {
        var connection = new NpgsqlConnection($"{_store.Connection};Pooling=false;Options=-c role={role}");
        await connection.OpenAsync(Cancellation);
        return connection;
    }

    private static async Task<long> NumberAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<int> ChangeAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task RefusedAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(Cancellation));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
