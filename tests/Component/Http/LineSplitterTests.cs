using System.Buffers;
using System.Text;
using LowCode.Host.Api;
using Xunit;

namespace LowCode.Tests.Component.Http;

public sealed class LineSplitterTests
{
    [Fact]
    public void Lines_are_whole_wherever_the_pieces_of_a_body_end()
    {
        const string Body = "one\ntwo\n\nthree";
        for (var cut = 0; cut <= Body.Length; cut++)
        {
            var (lines, taken) = (new LineSplitter(), new List<string>());
            var rest = Bytes(Body[..cut]);
            Take(lines, ref rest, isLast: false, taken);
            rest = Bytes(Encoding.UTF8.GetString(rest) + Body[cut..]);
            Take(lines, ref rest, isLast: true, taken);

            Assert.Equal(["one", "two", "", "three"], taken);
        }
    }

    [Fact]
    public void Bytes_in_which_no_end_was_found_are_not_searched_again()
    {
        var lines = new LineSplitter();
        var rest = Bytes("abc");
        Assert.False(lines.TryTake(ref rest, isLast: false, out _));

        // Whoever searched from the beginning would find this one.
        rest = Bytes("a\ncd\n");
        Assert.True(lines.TryTake(ref rest, isLast: false, out var line));

        Assert.Equal("a\ncd", Encoding.UTF8.GetString(line));
        Assert.True(rest.IsEmpty);
    }

    private static void Take(LineSplitter lines, ref ReadOnlySequence<byte> rest, bool isLast, List<string> taken)
    {
        while (lines.TryTake(ref rest, isLast, out var line))
        {
            taken.Add(Encoding.UTF8.GetString(line));
        }
    }

    private static ReadOnlySequence<byte> Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
