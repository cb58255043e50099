using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Flowcharts;
using Xunit;

namespace LowCode.Tests.Unit.Engine.Flowcharts;

/// <summary>Forward and backward, against the plain words of the format: slow, and obviously right.</summary>
public sealed class FlowDirectionsTests
{
    private const int Many = 5_000;

    [Fact]
    public void Directions_are_those_of_the_plain_definition()
    {
        var random = new Random(7);
        var (backward, refused) = (0, 0);
        for (var graph = 0; graph < 2_000; graph++)
        {
            var activities = random.Next(1, 9);
            var ends = Enumerable.Range(0, random.Next(0, 16)).Select(_ => (random.Next(activities), random.Next(activities))).ToArray();
            var start = random.Next(activities);
            var directions = new FlowDirections(Links(activities, ends), start);
            var forward = PlainForward(activities, ends, start);
            for (var i = 0; i < ends.Length; i++)
            {
                var isValid = !forward[i] && PlainDominates(ends, forward, start, ends[i].Item2, ends[i].Item1);
                Assert.Equal((forward[i], isValid), (directions.IsForward(i), directions.IsValidBackward(i)));
                backward += forward[i] ? 0 : 1;
                refused += forward[i] || isValid ? 0 : 1;
            }
        }

        Assert.True(backward > 1_000 && refused > 100, $"Expected graphs with all kinds of connections, but only {backward} lead back, {refused} of them refused.");
    }

    [Fact]
    public void A_long_chain_with_a_way_back_from_everywhere_costs_a_few_looks_at_each_connection()
    {
        (int, int)[] ends = [.. Enumerable.Range(0, Many - 1).Select(i => (i, i + 1)), .. Enumerable.Range(1, Many - 1).Select(i => (i, 0))];

        Assert.InRange(new FlowDirections(Links(Many, ends), 0).Looks, 1, 4 * ends.Length);
    }

    [Fact]
    public void Many_branches_that_meet_cost_a_few_looks_at_each_connection()
    {
        (int, int)[] ends = [.. Enumerable.Range(1, Many - 2).Select(i => (0, i)), .. Enumerable.Range(1, Many - 2).Select(i => (i, Many - 1)), (Many - 1, 0)];

        Assert.InRange(new FlowDirections(Links(Many, ends), 0).Looks, 1, 4 * ends.Length);
    }

    private static FlowLinks Links(int activities, (int Source, int Target)[] ends) =>
        new(activities, [.. ends.Select((e, i) => (new ConnectionDefinition(i, $"{e.Source}", null, $"{e.Target}", null, default(JsonElement)), e.Source, e.Target))]);

    private static bool[] PlainForward(int activities, (int Source, int Target)[] ends, int start)
    {
        var forward = new bool[ends.Length];
        var seen = new List<int> { start };
        for (var next = 0; next < seen.Count; next++)
        {
            for (var i = 0; i < ends.Length; i++)
            {
                if (ends[i].Source == seen[next] && !PlainLeads(activities, ends, forward, ends[i].Target, seen[next]))
                {
                    forward[i] = true;
                    if (!seen.Contains(ends[i].Target))
                    {
                        seen.Add(ends[i].Target);
                    }
                }
            }
        }

        return forward;
    }

    private static bool PlainLeads(int activities, (int Source, int Target)[] ends, bool[] forward, int from, int to)
    {
        var reached = new HashSet<int> { from };
        for (var round = 0; round < activities; round++)
        {
            reached.UnionWith(ends.Where((e, i) => forward[i] && reached.Contains(e.Source)).Select(e => e.Target).ToArray());
        }

        return reached.Contains(to);
    }

    // Every way from the activity back to the start goes through the other one.
    private static bool PlainDominates((int Source, int Target)[] ends, bool[] forward, int start, int through, int activity)
    {
        if (activity == through)
        {
            return true;
        }

        return activity != start
            && ends.Where((e, i) => forward[i] && e.Target == activity).All(e => e.Source == through || PlainDominates(ends, forward, start, through, e.Source));
    }
}
