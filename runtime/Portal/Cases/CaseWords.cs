using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Work.Releases;

namespace LowCode.Portal.Cases;

/// <summary>Codes of cases in words, as the tenant's current release spells them. A code that it no longer knows is shown as it is.</summary>
public sealed class CaseWords
{
    private readonly ReleaseView _release;
    private readonly IReadOnlyList<DictionaryDefinition> _classes;

    public CaseWords(ReleaseView release)
    {
        ArgumentNullException.ThrowIfNull(release);
        _release = release;
        _classes = [.. release.CaseTypes.Select(ClassesOf).OfType<DictionaryDefinition>().DistinctBy(d => d.DictionaryId)];
    }

    public IReadOnlyList<CaseTypeDefinition> CaseTypes => _release.CaseTypes;

    /// <summary>The dictionary that classes of cases come from; null: the tenant's cases have no class.</summary>
    public DictionaryDefinition? Classes => _classes.Count > 0 ? _classes[0] : null;

    /// <summary>All statuses that a case may have, each once.</summary>
    public IEnumerable<CaseStatus> Statuses => CaseTypes.SelectMany(t => t.Statuses).DistinctBy(s => s.Key);

    /// <summary>The steps that people do, by id, in the order of the process.</summary>
    public IEnumerable<(string Step, string Title)> Steps =>
        from type in CaseTypes
        from stage in type.Stages
        from step in stage.Steps
        where type.Forms.ContainsKey(step) && step != type.ReportStep && step != type.PublicStep
        select (step, stage.Label.ToString());

    public async static Task<CaseWords> ReadAsync(PublishedDefinitions definitions, TenantId tenant, CancellationToken cancellation) =>
        new(await definitions.CurrentAsync(tenant, cancellation));

    /// <summary>The class alone: <c>暴露垃圾</c>.</summary>
    public string? ClassName(string? code) => code is null ? null : Find(code)?.Label.ToString() ?? code;

    /// <summary>The class with its group: <c>市容环境 / 暴露垃圾</c>.</summary>
    public string? ClassPath(string? code) =>
        code is null ? null : _classes.FirstOrDefault(d => d.Find(code) is not null)?.PathOf(code) ?? code;

    public CaseStatus? Status(string caseType, string key) => _release.CaseType(caseType)?.Status(key);

    private DictionaryEntry? Find(string code) => _classes.Select(d => d.Find(code)).FirstOrDefault(e => e is not null);

    private DictionaryDefinition? ClassesOf(CaseTypeDefinition type) => type.Fields.Class is not { } key
        ? null
        : type.Forms.Values.Select(_release.Form).Select(f => f?.Field(key)?.Dictionary).OfType<string>().Select(_release.Dictionary).FirstOrDefault();
}
