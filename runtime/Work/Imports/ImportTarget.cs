using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;
using LowCode.Work.People;
using LowCode.Work.Releases;

namespace LowCode.Work.Imports;

/// <summary>What rows are loaded into: a tenant with everything that they need.</summary>
internal sealed record ImportTarget(
    ImportMapping Mapping,
    Actor Actor,
    ReleaseView Release,
    CaseTypeDefinition CaseType,
    IReadOnlyList<Department> Departments)
{
    public TenantId Tenant => Actor.Tenant;

    public CaseForms Forms { get; } = new(CaseType, Release.Form);

    public ClassCodes? Classes { get; } = Mapping.Class is { } classes ? new ClassCodes(classes, Release.Dictionary(classes.Dictionary)!) : null;

    public RowPlanner Planner(IReadOnlyDictionary<string, int> columns) => new(Mapping, Classes, Forms, columns);

    public RowChecks Checks()
    {
        var codes = Departments.Select(d => d.Code).ToHashSet(StringComparer.Ordinal);
        return new RowChecks(Mapping, Forms, new FormLookups(Release.Dictionary, codes.Contains));
    }
}
