using LowCode.Tests.Contract.Instances;

namespace LowCode.Tests.Contract.Sqlite;

public sealed class SqliteChildBurstTests : ChildBurstContract
{
    protected override Task<TestStore> CreateStoreAsync() => Task.FromResult<TestStore>(new SqliteTestStore());
}
