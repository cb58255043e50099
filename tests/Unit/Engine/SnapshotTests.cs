using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class SnapshotTests
{
    private static readonly byte[] _snapshot = ProcessRun
        .Started(Of(Flowchart([Line("a"), Event("e", "Go"), Ask("t", ["ok"])], "a -> e", "a -> t"), Variable("N", "Int32", "5")))
        .State.ToSnapshot();

    [Fact]
    public void Snapshot_of_a_waiting_instance_is_small() => Assert.InRange(_snapshot.Length, 1, 400);

    [Fact]
    public void Snapshot_of_another_version_is_refused()
    {
        var other = _snapshot.ToArray();
        other[0] = 99;

        Assert.Contains("99", Assert.Throws<InvalidDataException>(() => InstanceState.FromSnapshot(other)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Snapshot_that_is_cut_short_is_refused() => Assert.All(
        Enumerable.Range(0, _snapshot.Length),
        length => Assert.Throws<InvalidDataException>(() => InstanceState.FromSnapshot(_snapshot.AsSpan(0, length))));

    [Fact]
    public void Snapshot_with_bytes_to_spare_is_refused() =>
        Assert.Throws<InvalidDataException>(() => InstanceState.FromSnapshot([.. _snapshot, 0]));

    [Fact]
    public void State_of_another_definition_is_refused()
    {
        var other = ProcessRun.Given(Of(Sequence("other", Line("x"))));
        var engine = new LowCode.Engine.WorkflowEngine();

        Assert.Throws<InvalidOperationException>(() => engine.Variables(other.Workflow, InstanceState.FromSnapshot(_snapshot)));
    }
}
