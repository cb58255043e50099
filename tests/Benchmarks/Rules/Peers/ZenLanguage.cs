using System.Globalization;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>The expressions of GoRules ZEN.</summary>
internal sealed class ZenLanguage() : PeerLanguage("and", "or")
{
    protected override string Day => "day";

    protected override string Field(string name) => name;

    protected override string LineField(string name) => "#." + name;

    protected override string AnyLine(string test) => $"some(d.lines, {test})";

    protected override string StartsWith(string value, string text) => $"startsWith({value}, {text})";

    protected override string Contains(string value, string text) => $"contains({value}, {text})";

    protected override string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
