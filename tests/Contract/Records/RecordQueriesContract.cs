using System.Globalization;
using LowCode.Definitions.Forms.Searching;
using LowCode.Storage.Databases;
using LowCode.Storage.Records;
using LowCode.Tests.Contract.Instances;
using LowCode.Work;
using LowCode.Work.Instances;
using LowCode.Work.Records;
using LowCode.Work.Slots;
using Xunit;

namespace LowCode.Tests.Contract.Records;

/// <summary>Records are found by their slots: conditions, order, pages and counts agree with a plain list of the same records.</summary>
public abstract class RecordQueriesContract : StoreContract
{
    private static readonly RecordSlot _name = new(SlotKind.Text, 1);
    private static readonly RecordSlot _kind = new(SlotKind.Text, 2);
    private static readonly RecordSlot _amount = new(SlotKind.Number, 1);
    private static readonly RecordSlot _day = new(SlotKind.Time, 1);

    private IRecordQueries Records => Store.Get<IRecordQueries>();

    [Fact]
    public async Task Search_that_takes_too_long_is_ended_and_the_next_one_is_answered()
    {
        await AddAsync("c1", (_name, "road 1"));
        var query = new SlotQuery("event", [new SlotCondition.Contains(_name, "road")], null, Descending: false);
        var hurried = new RecordQueries(Store.Get<IDatabase>(), RecordLimits.Standard with { Longest = TimeSpan.Zero });

        await Assert.ThrowsAsync<SearchTooLongException>(() => hurried.FindAsync(Burst.Tenant, query, new PageRequest(0, 20), Cancellation));
        await Assert.ThrowsAsync<SearchTooLongException>(async () => await hurried.AllAsync(Burst.Tenant, query, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(1, (await Records.FindAsync(Burst.Tenant, query, new PageRequest(0, 20), Cancellation)).Count);
    }

    [Fact]
    public async Task Statement_that_nobody_waits_for_any_more_ends_in_the_database()
    {
        using var waiting = new CancellationTokenSource();
        await using var session = await Store.Get<IDatabase>().ReadAsync(ReadScope.Of(Burst.Tenant), waiting.Token);

        // It would count for ever.
        waiting.CancelAfter(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.NumberAsync("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 - i FROM n) SELECT COUNT(*) FROM n"));

        await using var next = await Store.Get<IDatabase>().ReadAsync(ReadScope.Of(Burst.Tenant), Cancellation);
        Assert.Equal(1, await next.NumberAsync("SELECT 1"));
    }

    [Theory]
    [InlineData("c1", "equal")]
    [InlineData("c1 c2", "one of")]
    [InlineData("c2 c3", "from")]
    [InlineData("c1 c4", "to")]
    [InlineData("c2", "between")]
    [InlineData("c1 c3", "starts")]
    [InlineData("c3", "contains as typed")]
    [InlineData("c4", "empty")]
    [InlineData("c4", "no such day")]
    [InlineData("", "starts with what is a pattern elsewhere")]
    [InlineData("c3", "both")]
    public async Task Each_condition_finds_what_it_says(string expected, string condition)
    {
        await AddAsync("c1", (_name, "road 1"), (_amount, -0.5m), (_day, "2026-01-01"));
        await AddAsync("c2", (_name, "bridge"), (_amount, 12.30m), (_day, "2026-01-02"));
        await AddAsync("c3", (_name, "road 100%"), (_amount, 79228162514264337593543950335m), (_day, "2026-01-03"));
        await AddAsync("c4", (_amount, -79228162514264337593543950335m));

        SlotCondition[] asked = condition switch
        {
            "equal" => [new SlotCondition.OneOf(_amount, [-0.50m])],
            "one of" => [new SlotCondition.OneOf(_amount, [12.3m, -0.5m, 4m])],
            "from" => [new SlotCondition.Between(_amount, 12.3m, null)],
            "to" => [new SlotCondition.Between(_amount, null, -0.4999999999999999999999999999m)],
            "between" => [new SlotCondition.Between(_day, "2026-01-02", "2026-01-02")],
            "starts" => [new SlotCondition.StartsWith(_name, "road")],
            "contains as typed" => [new SlotCondition.Contains(_name, "0%")],
            "empty" => [new SlotCondition.IsEmpty(_name)],
            "no such day" => [new SlotCondition.IsEmpty(_day)],
            "starts with what is a pattern elsewhere" => [new SlotCondition.StartsWith(_name, "%")],
            _ => [new SlotCondition.StartsWith(_name, "road"), new SlotCondition.Between(_amount, 0m, null)],
        };

        Assert.Equal(expected, await FindAsync(Records, new SlotQuery("event", asked, null, Descending: false)));
    }

    [Fact]
    public async Task Numbers_are_sorted_as_numbers_and_records_without_one_come_last_in_either_direction()
    {
        decimal?[] amounts = [100m, 20m, null, -3m, -20m, 0m, 0.05m, 0.5m, -0.05m, 100.5m, null];
        foreach (var (index, amount) in amounts.Index())
        {
            await AddAsync($"c{index:00}", amount is { } value ? [(_amount, value)] : []);
        }

        Assert.Equal("c04 c03 c08 c05 c06 c07 c01 c00 c09 c02 c10", await FindAsync(Records, new SlotQuery("event", [], _amount, Descending: false)));
        Assert.Equal("c09 c00 c01 c07 c06 c05 c08 c03 c04 c10 c02", await FindAsync(Records, new SlotQuery("event", [], _amount, Descending: true)));
    }

    [Fact]
    public async Task Whatever_way_a_search_takes_it_finds_the_same_as_a_plain_list()
    {
        var random = new Random(20261130);
        var all = new List<(string Id, string? Kind, decimal? Amount, string? Day)>();
        for (var i = 0; i < 150; i++)
        {
            string? kind = random.Next(10) == 0 ? null : $"k{random.Next(4)}";
            decimal? amount = random.Next(8) == 0 ? null : random.Next(-30, 30) / 4m;
            string? day = random.Next(8) == 0 ? null : $"2026-01-{random.Next(1, 29):00}";
            all.Add(($"c{i:000}", kind, amount, day));
        }

        await Task.WhenAll(all.Select(r => AddAsync(r.Id, [.. new (RecordSlot, object?)[] { (_kind, r.Kind), (_amount, r.Amount), (_day, r.Day) }.Where(v => v.Item2 is not null).Select(v => (v.Item1, v.Item2!))])));

        // Limits that make each way be taken: few matches gathered, many walked to, those at the far end gathered after all.
        IRecordQueries[] ways = [Records, new RecordQueries(Store.Get<IDatabase>(), new RecordLimits(10, 30, 1000)), new RecordQueries(Store.Get<IDatabase>(), new RecordLimits(5, 5, 20))];
        for (var round = 0; round < 60; round++)
        {
            var (kind, from, day) = ($"k{random.Next(4)}", random.Next(-8, 8), $"2026-01-{random.Next(1, 29):00}");
            (SlotCondition Condition, Func<(string Id, string? Kind, decimal? Amount, string? Day), bool> Holds)[] possible =
            [
                (new SlotCondition.OneOf(_kind, [kind]), r => r.Kind == kind),
                (new SlotCondition.OneOf(_kind, [kind, "k3"]), r => r.Kind == kind || r.Kind == "k3"),
                (new SlotCondition.Between(_amount, (decimal)from, null), r => r.Amount >= from),
                (new SlotCondition.Between(_day, null, day), r => r.Day is not null && string.CompareOrdinal(r.Day, day) <= 0),
                (new SlotCondition.IsEmpty(_amount), r => r.Amount is null),
                (new SlotCondition.Contains(_kind, "3"), r => r.Kind == "k3"),
            ];
            var chosen = possible.Where(_ => random.Next(3) == 0).ToList();
            RecordSlot? sort = random.Next(4) switch { 0 => null, 1 => _kind, 2 => _amount, _ => _day };
            var query = new SlotQuery("event", [.. chosen.Select(c => c.Condition)], sort, random.Next(2) == 0);
            var matching = Sorted(all.Where(r => chosen.TrueForAll(c => c.Holds(r))), query).Select(r => r.Id).ToList();
            var told = string.Create(CultureInfo.InvariantCulture, $"round {round}: {string.Join(" and ", query.Conditions)} by {sort} {query.Descending}");
            foreach (var way in ways)
            {
                var (page, size) = (random.Next(3), random.Next(1, 8));
                var found = await way.FindAsync(Burst.Tenant, query, new PageRequest(page, size), Cancellation);
                var window = way == Records ? 1000 : way == ways[1] ? 10 : 5;
                Assert.True(found.Count == Math.Min(window, matching.Count), $"{told}: expected {matching.Count}, but {found.Count} came.");
                var expected = page * size >= found.Count ? [] : matching.Skip(page * size).Take(size);
                Assert.True(expected.SequenceEqual(found.Rows.Select(r => r.CaseId)), $"{told}: expected {string.Join(' ', expected)}, but {string.Join(' ', found.Rows.Select(r => r.CaseId))} came.");
                Assert.Equal(matching.Order(StringComparer.Ordinal), await AllAsync(way, query));
            }
        }
    }

    [Fact]
    public async Task Count_is_exact_below_a_thousand_and_a_thousand_stands_for_more()
    {
        await Task.WhenAll(Enumerable.Range(0, 1005).Select(i => AddAsync($"c{i:0000}", (_name, i < 999 ? "a" : "b"))));

        var few = await Records.FindAsync(Burst.Tenant, new SlotQuery("event", [new SlotCondition.OneOf(_name, ["a"])], null, false), new PageRequest(0, 20), Cancellation);
        var all = await Records.FindAsync(Burst.Tenant, new SlotQuery("event", [], null, false), new PageRequest(4, 200), Cancellation);

        Assert.Equal((999, 1000), (few.Count, all.Count));
        Assert.Equal("c0800", all.Rows[0].CaseId);
        Assert.Equal(1005, (await AllAsync(Records, new SlotQuery("event", [], _amount, true))).Count);
    }

    [Fact]
    public async Task Slots_are_written_in_the_commit_of_the_data_and_follow_them()
    {
        await AddAsync("c1", (_name, "before"));
        var known = Burst.NewCase("c1", "i-c1") with { NewNumber = null, Slots = Slots((_name, "after")) };
        var next = Burst.Next(1, "i-c1") with { Instance = Burst.Next(1, "i-c1").Instance with { CaseId = "c1" } };
        var refused = await Store.Get<IBurstStore>().CommitAsync(next with { Case = known with { Record = known.Record with { RowVersion = 7 } } }, Cancellation);
        Assert.IsType<BurstVerdict.FenceLost>(refused);
        Assert.Equal("c1", await FindAsync(Records, NamedLike("before")));

        await CommitAsync(next with { Case = known with { Record = known.Record with { RowVersion = 1 } } });

        Assert.Equal(("", "c1"), (await FindAsync(Records, NamedLike("before")), await FindAsync(Records, NamedLike("after"))));
        Assert.Empty((await Records.FindAsync(Burst.OtherTenant, NamedLike("after"), new PageRequest(0, 20), Cancellation)).Rows);
        Assert.Equal("", await FindAsync(Records, NamedLike("after") with { CaseType = "other" }));
    }

    [Fact]
    public async Task Records_of_an_earlier_layout_are_written_anew_a_few_at_a_time_and_only_once()
    {
        var rows = Store.Get<ISlotRows>();
        for (var i = 0; i < 5; i++)
        {
            await AddAsync($"c{i}", (_name, "old"));
        }

        var without = Burst.StartCase("i-c5", "c5");
        await CommitAsync(without);
        Assert.False(await rows.AnyOlderAsync(Burst.Tenant, "other", 9, Cancellation));
        Assert.True(await rows.AnyOlderAsync(Burst.Tenant, "event", 2, Cancellation));

        var written = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            written.Add(await rows.WriteOlderAsync(Burst.Tenant, "event", 2, data => Slots((_name, $"new {data["title"]}")) with { Layout = 2 }, 4, Cancellation));
        }

        Assert.Equal([4, 2, 0], written);
        Assert.False(await rows.AnyOlderAsync(Burst.Tenant, "event", 2, Cancellation));
        Assert.Equal("c0 c1 c2 c3 c4 c5", await FindAsync(Records, NamedLike("new Pothole")));
        Assert.Equal("", await FindAsync(Records, NamedLike("old")));

        // What a burst read before is not stale by it.
        await CommitAsync(Burst.Next(1, "i-c5") with
        {
            Instance = Burst.Next(1, "i-c5").Instance with { CaseId = "c5" },
            Case = without.Case! with { NewNumber = null, Record = without.Case.Record with { RowVersion = 1 }, Slots = Slots((_name, "later")) with { Layout = 2 } },
        });
        Assert.Equal("c5", await FindAsync(Records, NamedLike("later")));
    }

    private static SlotQuery NamedLike(string name) => new("event", [new SlotCondition.OneOf(_name, [name])], null, Descending: false);

    private static IEnumerable<(string Id, string? Kind, decimal? Amount, string? Day)> Sorted(IEnumerable<(string Id, string? Kind, decimal? Amount, string? Day)> rows, SlotQuery query)
    {
        Func<(string Id, string? Kind, decimal? Amount, string? Day), object?> by = query.Sort is { } slot ? slot == _kind ? r => r.Kind : slot == _amount ? r => r.Amount : r => r.Day : r => r.Id;
        var compare = Comparer<object?>.Create((a, b) => a is string one ? string.CompareOrdinal(one, (string?)b) : Comparer<object?>.Default.Compare(a, b));
        var last = rows.OrderBy(r => by(r) is null);
        return query.Descending
            ? last.ThenByDescending(by, compare).ThenByDescending(r => r.Id, StringComparer.Ordinal)
            : last.ThenBy(by, compare).ThenBy(r => r.Id, StringComparer.Ordinal);
    }

    private static RecordWrite Slots(params (RecordSlot, object)[] values) => new(1, 2, 1, 1, values.ToDictionary(v => v.Item1, v => v.Item2));

    private async Task AddAsync(string id, params (RecordSlot, object)[] values)
    {
        var burst = Burst.StartCase("i-" + id, id, "A{seq:5}");
        await CommitAsync(burst with { Case = burst.Case! with { Slots = Slots(values) } });
    }

    private async Task CommitAsync(BurstCommit burst) =>
        Assert.IsType<BurstVerdict.Committed>(await Store.Get<IBurstStore>().CommitAsync(burst, Cancellation));

    private static async Task<string> FindAsync(IRecordQueries records, SlotQuery query)
    {
        var found = await records.FindAsync(Burst.Tenant, query, new PageRequest(0, 50), Cancellation);
        Assert.Equal(found.Rows.Count, found.Count);
        return string.Join(' ', found.Rows.Select(r => r.CaseId));
    }

    private static async Task<IReadOnlyList<string>> AllAsync(IRecordQueries records, SlotQuery query)
    {
        var ids = new List<string>();
        await foreach (var chunk in records.AllAsync(Burst.Tenant, query, Cancellation))
        {
            ids.AddRange(chunk.Select(r => r.CaseId));
        }

        return ids;
    }
}
