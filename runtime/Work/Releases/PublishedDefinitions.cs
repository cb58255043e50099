using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Engine;

namespace LowCode.Work.Releases;

/// <summary>What a tenant's current release says, compiled, cached by content hash. Reads within one <see cref="ReleaseView"/> see one release.</summary>
public sealed class PublishedDefinitions
{
    public Task<ReleaseView> CurrentAsync(TenantId tenant, CancellationToken cancellation) => throw new NotSupportedException();

    /// <summary>By hash: what running instances and open tasks are pinned to.</summary>
    public Task<CompiledWorkflow> WorkflowAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<FormDefinition> FormAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>One release as an immutable set.</summary>
public sealed class ReleaseView
{
    public long Revision => throw new NotSupportedException();

    public IReadOnlyList<CaseTypeDefinition> CaseTypes => throw new NotSupportedException();

    public CaseTypeDefinition? CaseType(string id) => throw new NotSupportedException();

    public FormDefinition? Form(string id) => throw new NotSupportedException();

    public DictionaryDefinition? Dictionary(string id) => throw new NotSupportedException();
}
