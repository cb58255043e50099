using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Xunit;

namespace LowCode.Tests.Contract.Postgres;

/// <summary>How PostgreSQL would run a statement, whatever its values are.</summary>
internal static partial class PostgresPlans
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="sql">With $1, $2 …</param>
    /// <returns>The plan, line by line.</returns>
    public static async Task<List<string>> OfAsync(NpgsqlConnection connection, string sql)
    {
        var count = Parameter().Matches(sql).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
        await using (var prepare = new NpgsqlCommand($"PREPARE planned AS {sql}", connection))
        {
            await prepare.ExecuteNonQueryAsync(Cancellation);
        }

        var steps = new List<string>();
        var values = count == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", count))})";
        await using (var explain = new NpgsqlCommand($"EXPLAIN EXECUTE planned{values}", connection))
        await using (var reader = await explain.ExecuteReaderAsync(Cancellation))
        {
            while (await reader.ReadAsync(Cancellation))
            {
                steps.Add(reader.GetString(0));
            }
        }

        await using var forget = new NpgsqlCommand("DEALLOCATE planned", connection);
        await forget.ExecuteNonQueryAsync(Cancellation);
        return steps;
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
