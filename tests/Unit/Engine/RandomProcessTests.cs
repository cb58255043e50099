using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Engine.Stimuli;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>
/// Random flowcharts without cycles, resumed in random order. Whatever they are: every burst gives the same from memory and from the
/// snapshot, nothing runs twice, and the instance ends when nothing waits any more.
/// </summary>
public sealed class RandomProcessTests(ITestOutputHelper output)
{
    private static readonly string[] _joinModes = ["WaitAny", "WaitAll", "WaitAllActive"];

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 60));

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Any_flowchart_comes_to_an_end(int seed)
    {
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var process = Draw(random, random.Next(4, 14));
        var run = ProcessRun.Started(process, new EngineOptions { MaxActivitiesPerBurst = 200 });

        while (run.State.Bookmarks.Count > 0)
        {
            var bookmark = run.State.Bookmarks[random.Next(run.State.Bookmarks.Count)];
            run.Continue(bookmark.Name == "LowCode.UserTask"
                ? new Stimulus.CompleteTask(bookmark.Id, random.Next(2) == 0 ? "yes" : "no", "zhang", [])
                : new Stimulus.Resume(bookmark.Id));
        }

        Assert.True(run.State.SubStatus == InstanceSubStatus.Finished, process.ToJsonString());
        Assert.Equal(run.Lines.Distinct(), run.Lines);
    }

    private static JsonObject Draw(Random random, int count)
    {
        var activities = new List<JsonObject> { Activity("Elsa.Start", "a0") };
        var connections = new List<string>();
        for (var i = 1; i < count; i++)
        {
            var activity = random.Next(6) switch
            {
                0 => Event("a" + i, "E" + i),
                1 => Delay("a" + i, "00:00:01"),
                2 => Ask("a" + i, ["yes", "no"]),
                3 => Decision("a" + i, random.Next(2) == 0 ? "true" : "false"),
                4 => Join("a" + i, _joinModes[random.Next(3)]),
                _ => Line("a" + i),
            };
            activities.Add(activity);
            foreach (var source in Enumerable.Range(0, i).OrderBy(_ => random.Next()).Take(random.Next(1, 4)))
            {
                connections.Add($"a{source}:{Port(activities[source], random)} -> a{i}");
            }
        }

        return Of(Flowchart([.. activities], [.. connections]));
    }

    private static string Port(JsonObject activity, Random random) => (string)activity["type"]! switch
    {
        "LowCode.UserTask" => random.Next(2) == 0 ? "yes" : "no",
        "Elsa.FlowDecision" => random.Next(2) == 0 ? "True" : "False",
        _ => "Done",
    };
}
