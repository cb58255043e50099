using LowCode.Engine;
using LowCode.Work.Access;
using LowCode.Work.Alterations;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Cases;
using LowCode.Work.Changes;
using LowCode.Work.Connectors;
using LowCode.Work.Contents;
using LowCode.Work.DeadLetters;
using LowCode.Work.Dictionaries;
using LowCode.Work.Drafts;
using LowCode.Work.Endpoints;
using LowCode.Work.Evaluations;
using LowCode.Work.Events;
using LowCode.Work.FormDrafts;
using LowCode.Work.FormImports;
using LowCode.Work.Handling;
using LowCode.Work.Imports;
using LowCode.Work.Instances;
using LowCode.Work.Links;
using LowCode.Work.News;
using LowCode.Work.Nodes;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Prints;
using LowCode.Work.Privacy;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using LowCode.Work.Retention;
using LowCode.Work.RulePublishing;
using LowCode.Work.Samples;
using LowCode.Work.Sheets;
using LowCode.Work.Statistics;
using LowCode.Work.Stores;
using LowCode.Work.Tasks;
using LowCode.Work.Tenants;
using LowCode.Work.Troubles;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LowCode.Work;

/// <summary>The use cases, over ports that a storage room fills. With a host it also wakes what is due. Needs logging.</summary>
public static class WorkServices
{
    public static IServiceCollection AddWork(this IServiceCollection services)
    {
        // Registered after the host's own, where there is one.
        services.TryAddSingleton<IPagePrinter, NoPagePrinter>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<EngineOptions>();
        services.TryAddSingleton(provider => new WorkflowEngine(provider.GetRequiredService<EngineOptions>()));
        services.TryAddSingleton<ScriptSettings>();
        services.TryAddSingleton<ChangeFeed>();
        services.TryAddSingleton<InstanceFeed>();
        services.TryAddSingleton<StoreState>();
        services.AddHostedService<StoreWatch>();
        services.TryAddSingleton<INodeChannel, SingleNode>();
        services.AddInstances();

        services.TryAddSingleton<PublishedDefinitions>();
        services.TryAddSingleton<PublishRelease>();
        services.TryAddSingleton<ChangeRule>();
        services.TryAddSingleton<ReadRuleSets>();
        services.TryAddSingleton<ReadRuleEffects>();
        services.TryAddSingleton<ReplayEvaluations>();
        services.TryAddSingleton<CaseDecisions>();
        services.TryAddSingleton<ReadDecisions>();
        services.TryAddSingleton<ExplainDecision>();
        services.TryAddSingleton<ExplainVerdict>();
        services.TryAddSingleton<ReadReleases>();
        services.TryAddSingleton<ReadForms>();
        services.TryAddSingleton<ImportForm>();
        services.TryAddSingleton<DefinitionFamilies>();
        services.TryAddSingleton<ExchangeLists>();
        services.TryAddSingleton<ExchangeTables>();
        services.TryAddSingleton<DictionaryDrafts>();
        services.TryAddSingleton<ReadDictionaries>();
        services.TryAddSingleton<EditDictionary>();
        services.TryAddSingleton<ExchangeDictionaries>();
        services.TryAddSingleton<ReadDefinitions>();
        services.TryAddSingleton<UsableWorkflows>();
        services.TryAddSingleton<PublishDefinition>();
        services.TryAddSingleton<RevertDefinition>();
        services.TryAddSingleton<DefinitionReferences>();
        services.TryAddSingleton<ExportDefinitions>();
        services.TryAddSingleton<ImportDefinitions>();
        services.TryAddSingleton<SaveDefinition>();
        services.TryAddSingleton<RetractDefinition>();
        services.TryAddSingleton<InstallTemplate>();
        services.TryAddSingleton<CreateTenant>();
        services.TryAddSingleton<SignIn>();
        services.TryAddSingleton<AddFirstAdministrator>();

        services.TryAddSingleton<CreateApiKey>();
        services.TryAddSingleton<RevokeApiKey>();
        services.TryAddSingleton<ReadApiKeys>();
        services.TryAddSingleton<CheckApiKey>();
        services.AddSystemJob<KeyUses>();
        services.TryAddSingleton<AllowedHosts>();
        services.TryAddSingleton<AllowHost>();

        services.TryAddSingleton<DraftForms>();
        services.TryAddSingleton<KeepFormDraft>();
        services.TryAddSingleton<ReadFormDrafts>();
        services.TryAddSingleton<DropFormDraft>();
        services.TryAddSingleton<UpgradeFormDraft>();
        services.TryAddSingleton<SubmittedAttachments>();
        services.TryAddSingleton<FormChecking>();
        services.TryAddSingleton<CaseProcess>();
        services.TryAddSingleton<OpenCase>();
        services.TryAddSingleton<CasePrivacy>();
        services.TryAddSingleton<MaskedColumns>();
        services.TryAddSingleton<InstancePrivacy>();
        services.TryAddSingleton<RevealField>();
        services.TryAddSingleton<ReadHistory>();
        services.TryAddSingleton<ReadPrefills>();
        services.TryAddSingleton<KeepLastSubmission>();
        services.TryAddSingleton<ReadCases>();
        services.TryAddSingleton<ReadRecords>();
        services.TryAddSingleton<ExportRecords>();
        services.AddSystemJob<IndexRecords>();
        services.TryAddSingleton<LookUpCase>();
        services.TryAddSingleton<CompleteTask>();
        services.TryAddSingleton<TaskPrivacy>();
        services.TryAddSingleton<ReadTasks>();
        services.TryAddSingleton<LoadSamples>();
        services.TryAddSingleton<ReadStatistics>();
        services.TryAddSingleton<PrepareImport>();
        services.TryAddSingleton<ImportCases>();
        services.TryAddSingleton<AttachmentOptions>();
        services.TryAddSingleton<AttachmentIntake>();
        services.TryAddSingleton<StoreAttachment>();
        services.TryAddSingleton<UploadAttachment>();
        services.TryAddSingleton<ReadAttachment>();
        return services;
    }

