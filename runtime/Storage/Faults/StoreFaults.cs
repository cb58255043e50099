using System.Security.Cryptography;
using LowCode.Definitions;
using LowCode.Storage.Databases;
using LowCode.Work.Stores;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LowCode.Storage.Faults;

/// <inheritdoc cref="IStoreFaults"/>
/// <param name="database">Asked only to look at it: what went wrong is told also where it could not be opened.</param>
internal sealed class StoreFaults(Func<IDatabase> database) : IStoreFaults
{
    /// <summary>More than a page, so that it shows where there is room for a few bytes only; random, so that nothing packs it.</summary>
    private const int CheckBytes = 64 * 1024;

    /// <summary>The rows of checks belong to no agency.</summary>
    private static readonly TenantId _nobody = new("store-check");

    private readonly string _node = Guid.NewGuid().ToString("N");

    public StoreProblem? ProblemOf(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            var problem = cause switch
            {
                SqliteException sqlite => SqliteProblems.Of(sqlite),
                NpgsqlException postgres => PostgresProblems.Of(postgres),
                IOException file => FileProblems.Of(file),
                _ => null,
            };
            if (problem is not null)
            {
                return problem;
            }
        }

        return null;
    }

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await database().WriteAsync(
            _nobody,
            session => session.Execute(
                """
                INSERT INTO store_check (tenant_id, node, content) VALUES (@tenant, @node, @content)
                ON CONFLICT (tenant_id, node) DO UPDATE SET content = excluded.content
                """,
                ("tenant", _nobody.Value),
                ("node", _node),
                ("content", RandomNumberGenerator.GetBytes(CheckBytes))),
            cancellation);
        await database().WriteAsync(
            _nobody,
            session => session.Execute(
                "DELETE FROM store_check WHERE tenant_id = @tenant AND node = @node", ("tenant", _nobody.Value), ("node", _node)),
            cancellation);
    }
}
