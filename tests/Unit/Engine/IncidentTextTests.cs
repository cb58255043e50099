using System.Globalization;
using System.Text;
using LowCode.Engine.Effects;
using LowCode.Engine.Incidents;
using LowCode.Engine.Journal;
using LowCode.Engine.State;
using Xunit;
using static LowCode.Tests.Unit.Engine.ProcessJson;

namespace LowCode.Tests.Unit.Engine;

/// <summary>What went wrong is told to each reader in his language, from the code and the values that were kept.</summary>
public sealed class IncidentTextTests
{
    private static readonly CultureInfo _chinese = CultureInfo.GetCultureInfo("zh-CN");
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en");

    private static InstanceState Misfit => ProcessRun.Started(Of(Sequence("seq", Set("s", "N", "'many'")), Variable("N", "Int32"))).State;

    [Fact]
    public void Incident_is_told_in_the_language_of_the_reader()
    {
        var incident = Assert.Single(InstanceState.FromSnapshot(Misfit.ToSnapshot()).Incidents);

        CultureInfo.CurrentUICulture = _chinese;
        Assert.Equal("变量“N”应为 Int32 类型，但得到“many”。", incident.Text);
        CultureInfo.CurrentUICulture = _english;
        Assert.Equal("Variable 'N': Expected Int32, but got 'many'.", incident.Text);
        Assert.Equal(incident.Text, incident.Message);
    }

    [Fact]
    public void Message_is_English_whatever_language_is_spoken_when_it_is_raised()
    {
        CultureInfo.CurrentUICulture = _chinese;
        var feel = Activity("Elsa.If", "if", ("condition", Wrapped("Boolean", "Feel", "1 + \"a\" > 0")));

        var incident = Assert.Single(ProcessRun.Started(Of(Sequence("seq", feel))).State.Incidents);

        Assert.DoesNotContain(incident.Message, c => c > '\u3000');
        Assert.Contains("得不到结果", incident.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("has no result", incident.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_script_says_stays_as_it_is_within_a_text_of_ours()
    {
        var incident = Assert.Single(ProcessRun.Started(Of(Sequence("seq", LineOf("l", "throw new Error('no such street')")))).State.Incidents);

        Assert.Equal("no such street (line 1, column 7)", incident.Message);
        Assert.Equal("脚本第 1 行第 7 列出错：no such street", incident.Reason!.TextIn(_chinese));
    }

    [Theory]
    [InlineData("setVariable('X', 1)", "脚本要写入变量“X”，但流程在这里没有这个变量。", "Expected a variable 'X' in scope, but there is none.")]
    [InlineData("(async () => 1)()", "脚本应直接给出值，但给出的是 Promise：流程中的脚本不等待异步结果。", "Expected a value, but the script gave a promise: scripts of a process do not wait.")]
    [InlineData("getSecret('k')", "脚本用 getSecret('k') 读取密钥，但本系统不保存密钥：请改为服务器设置，用 getConfig 读取。", "Expected a store of secrets for getSecret('k'), but this product has none: use a setting of the server, by getConfig.")]
    public void What_a_script_may_not_is_told_in_the_language_of_the_reader(string script, string chinese, string english)
    {
        var incident = Assert.Single(ProcessRun.Started(Of(Sequence("seq", LineOf("l", script)))).State.Incidents);

        Assert.Equal((chinese, english), (incident.Reason!.TextIn(_chinese), incident.Reason.TextIn(_english)));
    }

    [Fact]
    public void Refusal_of_a_child_is_kept_in_both_languages()
    {
        var refused = IncidentReason.OfJson(System.Text.Json.Nodes.JsonNode.Parse("""{"code":"child.refused","values":[{"zh-CN":"已占用","en":"taken"}]}"""))!;

        Assert.Equal(("子流程未能启动：已占用", "taken"), (refused.TextIn(_chinese), refused.TextIn(_english)));
    }

    [Fact]
    public void Reason_is_kept_in_the_journal_of_incident_and_retry()
    {
        var fault = Fault("f", "boom");
        fault["customProperties"] = new System.Text.Json.Nodes.JsonObject { ["retry"] = new System.Text.Json.Nodes.JsonObject { ["attempts"] = 1, ["delay"] = "00:01:00" } };
        var run = ProcessRun.Started(Of(Sequence("seq", fault)));
        var retry = run.Last.Journal.Single(e => e.Kind == JournalKind.RetryScheduled);

        Assert.NotNull(run.Effect<Effect.SetTimer>());
        Assert.Equal(new IncidentReason("fault.own", ["boom"]), IncidentReason.OfJson(retry.Data!["reason"]));
    }

    [Fact]
    public void Incident_of_an_older_snapshot_keeps_its_message()
    {
        var newest = Misfit.ToSnapshot();
        var reason = new SnapshotWriter();
        reason.Text("variable.type");
        reason.Value(new object?[] { "N", "Int32", "many" });
        var written = reason.ToArray();
        var at = newest.AsSpan().IndexOf(written);
        byte[] older = [4, .. newest[1..at], .. newest[(at + written.Length)..]];

        var incident = Assert.Single(InstanceState.FromSnapshot(older).Incidents);

        Assert.Null(incident.Reason);
        Assert.Equal("Variable 'N': Expected Int32, but got 'many'.", incident.Text);
    }

    [Theory]
    [InlineData("of.a.newer.version", "boom")]
    [InlineData("variable.type", "only one")]
    public void Reason_that_this_version_cannot_tell_leaves_the_message(string code, string value)
    {
        var incident = new Incident("a", "Elsa.Fault", "e1", "as it was told", ProcessRun.Morning) { Reason = new IncidentReason(code, [value]) };

        Assert.Equal("as it was told", incident.Text);
    }
}
