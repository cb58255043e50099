using LowCode.Definitions;
using LowCode.Definitions.Imports;

namespace LowCode.Work.Imports;

/// <param name="Tenant">Null: the mapping's own.</param>
public sealed record ImportRequest(string FilePath, ImportMapping Mapping, TenantId? Tenant);

/// <param name="Done">Rows dealt with, good and bad.</param>
/// <param name="Total">Rows of the file; 0 while it is not known.</param>
public sealed record ImportProgress(ImportStage Stage, int Done, int Total);

public enum ImportStage
{
    /// <summary>The file is read through once: is it a table, which classes and departments are in it.</summary>
    Inspecting,

    /// <summary>Tenant, template, departments, dictionary.</summary>
    Preparing,

    Loading,

    Counting,
}
