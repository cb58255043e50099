using System.Globalization;

namespace LowCode.Tests.Benchmarks.Rules.Peers;

/// <summary>The C# lambdas of Microsoft's RulesEngine, over <see cref="PeerDocument"/>.</summary>
internal sealed class LambdaLanguage() : PeerLanguage("&&", "||")
{
    protected override string Day => "x.day";

    protected override string Field(string name) => "x." + name;

    protected override string LineField(string name) => "l." + name;

    protected override string AnyLine(string test) => $"x.d.lines.Any(l => {test})";

    protected override string StartsWith(string value, string text) => $"{value}.StartsWith({text}, StringComparison.Ordinal)";

    protected override string Contains(string value, string text) => $"{value}.Contains({text})";

    protected override string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture) + "m";
}
