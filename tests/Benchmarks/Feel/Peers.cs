using System.Globalization;

namespace LowCode.Tests.Benchmarks.Feel;

internal static class Peers
{
    /// <summary>Texts and truth values are equal; numbers as far as binary ones can be.</summary>
    /// <exception cref="InvalidOperationException">The two differ.</exception>
    public static void Verify(string peer, string expression, string expected, string got)
    {
        var bothNumbers = double.TryParse(expected, CultureInfo.InvariantCulture, out var one) & double.TryParse(got, CultureInfo.InvariantCulture, out var other);
        var same = bothNumbers ? Math.Abs(one - other) <= Math.Abs(one) * 1e-9 : string.Equals(expected, got, StringComparison.OrdinalIgnoreCase);
        if (!same)
        {
            throw new InvalidOperationException($"Expected {expected} of '{expression}', but {peer} gives {got}.");
        }
    }
}
