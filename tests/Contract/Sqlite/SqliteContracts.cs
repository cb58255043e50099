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

namespace LowCode.Tests.Contract.Sqlite;

public sealed class SqliteBurstStoreTests : BurstStoreContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteEventInboxTests : EventInboxContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteWakeUpsTests : WakeUpsContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteReleaseStoreTests : ReleaseStoreContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteCaseQueriesTests : CaseQueriesContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteTaskQueriesTests : TaskQueriesContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteStatisticsTests : StatisticsContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqlitePeopleTests : PeopleContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteAttachmentTests : AttachmentContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteTenantIsolationTests : TenantIsolationContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteAccessTests : AccessContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteEndpointTests : EndpointContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteInstanceQueriesTests : InstanceQueriesContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteDraftTests : DraftContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteRetentionTests : RetentionContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteTriggerTimersTests : TriggerTimersContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteQuarantineTests : QuarantineContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteImportQueriesTests : ImportQueriesContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteFormDraftTests : FormDraftContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqlitePrivacyTests : PrivacyContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteInstanceContentTests : InstanceContentContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}

public sealed class SqliteRecordQueriesTests : RecordQueriesContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}
