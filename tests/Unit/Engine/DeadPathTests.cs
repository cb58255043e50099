using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

public sealed class DeadPathTests
{
    /// <summary>So little that a walk as deep as the path is long would end the process.</summary>
    private const int Stack = 256 * 1024;

    [Fact]
    public void Long_dead_path_is_skipped_however_long_it_is()
    {
        const int length = 2_000;
        string[] connections = ["d:True -> a0", "d:False -> z", .. Enumerable.Range(1, length - 1).Select(i => $"a{i - 1} -> a{i}"), $"a{length - 1} -> z"];
        var process = Of(Flowchart([Decision("d", "false"), .. Enumerable.Range(0, length).Select(i => Line($"a{i}")), Line("z")], connections));
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    ProcessRun.Started(process).Is(InstanceSubStatus.Finished).Writes("z");
                }
                catch (Xunit.Sdk.XunitException wrong)
                {
                    failure = wrong;
                }
            },
            Stack);

        thread.Start();
        thread.Join();

        Assert.Null(failure);
    }
}
