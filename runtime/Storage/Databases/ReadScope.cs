using LowCode.Definitions;

namespace LowCode.Storage.Databases;

/// <summary>Whose rows a reader sees. PostgreSQL holds it by row level security; on SQLite the conditions of the statements are alone.</summary>
internal readonly record struct ReadScope
{
    private ReadScope(IReadOnlyList<string>? tenants, bool isSnapshot)
    {
        Tenants = tenants;
        IsSnapshot = isSnapshot;
    }

    /// <summary>What background loops may see of all tenants: the columns that say what is due, never what it is about.</summary>
    public static ReadScope Claims { get; } = new(null, isSnapshot: false);

    /// <summary>Null: <see cref="Claims"/>.</summary>
    public IReadOnlyList<string>? Tenants { get; }

    /// <summary>All statements see one state of the database.</summary>
    public bool IsSnapshot { get; }

    public static ReadScope Of(TenantId tenant) => new([tenant.Value], isSnapshot: false);

    public static ReadScope Of(IEnumerable<string> tenants) => new([.. tenants.Distinct(StringComparer.Ordinal)], isSnapshot: false);

    /// <summary>For reads of several statements that must agree.</summary>
    public static ReadScope Snapshot(TenantId tenant) => new([tenant.Value], isSnapshot: true);
}
