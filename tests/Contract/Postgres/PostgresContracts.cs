using LowCode.Tests.Contract.Access;
using LowCode.Tests.Contract.Attachments;
using LowCode.Tests.Contract.Cases;
using LowCode.Tests.Contract.Contents;
using LowCode.Tests.Contract.Drafts;
using LowCode.Tests.Contract.Endpoints;
using LowCode.Tests.Contract.Events;
using LowCode.Tests.Contract.FormDrafts;
using LowCode.Tests.Contract.Imports;
using LowCode.Tests.Contract.Instances;
using LowCode.Tests.Contract.People;
using LowCode.Tests.Contract.Privacy;
using LowCode.Tests.Contract.Records;
using LowCode.Tests.Contract.Releases;
using LowCode.Tests.Contract.Retention;
using LowCode.Tests.Contract.Statistics;
using LowCode.Tests.Contract.Tasks;
using LowCode.Tests.Contract.Tenants;
using LowCode.Tests.Contract.WakeUps;

namespace LowCode.Tests.Contract.Postgres;

public sealed class PostgresBurstStoreTests : BurstStoreContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresEventInboxTests : EventInboxContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresWakeUpsTests : WakeUpsContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresReleaseStoreTests : ReleaseStoreContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresCaseQueriesTests : CaseQueriesContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresTaskQueriesTests : TaskQueriesContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresStatisticsTests : StatisticsContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresPeopleTests : PeopleContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresAttachmentTests : AttachmentContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresTenantIsolationTests : TenantIsolationContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresChildBurstTests : ChildBurstContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresAccessTests : AccessContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresEndpointTests : EndpointContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresInstanceQueriesTests : InstanceQueriesContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresDraftTests : DraftContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresRetentionTests : RetentionContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresTriggerTimersTests : TriggerTimersContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresQuarantineTests : QuarantineContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresImportQueriesTests : ImportQueriesContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresFormDraftTests : FormDraftContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresPrivacyTests : PrivacyContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresInstanceContentTests : InstanceContentContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}

public sealed class PostgresRecordQueriesTests : RecordQueriesContract
{
    protected override async Task<TestStore> CreateStoreAsync() => await PostgresTestStore.CreateAsync();
}
