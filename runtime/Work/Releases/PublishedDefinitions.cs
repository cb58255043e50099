using System.Collections.Concurrent;
using LowCode.Definitions;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Decisions;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Prints;
using LowCode.Definitions.Problems;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Rules;
using LowCode.Engine;
using LowCode.Engine.Composition;
using LowCode.Engine.Decisions;
using LowCode.Engine.Triggers;
using LowCode.Feel.Dmn.Models;
using LowCode.Rules;
using LowCode.Work.Nodes;

namespace LowCode.Work.Releases;

/// <summary>
/// What a tenant's releases say, compiled, cached by content hash. Reads within one <see cref="ReleaseView"/> see one release. A release
/// that this process publishes is current at once; one that another node published as soon as it is told, and within two seconds at most.
/// </summary>
public sealed class PublishedDefinitions(IReleaseStore store, WorkflowEngine engine, INodeChannel nodes, TimeProvider time)
{
    /// <summary>Bytes of JSON whose compiled forms are kept: 64 MB.</summary>
    private const long Budget = 64L * 1024 * 1024;

    /// <summary>JSON of a rule, about.</summary>
    private const int BytesOfRule = 500;
    private const int BytesOfListEntry = 200;
    private const int BytesOfTrigger = 500;

    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(2);

    private readonly DefinitionCache _cache = new(Budget);
    private readonly SingleFlight _making = new();
    private readonly ConcurrentDictionary<TenantId, Head> _heads = new();

    public async ValueTask<ReleaseView> CurrentAsync(TenantId tenant, CancellationToken cancellation)
    {
        var now = time.GetTimestamp();
        if (_heads.TryGetValue(tenant, out var head) && time.GetElapsedTime(head.LookedAt, now) < LookAgainAfter)
        {
            return head.View;
        }

        var revision = await store.RevisionAsync(tenant, cancellation);
        var view = head?.View.Revision == revision ? head.View : await AtAsync(tenant, revision, cancellation);
        Swap(tenant, new Head(view, now));
        return view;
    }

