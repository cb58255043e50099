using LowCode.Storage.Access;
using LowCode.Storage.Alterations;
using LowCode.Storage.Attachments;
using LowCode.Storage.Batches;
using LowCode.Storage.Cases;
using LowCode.Storage.Contents;
using LowCode.Storage.Databases;
using LowCode.Storage.Drafts;
using LowCode.Storage.Endpoints;
using LowCode.Storage.Evaluations;
using LowCode.Storage.Faults;
using LowCode.Storage.FormDrafts;
using LowCode.Storage.Imports;
using LowCode.Storage.Instances;
using LowCode.Storage.People;
using LowCode.Storage.Postgres;
using LowCode.Storage.Prefills;
using LowCode.Storage.Privacy;
using LowCode.Storage.Records;
using LowCode.Storage.Releases;
using LowCode.Storage.Retention;
using LowCode.Storage.Sqlite;
using LowCode.Storage.Statistics;
using LowCode.Storage.Tasks;
using LowCode.Work.Access;
using LowCode.Work.Alterations;
using LowCode.Work.Attachments;
using LowCode.Work.Calls;
using LowCode.Work.Cases;
using LowCode.Work.Contents;
using LowCode.Work.DeadLetters;
using LowCode.Work.Drafts;
using LowCode.Work.Endpoints;
using LowCode.Work.Evaluations;
using LowCode.Work.Events;
using LowCode.Work.FormDrafts;
using LowCode.Work.Imports;
using LowCode.Work.Instances;
using LowCode.Work.Nodes;
using LowCode.Work.People;
using LowCode.Work.Prefills;
using LowCode.Work.Privacy;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using LowCode.Work.Replies;
using LowCode.Work.Retention;
using LowCode.Work.Slots;
using LowCode.Work.Statistics;
using LowCode.Work.Stores;
using LowCode.Work.Tasks;
using LowCode.Work.WakeUps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LowCode.Storage;

/// <summary>Puts the ports of Work on a SQLite file or a PostgreSQL database. It is brought to the newest schema when the first port is used.</summary>
public static class StorageServices
{
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options)
    {
        options.Validate();
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        if (options.PostgresConnection is null)
        {
            services.TryAddSingleton<SqliteFile>();
            services.TryAddSingleton<SqliteWriter>();
            services.TryAddSingleton<IDatabase, SqliteDatabase>();
            services.TryAddSingleton<IBurstWriter, SavepointBursts>();
            services.TryAddSingleton<IInstanceLookUp, SingleLookUp>();
        }
        else
        {
            services.TryAddSingleton<PostgresDatabase>();
            services.TryAddSingleton<IDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
            services.TryAddSingleton<IScheduleTables, ScheduleTables>();
            services.TryAddSingleton<IBurstWriter, BatchedBursts>();
            services.TryAddSingleton<IInstanceLookUp, GroupedLookUp>();
            services.Replace(ServiceDescriptor.Singleton<INodeChannel>(provider => options.UsesNotify
                ? new PostgresChannel(
                    provider.GetRequiredService<PostgresDatabase>(),
                    provider.GetRequiredService<TimeProvider>(),
                    provider.GetService<ILogger<PostgresChannel>>() ?? NullLogger<PostgresChannel>.Instance)
                : new SilentChannel()));
        }

        services.TryAddSingleton<IStoreFaults>(provider => new StoreFaults(provider.GetRequiredService<IDatabase>));
        services.TryAddSingleton<IBurstStore, BurstStore>();
        services.TryAddSingleton<IInstanceContents, InstanceContents>();
        services.TryAddSingleton<IEventInbox, EventInbox>();
        services.TryAddSingleton<IWakeUps, WakeUps>();
        services.TryAddSingleton<ITriggerTimers, TriggerTimers>();
        services.TryAddSingleton<IOutbox, Outbox>();
        services.TryAddSingleton<IQuarantine, Quarantine>();
        services.TryAddSingleton<IDeadLetterStore, DeadLetterStore>();
        services.TryAddSingleton<IFinishedInstances, FinishedInstances>();
        services.TryAddSingleton<IOldTroubles, OldTroubles>();
        services.TryAddSingleton<IInstanceArchive, ArchiveFiles>();
        services.TryAddSingleton<IInstanceQueries, InstanceQueries>();
        services.TryAddSingleton<ICaseProgress>(provider => provider.GetRequiredService<IInstanceQueries>());
        services.TryAddSingleton<ICaseQueries, CaseQueries>();
        services.TryAddSingleton<ITaskQueries, TaskQueries>();
        services.TryAddSingleton<ISlotRows, SlotRows>();
        services.TryAddSingleton<IRecordQueries, RecordQueries>();
        services.TryAddSingleton<IStatisticsQueries, StatisticsQueries>();
        services.TryAddSingleton<IImportQueries, ImportQueries>();
        services.TryAddSingleton<IReleaseStore, ReleaseStore>();
        services.TryAddSingleton<IDraftStore, DraftStore>();
        services.TryAddSingleton<IArtefactDraftStore, ArtefactDraftStore>();
        services.TryAddSingleton<IVersionStore, VersionStore>();
        services.TryAddSingleton<IFormDrafts, FormDraftStore>();
        services.TryAddSingleton<IReveals, Reveals>();
        services.TryAddSingleton<IDisclosures, Disclosures>();
        services.TryAddSingleton<ILastSubmissions, LastSubmissions>();
        services.TryAddSingleton<IAlterationPlans, AlterationPlans>();
        services.TryAddSingleton<IRecordedEvaluations, RecordedEvaluations>();
        services.TryAddSingleton<IReleaseQueries, ReleaseQueries>();
        services.TryAddSingleton<IPeopleStore, PeopleStore>();
        services.TryAddSingleton<IDirectory, PeopleDirectory>();
        services.TryAddSingleton<IEndpointBookmarks, EndpointBookmarks>();
        services.TryAddSingleton<IReplies, Replies>();
        services.TryAddSingleton<IApiKeyStore, ApiKeyStore>();
        services.TryAddSingleton<IOutboundHosts, OutboundHosts>();
        services.TryAddSingleton<IAttachmentStore, AttachmentStore>();
        services.TryAddSingleton<IAttachmentFiles, LocalAttachmentFiles>();
        return services;
    }
}
