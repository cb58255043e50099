using System.Globalization;
using Jint;

namespace LowCode.Tests.Benchmarks.Feel;

/// <summary>The same expressions as prepared scripts in one Jint engine that holds the data.</summary>
internal sealed class JintPeer : IDisposable
{
    private readonly Jint.Engine _engine = new();
    private readonly Prepared<Acornima.Ast.Script>[] _scripts;

    public JintPeer()
    {
        _engine.Execute($"Object.assign(globalThis, {Workload.Json});");
        _scripts = [.. Workload.Expressions.Select(e => Jint.Engine.PrepareScript(e.JavaScript))];
    }

    public void EvaluateAll()
    {
        foreach (var script in _scripts)
        {
            _engine.Evaluate(script);
        }
    }

    /// <exception cref="InvalidOperationException">A script gives something else than the expression.</exception>
    public void Verify(IReadOnlyList<string> expected)
    {
        for (var i = 0; i < _scripts.Length; i++)
        {
            Peers.Verify("Jint", Workload.Expressions[i].JavaScript, expected[i], Convert.ToString(_engine.Evaluate(_scripts[i]).ToObject(), CultureInfo.InvariantCulture)!);
        }
    }

    public void Dispose() => _engine.Dispose();
}
