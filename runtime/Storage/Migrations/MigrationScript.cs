using System.Globalization;
using System.Reflection;

namespace LowCode.Storage.Migrations;

/// <summary>A numbered SQL file. The same number is the same schema on both databases.</summary>
/// <param name="Version">PostgreSQL begins with the version that the first release with it had.</param>
internal sealed record MigrationScript(int Version, string Sql)
{
    /// <param name="database">Folder of the scripts: <c>sqlite</c> or <c>postgres</c>.</param>
    /// <exception cref="InvalidOperationException">Two scripts have the same number.</exception>
    public static IReadOnlyList<MigrationScript> Of(string database)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var prefix = $"migrations/{database}/";
        var scripts = new List<MigrationScript>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            scripts.Add(new MigrationScript(int.Parse(name.AsSpan(prefix.Length, 4), CultureInfo.InvariantCulture), reader.ReadToEnd()));
        }

        // Of two scripts with one number the second would never run.
        return scripts.DistinctBy(s => s.Version).Count() == scripts.Count
            ? scripts
            : throw new InvalidOperationException($"Expected one migration a number in {database}, but a number is there twice.");
    }

    /// <exception cref="NewerDatabaseException">The database was written by a newer version of the product.</exception>
    public static void DemandKnown(long current, IReadOnlyList<MigrationScript> known, string database)
    {
        if (current > known[^1].Version)
        {
            throw new NewerDatabaseException(database, current, known[^1].Version);
        }
    }
}
