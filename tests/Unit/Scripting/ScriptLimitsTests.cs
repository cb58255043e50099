using LowCode.Scripting;
using Xunit;

namespace LowCode.Tests.Unit.Scripting;

public sealed class ScriptLimitsTests
{
    // Generous time, so that a busy machine reaches the other limits first.
    private static readonly ScriptLimits _limits = ScriptLimits.Standard with { Timeout = TimeSpan.FromSeconds(60), Statements = 50_000, Memory = 16_000_000 };

    [Fact]
    public void Long_gap_after_the_global_object_is_passed_over()
    {
        Assert.True(new ScriptEngine(ScriptLimits.Standard).TryPrepare($"this[{new string(' ', 150_000)}1]; this?. ['getVariable']", out var script, out _));

        Assert.Equal(["getVariable"], script.Provided);
    }

    [Theory]
    [InlineData("while (true) {}", "statements")]
    [InlineData("const a = []; while (true) a.push('x'.repeat(10000))", "bytes")]
    [InlineData("(function f() { return f(); })()", "deep")]
    [InlineData("new Array(5e7).fill(0)", "bytes")]
    [InlineData("/(a+)+$/.test('a'.repeat(40) + '!')", "regular expression")]
    public void Script_that_wants_too_much_is_stopped(string script, string limit)
    {
        var error = Error(script);

        Assert.Equal(ScriptErrorKind.Limit, error.Kind);
        Assert.Contains(limit, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("const p = new Proxy({}, { get(t, k, r) { return r[k]; } }); p.x")]
    [InlineData("eval('1')")]
    [InlineData("(() => 1).constructor('return 1')()")]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)")]
    [InlineData("JSON.parse('['.repeat(5000) + ']'.repeat(5000))")]
    [InlineData("const o = {}; o.self = o; o")]
    [InlineData("'x'.padEnd(1e9)")]
    public void Way_out_is_closed(string script) => Assert.NotEmpty(Error(script).Message);

    [Fact]
    public void Script_that_takes_too_long_is_stopped()
    {
        var error = Error("while (true) {}", ScriptLimits.Standard with { Timeout = TimeSpan.FromMilliseconds(50), Statements = int.MaxValue });

        Assert.Equal((ScriptErrorKind.Limit, "Expected the script to end within 0.05 s, but it did not."), (error.Kind, error.Message));
    }

    [Fact]
    public void Script_that_is_too_long_is_refused()
    {
        Assert.False(new ScriptEngine(_limits with { TextLength = 10 }).TryPrepare("1 + 1 + 1 + 1", out _, out var error));

        Assert.Equal(ScriptErrorKind.Limit, error.Kind);
    }

    [Fact]
    public void Cache_of_prepared_scripts_is_bounded()
    {
        var engine = new ScriptEngine(_limits, cachedScripts: 2);
        Assert.True(engine.TryPrepare("1", out var first, out _));
        Assert.True(engine.TryPrepare("1", out var again, out _));
        Assert.True(engine.TryPrepare("2", out _, out _));
        Assert.True(engine.TryPrepare("3", out _, out _));
        Assert.True(engine.TryPrepare("1", out var forgotten, out _));

        Assert.Same(first, again);
        Assert.NotSame(first, forgotten);
    }

    [Theory]
    [InlineData("globalThis.Math.random()")]
    [InlineData("(function () { return this; })().Math.random()")]
    [InlineData("Math.random()")]
    public void Random_numbers_come_from_the_burst(string script)
    {
        var engine = new ScriptEngine(_limits);
        Assert.True(engine.TryPrepare(script, out var prepared, out _));

        Assert.Equal(engine.Evaluate(prepared, new SimpleScope()).Value, engine.Evaluate(prepared, new SimpleScope()).Value);
    }

    private static ScriptError Error(string script, ScriptLimits? limits = null)
    {
        var engine = new ScriptEngine(limits ?? _limits);
        Assert.True(engine.TryPrepare(script, out var prepared, out var unprepared), unprepared?.ToString());
        return engine.Evaluate(prepared, new SimpleScope()).Error ?? throw new InvalidOperationException("Expected an error, but there is a value.");
    }
}