    private static void AddInstances(this IServiceCollection services)
    {
        services.TryAddSingleton<KnownTenants>();
        services.TryAddSingleton<BurstComposer>();
        services.TryAddSingleton<ContentLoading>();
        services.TryAddSingleton<KeepContents>();
        services.TryAddSingleton<ReadContent>();
        services.TryAddSingleton<InstanceFileContents>();
        services.AddSystemJob<ForgottenContents>();
        services.TryAddSingleton<BurstRunner>();
        services.TryAddSingleton<WakeUpSignal>();
        services.TryAddSingleton<TimerAlarm>();
        services.TryAddSingleton<InterveneInInstance>();
        services.TryAddSingleton<ReadInstance>();
        services.TryAddSingleton<ReadStandstill>();
        services.TryAddSingleton<MigrateInstance>();
        services.TryAddSingleton<AlterInstance>();
        services.TryAddSingleton<SubmitAlterations>();
        services.AddSystemJob<AlterationWorker>();
        services.TryAddSingleton<ReleaseInstance>();
        services.TryAddSingleton<ReadDeadLetters>();
        services.TryAddSingleton<ReadDisclosures>();
        services.TryAddSingleton<ResolveDeadLetter>();
        services.TryAddSingleton<ReadSetAsideTriggers>();
        services.TryAddSingleton<ReadQuarantinedInstances>();
        services.TryAddSingleton<TakeUpTrigger>();
        services.TryAddSingleton<CountTroubles>();
        services.TryAddSingleton<ReadInstances>();
        services.TryAddSingleton<LeftMessages>();
        services.TryAddSingleton<InstanceOwner>();
        services.TryAddSingleton<IInstanceOwner>(provider => provider.GetRequiredService<InstanceOwner>());
        services.TryAddSingleton<StartInstance>();
        services.TryAddSingleton<ExportInstance>();
        services.TryAddSingleton<ImportedState>();
        services.TryAddSingleton<ImportInstances>();
        services.TryAddSingleton<EventDelivery>();
        services.TryAddSingleton<SendEvent>();
        services.TryAddSingleton<CompleteExternalTask>();
        services.TryAddSingleton<ReplySlots>();
        services.TryAddSingleton<BurstReplies>();
        services.TryAddSingleton<PublishedEndpoints>();
        services.TryAddSingleton<CallEndpoint>();
        services.TryAddSingleton(new LinkAddress());
        services.TryAddSingleton<ILinkTokens, NoLinkTokens>();
        services.TryAddSingleton<SignedLinks>();
        services.TryAddSingleton<CreateLink>();
        services.TryAddSingleton<FollowLink>();
        services.AddSystemJob<ForgottenReplies>();
        services.TryAddSingleton<Recovery>();
        services.TryAddSingleton<IHttpSender, NoHttpSender>();
        services.TryAddSingleton<SendCall>();
        services.TryAddSingleton<ICredentials, NoCredentials>();
        services.TryAddSingleton<CallConnector>();
        services.TryAddSingleton<PublishCheckedRule>();
        services.TryAddSingleton<EffectDelivery>();
        services.AddSystemJob<DueTimers>();
        services.AddSystemJob<DueTriggers>();
        services.AddSystemJob<KeptMessages>();
        services.AddSystemJob<OutboxWorker>();
        services.AddSystemJob<ForgottenAttachments>();
        services.AddSystemJob<OrphanFiles>();
        services.TryAddSingleton<RetentionOptions>();
        services.AddSystemJob<RetainInstances>();
        services.AddSystemJob<RetainFormDrafts>();
        services.TryAddSingleton<DeleteInstance>();
        services.TryAddSingleton<WakeUpRound>();
        services.AddHostedService<WakeUpLoop>();
        services.AddHostedService<TimerLoop>();
        services.AddHostedService<NodeNews>();
    }

    private static void AddSystemJob<T>(this IServiceCollection services)
        where T : class, ISystemJob
    {
        services.TryAddSingleton<T>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISystemJob, T>(provider => provider.GetRequiredService<T>()));
    }
}
