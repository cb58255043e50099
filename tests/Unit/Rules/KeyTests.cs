using System.Text;
using LowCode.Rules.Keys;
using Xunit;

namespace LowCode.Tests.Unit.Rules;

/// <summary>Look-ups against plain search over random texts of few letters, where everything overlaps.</summary>
public sealed class KeyTests
{
    private const int Seed = 20260615;

    [Fact]
    public void Automaton_finds_every_keyword_that_a_text_contains()
    {
        var random = new Random(Seed);
        var keywords = Texts(random, 400, 1, 6);
        var automaton = new KeywordAutomaton(keywords);

        foreach (var text in Texts(random, 500, 0, 40))
        {
            var buffer = new KeyBuffer();
            var found = buffer.Matches(automaton.Find(Encoding.UTF8.GetBytes(text), buffer)).ToArray();

            Assert.Equal(keywords.Index().Where(k => text.Contains(k.Item, StringComparison.Ordinal)).Select(k => k.Index), found.Distinct().Order());
        }
    }

    [Fact]
    public void Keyword_that_occurs_ever_so_often_is_told_once()
    {
        var automaton = new KeywordAutomaton(["a", "aa", "aaa", "ab", "b"]);
        var buffer = new KeyBuffer();

        var first = automaton.Find(Encoding.UTF8.GetBytes(new string('a', 100_000) + "b"), buffer);
        var second = automaton.Find("xaax"u8, buffer);

        Assert.Equal([0, 1, 2, 3, 4], buffer.Matches(first).ToArray().Order());
        Assert.Equal([0, 1], buffer.Matches(second).ToArray().Order());
        Assert.Equal(7, buffer.MatchCount);
    }

    [Fact]
    public void Table_finds_every_prefix_of_a_text()
    {
        var random = new Random(Seed);
        var prefixes = Texts(random, 300, 1, 5);
        var table = new PrefixTable(prefixes);

        foreach (var text in Texts(random, 1000, 0, 9))
        {
            var buffer = new KeyBuffer();
            var found = buffer.Matches(table.Find(Encoding.UTF8.GetBytes(text), buffer)).ToArray();

            Assert.Equal(prefixes.Index().Where(p => text.StartsWith(p.Item, StringComparison.Ordinal)).Select(p => p.Index), found.Order());
        }
    }

    [Fact]
    public void Lists_are_found_by_their_values()
    {
        var random = new Random(Seed);
        var lists = Enumerable.Range(0, 30).Select(_ => (IReadOnlyList<string>)Texts(random, 50, 1, 24)).ToList();
        var watched = new WatchLists(lists);

        foreach (var text in lists.SelectMany(l => l).Concat(Texts(random, 500, 0, 24)))
        {
            var buffer = new KeyBuffer();
            var found = buffer.Matches(watched.Find(Encoding.UTF8.GetBytes(text), buffer)).ToArray();

            Assert.Equal(lists.Index().Where(l => l.Item.Contains(text)).Select(l => l.Index), found);
        }
    }

    private static List<string> Texts(Random random, int count, int shortest, int longest)
    {
        string[] letters = ["a", "b", "c", "中", "丁"];
        return
        [
            .. Enumerable.Range(0, count)
                .Select(_ => string.Concat(Enumerable.Range(0, random.Next(shortest, longest + 1)).Select(_ => letters[random.Next(letters.Length)])))
                .Distinct(),
        ];
    }
}