    /// <summary>A release of the past: what running instances are pinned to. Empty where there is no such revision.</summary>
    public async ValueTask<ReleaseView> AtAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        var key = $"{tenant}/release/{revision}";
        return _cache.Find<ReleaseView>(key) ?? await _making.RunAsync(key, () => ViewAsync(tenant, revision, key), cancellation);
    }

    private async Task<ReleaseView> ViewAsync(TenantId tenant, long revision, string key)
    {
        // For all who ask.
        var cancellation = CancellationToken.None;
        var items = await store.ItemsAsync(tenant, revision, cancellation);
        var caseTypes = new List<CaseTypeDefinition>();
        var forms = new List<FormDefinition>();
        var dictionaries = new List<DictionaryDefinition>();
        var prints = new List<PrintTemplate>();
        var decisions = new List<DmnModel>();
        var ruleSets = new Dictionary<string, PublishedRuleSet>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            switch (item.Kind)
            {
                case ArtefactKind.CaseType:
                    caseTypes.Add(await ReadAsync(tenant, item.Hash, CaseTypeJson.Read, cancellation));
                    break;
                case ArtefactKind.Form:
                    forms.Add(await ReadAsync(tenant, item.Hash, FormJson.Read, cancellation));
                    break;
                case ArtefactKind.Dictionary:
                    dictionaries.Add(await ReadAsync(tenant, item.Hash, DictionaryJson.Read, cancellation));
                    break;
                case ArtefactKind.Decision:
                    decisions.Add(await ReadAsync(tenant, item.Hash, DecisionDocument.Read, cancellation));
                    break;
                case ArtefactKind.RuleSet:
                    ruleSets[item.Key] = await RuleSetAsync(tenant, item, cancellation);
                    break;
                case ArtefactKind.PrintTemplate:
                    prints.Add(await ReadAsync(tenant, item.Hash, PrintTemplateJson.Read, cancellation));
                    break;
                case ArtefactKind.Workflow:
                    // Compiled when it is first run.
                    break;
            }
        }

        var laid = DictionaryLayers.Of(dictionaries);
        var layouts = await store.LayoutsAsync(tenant, revision, cancellation);
        return _cache.Keep(key, new ReleaseView(revision, items, caseTypes, forms, laid, new ReleaseDecisions(revision, decisions, ruleSets, laid), layouts, prints), items.Count * 200);
    }

    /// <summary>By hash: what running instances and open tasks are pinned to.</summary>
    /// <exception cref="InvalidOperationException">The tenant has no such artefact, or this build cannot read it.</exception>
    public ValueTask<CompiledWorkflow> WorkflowAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation) =>
        ReadAsync(tenant, hash, engine.Compile, cancellation);

    /// <inheritdoc cref="WorkflowAsync"/>
    public ValueTask<FormDefinition> FormAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation) =>
        ReadAsync(tenant, hash, FormJson.Read, cancellation);

    /// <summary>A version of a rule set that was ever published, compiled; null: there is none of that hash.</summary>
    public async ValueTask<PublishedRuleSet?> FindRuleSetAsync(TenantId tenant, ReleaseItem item, CancellationToken cancellation) =>
        (await store.VersionsAsync(tenant, ArtefactKind.RuleSet, item.Key, cancellation)).Contains(item.Hash) ? await RuleSetAsync(tenant, item, cancellation) : null;

    /// <summary>A version of a form that was ever published; null: there is none of that hash.</summary>
    public async ValueTask<FormDefinition?> FormVersionAsync(TenantId tenant, string formId, ContentHash hash, CancellationToken cancellation) =>
        (await store.VersionsAsync(tenant, ArtefactKind.Form, formId, cancellation)).Contains(hash) ? await FormAsync(tenant, hash, cancellation) : null;

    /// <summary>The forms that cases of a type are read by: those of the release, in the order of the process, and behind them those that have left the type.</summary>
    public async ValueTask<IReadOnlyList<FormDefinition>> CaseFormsAsync(TenantId tenant, ReleaseView release, string caseType, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(release);
        return [.. release.FormsOf(caseType), .. await LeftFormsAsync(tenant, release, caseType, cancellation)];
    }

    /// <summary>Forms that a case type had and has no more, each in its newest version.</summary>
    internal async ValueTask<IReadOnlyList<FormDefinition>> LeftFormsAsync(TenantId tenant, ReleaseView release, string caseType, CancellationToken cancellation)
    {
        var key = $"{tenant}/left-forms/{release.Revision}/{caseType}";
        if (_cache.Find<IReadOnlyList<FormDefinition>>(key) is { } known)
        {
            return known;
        }

        var seen = release.FormsOf(caseType).Select(f => f.FormId).ToHashSet(StringComparer.Ordinal);
        var left = new List<FormDefinition>();
        foreach (var hash in await store.VersionsAsync(tenant, ArtefactKind.CaseType, caseType, cancellation))
        {
            foreach (var formId in (await ReadAsync(tenant, hash, CaseTypeJson.Read, cancellation)).Forms.Values.Where(seen.Add))
            {
                if (await store.VersionsAsync(tenant, ArtefactKind.Form, formId, cancellation) is [var newest, ..])
                {
                    left.Add(release.Form(formId) ?? await FormAsync(tenant, newest, cancellation));
                }
            }
        }

        return _cache.Keep<IReadOnlyList<FormDefinition>>(key, left, (left.Count + 1) * 200);
    }

    /// <summary>All versions of a form that were ever published, the newest first.</summary>
    internal async Task<IReadOnlyList<FormDefinition>> FormVersionsAsync(TenantId tenant, string formId, CancellationToken cancellation)
    {
        var forms = new List<FormDefinition>();
        foreach (var hash in await store.VersionsAsync(tenant, ArtefactKind.Form, formId, cancellation))
        {
            forms.Add(await FormAsync(tenant, hash, cancellation));
        }

        return forms;
    }

    /// <summary>All versions of a case type that were ever published, the newest first.</summary>
    internal async Task<IReadOnlyList<CaseTypeDefinition>> CaseTypeVersionsAsync(TenantId tenant, string caseTypeId, CancellationToken cancellation)
    {
        var caseTypes = new List<CaseTypeDefinition>();
        foreach (var hash in await store.VersionsAsync(tenant, ArtefactKind.CaseType, caseTypeId, cancellation))
        {
            caseTypes.Add(await ReadAsync(tenant, hash, CaseTypeJson.Read, cancellation));
        }

        return caseTypes;
    }

    /// <summary>Answers a question to the engine that may need other definitions.</summary>
    /// <param name="ask">Asked again after what was missing has been loaded, so it must not keep anything of a try that failed.</param>
    internal async Task<T> AnswerAsync<T>(
        TenantId tenant, long revision, Func<IWorkflows, T> ask, CancellationToken cancellation)
    {
        var pinned = await AtAsync(tenant, revision, cancellation);
        var workflows = new ReleaseWorkflows(
            tenant, pinned, await CurrentAsync(tenant, cancellation), this, new Dictionary<ActivationScope, InstanceId>());
        while (true)
        {
            try
            {
                return ask(workflows);
            }
            catch (DefinitionsNotLoadedException wanting)
            {
                await LoadAsync(wanting, cancellation);
            }
        }
    }

    /// <summary>Null: it is not in memory.</summary>
    internal CompiledWorkflow? FindWorkflow(TenantId tenant, ContentHash hash) => _cache.Find<CompiledWorkflow>(Key(tenant, hash));

    /// <summary>All versions of a definition that were published up to a release, the newest first. Null: they are not in memory.</summary>
    internal IReadOnlyList<PublishedVersion>? FindVersions(TenantId tenant, string definitionId, long revision) =>
        _cache.Find<IReadOnlyList<PublishedVersion>>(VersionsKey(tenant, definitionId, revision));

    internal async Task LoadAsync(DefinitionsNotLoadedException wanting, CancellationToken cancellation)
    {
        foreach (var hash in wanting.Hashes)
        {
            await WorkflowAsync(wanting.Tenant, hash, cancellation);
        }

        if (wanting.VersionsOf is { } definitionId)
        {
            var versions = new List<PublishedVersion>();
            foreach (var hash in await store.VersionsAsync(wanting.Tenant, ArtefactKind.Workflow, definitionId, cancellation))
            {
                var definition = (await WorkflowAsync(wanting.Tenant, hash, cancellation)).Definition;
                versions.Add(new PublishedVersion(hash, definition.Id, definition.Version));
            }

            _cache.Keep<IReadOnlyList<PublishedVersion>>(VersionsKey(wanting.Tenant, definitionId, wanting.Revision), versions, versions.Count * 200);
        }
    }

    /// <summary>What an event of that hash starts by the current release, with the definitionId of each.</summary>
    internal async Task<IReadOnlyList<(string DefinitionId, Trigger Trigger)>> TriggersAsync(TenantId tenant, string hash, CancellationToken cancellation)
    {
        var triggers = new List<(string, Trigger)>();
        foreach (var item in (await CurrentAsync(tenant, cancellation)).Items.Where(i => i.Kind == ArtefactKind.Workflow))
        {
            var known = await TriggersOfAsync(tenant, item.Hash, cancellation);
            triggers.AddRange(known.Where(t => t.Hash == hash).Select(t => (item.Key, t)));
        }

        return triggers;
    }

    // A broadcast asks all definitions of the tenant; their triggers are small and stay when what was compiled has gone.
    private async ValueTask<IReadOnlyList<Trigger>> TriggersOfAsync(TenantId tenant, ContentHash hash, CancellationToken cancellation)
    {
        var key = $"{tenant}/triggers/{hash}";
        if (_cache.Find<IReadOnlyList<Trigger>>(key) is { } known)
        {
            return known;
        }

        var triggers = (await WorkflowAsync(tenant, hash, cancellation)).Triggers;
        return _cache.Keep(key, triggers, 100 + (triggers.Count * BytesOfTrigger));
    }

    /// <summary>Rule sets that were compiled when they were checked.</summary>
    internal void Keep(TenantId tenant, IEnumerable<PublishedRuleSet> ruleSets)
    {
        foreach (var set in ruleSets)
        {
            _cache.Keep(Key(tenant, set.Hash), set, (set.Index.Rules.Count * BytesOfRule) + (set.Index.Definition.Lists.Values.Sum(l => l.Count) * BytesOfListEntry));
        }
    }

    /// <summary>Dictionaries that were read when they were checked, each with the bytes of its document.</summary>
    internal void Keep(TenantId tenant, IEnumerable<(ContentHash Hash, DictionaryDefinition Dictionary, int Bytes)> dictionaries)
    {
        foreach (var (hash, dictionary, bytes) in dictionaries)
        {
            _cache.Keep(Key(tenant, hash), dictionary, bytes);
        }
    }

    /// <summary>Makes a release that was just published the current one.</summary>
    internal async Task AdvanceAsync(TenantId tenant, long revision, CancellationToken cancellation)
    {
        Swap(tenant, new Head(await AtAsync(tenant, revision, cancellation), time.GetTimestamp()));
        nodes.Tell(new NodeSignal.Release(tenant));
    }

    /// <summary>Another node published: the next who asks looks for it.</summary>
    internal void LookAgain(TenantId tenant) => _heads.TryRemove(tenant, out _);

    // What was published later cannot be meant by a definition of the release.
    private static string VersionsKey(TenantId tenant, string definitionId, long revision) => $"{tenant}/versions/{revision}/{definitionId}";

    // A look that began before a publication may end after it: the higher revision stays.
    private void Swap(TenantId tenant, Head head) =>
        _heads.AddOrUpdate(tenant, head, (_, known) => known.View.Revision > head.View.Revision ? known : head);

    private static string Key(TenantId tenant, ContentHash hash) => $"{tenant}/{hash}";

    // A version is compiled from the one that judges now: what did not change is taken over.
    private async ValueTask<PublishedRuleSet> RuleSetAsync(TenantId tenant, ReleaseItem item, CancellationToken cancellation)
    {
        var current = _heads.TryGetValue(tenant, out var head) ? head.View.Decisions.RuleSet(item.Key)?.Index : null;
        return await ReadAsync(tenant, item.Hash, Compile, cancellation);

        Parsed<PublishedRuleSet> Compile(ReadOnlyMemory<byte> content)
        {
            var parsed = RuleSetJson.Read(content);
            return parsed.Value is { } set
                ? Parsed<PublishedRuleSet>.Of(new(item.Hash, current?.With(set) ?? RuleIndex.Compile(set, [.. set.Tests.Select(t => t.Document)])))
                : Parsed<PublishedRuleSet>.Failed(parsed.Problems);
        }
    }

    private async ValueTask<T> ReadAsync<T>(TenantId tenant, ContentHash hash, Func<ReadOnlyMemory<byte>, Parsed<T>> read, CancellationToken cancellation)
        where T : class
    {
        var key = Key(tenant, hash);
        return _cache.Find<T>(key) ?? await _making.RunAsync(key, () => MakeAsync(tenant, hash, read), cancellation);
    }

    // After a publication everybody asks for the same new version at once: it is compiled for all of them together.
    private async Task<T> MakeAsync<T>(TenantId tenant, ContentHash hash, Func<ReadOnlyMemory<byte>, Parsed<T>> read)
        where T : class
    {
        var key = Key(tenant, hash);
        if (_cache.Find<T>(key) is { } known)
        {
            return known;
        }

        var artefact = await store.ArtefactAsync(tenant, hash, CancellationToken.None)
            ?? throw new InvalidOperationException($"Expected artefact {hash} of tenant {tenant}, but there is none.");
        var parsed = read(artefact.Content);
        return parsed.Value is { } value
            ? _cache.Keep(key, value, artefact.Content.Length)
            : throw new InvalidOperationException(
                $"Expected {artefact.Kind} {artefact.Key} ({hash}) of tenant {tenant} to be readable, but: {string.Join("; ", parsed.Problems.Select(p => $"{p.Path} {p.Message}"))}");
    }

    private sealed record Head(ReleaseView View, long LookedAt);
}
