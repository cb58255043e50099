using System.Globalization;
using System.Text.Json.Nodes;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine.Validation;

public sealed class StateMachineCheckTests
{
    public StateMachineCheckTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    [Fact]
    public void A_machine_that_can_go_its_way_is_no_problem()
    {
        var check = Checked.Process(Machine("open", ["open", "shut"], ("open", "shut")));

        Assert.True(check.IsPublishable);
        Assert.Empty(check.Warnings);
    }

    [Fact]
    public void A_machine_without_states_is_refused() =>
        Assert.Equal(["workflow.machine.no-states /root/activities/0/states"], Checked.Errors(Machine("open", [])));

    [Fact]
    public void A_machine_without_an_initial_state_is_refused_and_told_which_there_are()
    {
        var error = Assert.Single(Checked.Process(Machine(null, ["open", "shut"])).Errors);

        Assert.Equal("/root/activities/0/initialState", error.Path);
        Assert.Contains("one of open, shut", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_initial_state_that_is_none_is_refused_and_told_which_there_are()
    {
        var error = Assert.Single(Checked.Process(Machine("ajar", ["open", "shut"])).Errors);

        Assert.Equal("workflow.machine.unknown-state /root/activities/0/initialState", $"{error.Code} {error.Path}");
        Assert.Equal("Expected one of the states open, shut of the state machine \"m\" here, but got \"ajar\".", error.Message);
    }

    [Fact]
    public void Two_states_of_one_name_are_refused() =>
        Assert.Equal(["workflow.machine.state-twice /root/activities/0/states/2/name"], Checked.Errors(Machine("open", ["open", "shut", "open"])));

    [Fact]
    public void A_state_without_a_name_is_refused() =>
        Assert.Equal(["workflow.machine.no-name /root/activities/0/states/1/name"], Checked.Errors(Machine("open", ["open", ""])));

    [Fact]
    public void A_transition_from_or_to_a_state_that_is_none_is_refused() => Assert.Equal(
        ["workflow.machine.unknown-state /root/activities/0/transitions/0/to", "workflow.machine.unknown-state /root/activities/0/transitions/1/from"],
        Checked.Errors(Machine("open", ["open", "shut"], ("open", "gone"), ("nowhere", "shut"))));

    [Fact]
    public void The_same_is_said_in_Chinese()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("zh-CN");

        Assert.Equal("状态机“m”的此处应为以下状态之一：open，但得到“ajar”。", Assert.Single(Checked.Process(Machine("ajar", ["open"])).Errors).Message);
    }

    private static JsonObject Machine(string? initial, string[] states, params (string From, string To)[] transitions) => Of(Sequence("seq", Activity(
        "Elsa.StateMachine",
        "m",
        ("initialState", initial),
        ("states", new JsonArray([.. states.Select(s => new JsonObject { ["name"] = s })])),
        ("transitions", new JsonArray(
            [.. transitions.Select((t, i) => new JsonObject { ["from"] = t.From, ["to"] = t.To, ["trigger"] = Event($"e{i}", $"E{i}") })])))));
}
