using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.State;
using LowCode.Host;
using LowCode.Work.Instances;
using LowCode.Work.People;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>What an administrator sets for the engine.</summary>
public sealed class EngineSettingTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Script_reads_the_settings_of_its_own_tenant()
    {
        await File.WriteAllTextAsync(_file, """{"demo": {"Gis:Url": "http://gis.test"}, "other": {"Key": "hidden"}}""", Cancellation);

        var view = await RunAsync("getConfig('Gis:Url') + ' ' + getConfig('Key')", s => s.AddSingleton(ScriptSettings.Read(_file)));

        Assert.Equal("http://gis.test null", (string?)view.Variables["R"]);
    }

    [Fact]
    public async Task Script_that_may_read_no_settings_is_told_so()
    {
        var view = await RunAsync("getConfig('Gis:Url')", _ => { });

        Assert.Equal(InstanceSubStatus.Faulted, view.SubStatus);
        Assert.Contains("getConfig('Gis:Url')", Assert.Single(view.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Burst_is_stopped_at_the_number_of_activities_that_is_set()
    {
        var settings = new HostSettings { MaxActivities = 1 };

        var view = await RunAsync("1", s => s.AddSingleton(settings.Engine()));

        Assert.Contains("at most 1 activities", Assert.Single(view.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_cannot_be_used_are_told_with_their_names()
    {
        File.WriteAllText(_file, """{"demo": {"Gis:Url": 1}}""");

        var problems = new HostSettings { MaxActivities = 0, Flowcharts = "fast", ScriptSettingsFile = _file }.Problems().ToList();

        Assert.Equal(3, problems.Count);
        Assert.All(["LOWCODE_MAX_ACTIVITIES", "LOWCODE_FLOWCHARTS", "LOWCODE_SCRIPT_SETTINGS"], name => Assert.Single(problems, p => p.Contains(name, StringComparison.Ordinal)));
        Assert.Equal(FlowchartMode.Token, new HostSettings { Flowcharts = "token" }.Engine().FlowchartMode);
    }

    public void Dispose() => File.Delete(_file);

    private static async Task<InstanceView> RunAsync(string script, Action<IServiceCollection> besides)
    {
        await using var work = await TestWork.EmptyAsync(besides: besides);
        var set = new JsonObject
        {
            ["id"] = "set",
            ["type"] = "Elsa.SetVariable",
            ["variable"] = new JsonObject { ["id"] = "vR", ["name"] = "R" },
            ["value"] = new JsonObject { ["typeName"] = "Object", ["expression"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } },
        };
        await Processes.PublishAsync(work, Processes.Sequence("p", set).WithVariable("R", "Object", ""));
        var admin = work.Person("admin", Actor.AdministratorRole);
        var started = await work.Get<StartInstance>().HandleAsync(admin, new StartInstanceCommand("p", [], null, "1"), Cancellation);
        return (await work.Get<ReadInstance>().HandleAsync(admin, started.Value!.InstanceId.Value, Cancellation)).Value!;
    }
}
