using Xunit;

namespace LowCode.Tests.Component.Http;

/// <summary>Tests that share one running host; each makes the cases that it changes.</summary>
[CollectionDefinition]
public sealed class HostCollection : ICollectionFixture<RunningHost>;
