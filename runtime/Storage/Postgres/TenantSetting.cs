using Npgsql;
using NpgsqlTypes;

namespace LowCode.Storage.Postgres;

/// <summary>Names the tenants whose rows a transaction may touch, until it ends.</summary>
internal static class TenantSetting
{
    private const string Sql = "SELECT set_config('app.tenants', $1, TRUE)";

    public static NpgsqlBatchCommand Command(IEnumerable<string> tenants)
    {
        var command = new NpgsqlBatchCommand(Sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Array(tenants), NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }

    private static string Array(IEnumerable<string> tenants) => $"{{{string.Join(',', tenants.Select(Quote))}}}";

    private static string Quote(string tenant) =>
        $"\"{tenant.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
