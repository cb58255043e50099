using System.Text;
using LowCode.Definitions.Problems;
using Xunit;

namespace LowCode.Tests.Unit;

/// <summary>What tests of documents share.</summary>
internal static class Documents
{
    /// <summary>JSON with single quotes, so that tests stay readable.</summary>
    public static byte[] Utf8(string singleQuoted) => Encoding.UTF8.GetBytes(singleQuoted.Replace('\'', '"'));

    /// <summary>That exactly these problems were found, as <c>code path</c>, in any order.</summary>
    public static void MustBe(this IReadOnlyList<Problem> problems, params string[] expected) =>
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            problems.Select(p => $"{p.Code} {p.Path}".TrimEnd()).Order(StringComparer.Ordinal));
}
