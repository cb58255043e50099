using System.Globalization;
using LowCode.Feel;
using LowCode.Feel.Compiling;
using LowCode.Feel.Functions;
using LowCode.Feel.Problems;
using LowCode.Feel.Running;
using LowCode.Feel.Scopes;
using LowCode.Feel.Syntax;
using LowCode.Feel.Times;
using LowCode.Feel.Types;
using LowCode.Feel.Values;
using Xunit;
using static LowCode.Tests.Unit.Feel.Evaluations;

namespace LowCode.Tests.Unit.Feel;

/// <summary>Nothing that an author writes takes the process down or keeps it for long.</summary>
public sealed class LimitTests
{
    private const string Long = "let: 1, s: string join(for i in 1..99000 return \"aaaaaaaaaa\")";

    [Theory]
    [InlineData("for i in 1..5000 return string join([s, \"b\"])")]
    [InlineData("for i in 1..4000 return string([s])")]
    [InlineData("for i in 1..5000 return upper case(s)")]
    [InlineData("for i in 1..5000 return f(s)")]
    [InlineData("for i in 1..5000 return substring(s, 2)")]
    [InlineData("for i in 1..5000 return s + \"b\"")]
    public void Texts_that_would_fill_the_memory_end_with_a_problem(string expression)
    {
        var result = Evaluate($"{{{Long}, f: upper case, r: {expression}}}.r", FeelLimits.Standard with { Steps = long.MaxValue });

        Assert.True(result.Value.IsNull);
        Assert.Equal(FeelProblemCode.MemoryLimit, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void A_replacement_that_repeats_the_text_a_thousand_times_ends_with_a_problem()
    {
        var result = Evaluate($"{{{Long}, r: replace(s, \".+\", string join(for i in 1..1500 return \"$0\"))}}.r", FeelLimits.Standard);

        Assert.Equal(FeelProblemCode.SizeLimit, Assert.Single(result.Problems).Code);
    }

    [Theory]
    [InlineData("for j in 1..4000 return -1 in L")]
    [InlineData("{f: distinct values, r: for j in 1..4000 return f(L)}.r")]
    [InlineData("{f: list contains, r: for j in 1..4000 return f(L, -1)}.r")]
    [InlineData("{f: function(l: list<number>) 1, r: for j in 1..40000 return f(L)}.r")]
    [InlineData("for j in 1..4000 return L instance of list<number>")]
    public void Work_on_long_lists_counts_as_steps(string expression)
    {
        var scope = FeelLibrary.Scope.With("L", FeelType.AnyList);
        var list = FeelList.From(Enumerable.Range(0, 300_000).Select(i => (FeelValue)i));

        var result = FeelProgram.Compile(FeelParser.ParseExpression(expression, scope)).Evaluate([list], new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken);

        Assert.Equal(FeelProblemCode.StepLimit, Assert.Single(result.Problems).Code);
    }

    [Theory]
    [InlineData("B...c", FeelProblemCode.MemoryLimit)]
    [InlineData("B...a", FeelProblemCode.SizeLimit)]
    public void Entries_found_at_any_depth_count_as_memory_once_for_each_way_that_leads_to_them(string expression, FeelProblemCode limit)
    {
        var scope = FeelLibrary.Scope.With("B", FeelType.AnyList);
        var list = FeelList.From(Enumerable.Repeat((FeelValue)FeelContext.Of(("a", 1), ("b", FeelList.Of(1, 2))), 20_000));
        var shared = FeelList.From(Enumerable.Repeat((FeelValue)list, 250));
        var options = new FeelOptions { Clock = StoppedClock.Instance, Limits = FeelLimits.Standard with { Steps = long.MaxValue, Memory = 64 * 1024 * 1024 } };

        var result = FeelProgram.Compile(FeelParser.ParseExpression(expression, scope)).Evaluate([shared], options, TestContext.Current.CancellationToken);

        Assert.Equal(limit, Assert.Single(result.Problems).Code);
    }

    [Theory]
    [InlineData("contains(t, m)", "false")]
    [InlineData("contains(t + \"b\", m)", "true")]
    [InlineData("string length(substring before(t + \"b\", m))", "400000")]
    [InlineData("substring after(t + \"bc\", m)", "c")]
    public void Long_texts_are_searched_in_long_ones_by_steps_that_grow_with_their_lengths(string expression, string expected)
    {
        var scope = FeelLibrary.Scope.With("t", FeelType.String).With("m", FeelType.String);
        var (text, match) = (new string('a', 900_000), new string('a', 500_000) + "b");
        var run = new FeelEvaluation(new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken);

        var value = FeelProgram.Compile(FeelParser.ParseExpression(expression, scope)).Run(run, [text, match]);

        Assert.Equal(expected, value.ToString());
        Assert.InRange(run.Steps, (text.Length + match.Length) / 16, text.Length + match.Length);
    }

    [Fact]
    public void A_long_text_is_found_where_a_plain_search_finds_it()
    {
        var random = new Random(20260305);
        for (var i = 0; i < 2_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, 1_500).Select(_ => random.Next(12) == 0 ? 'b' : 'a'));
            var match = random.Next(3) == 0 ? string.Concat(Enumerable.Range(0, 40).Select(_ => random.Next(12) == 0 ? 'b' : 'a')) : text.Substring(random.Next(1_400), random.Next(33, 100));
            Assert.Equal(text.IndexOf(match, StringComparison.Ordinal), TextSearch.IndexOf(new FeelEvaluation(), text, match));
        }
    }

    [Fact]
    public void A_value_that_prints_longer_than_a_text_may_be_is_not_written_out()
    {
        var scope = FeelLibrary.Scope.With("L", FeelType.AnyList);
        var list = FeelList.From(Enumerable.Repeat((FeelValue)new string('a', 1_000_000), 100));
        var program = FeelProgram.Compile(FeelParser.ParseExpression("string(L)", scope));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var result = program.Evaluate([list], null, TestContext.Current.CancellationToken);

        Assert.Equal(FeelProblemCode.SizeLimit, Assert.Single(result.Problems).Code);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 20_000_000);
    }

    [Fact]
    public void Sorting_long_texts_counts_as_steps()
    {
        var scope = FeelLibrary.Scope.With("L", FeelType.AnyList);
        var text = new string('a', 1_000_000);
        var list = FeelList.From(Enumerable.Range(0, 500).Select(_ => (FeelValue)text));

        var result = FeelProgram.Compile(FeelParser.ParseExpression("sort(L)", scope)).Evaluate([list], new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken);

        Assert.Equal(FeelProblemCode.StepLimit, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Dates_chosen_to_meet_are_told_apart_as_fast_as_others()
    {
        // By the hash of a record each would equal the next: one day more, and so many nanoseconds that it comes out the same.
        var moments = Enumerable.Range(0, 300_000).Select(d => (FeelValue)new FeelDateTime(FeelDate.FromEpochDay(d)!.Value, 1_521_134_295L * d % 4_294_967_296, null));

        Assert.True(moments.Select(m => m.GetHashCode()).Distinct().Count() > 290_000);
    }

    [Fact]
    public void Many_tests_of_one_long_list_count_as_steps()
    {
        var scope = FeelLibrary.Scope.With("L", FeelType.AnyList);
        var text = $"[{string.Join(", ", Enumerable.Repeat("-1 in L", 6000))}]";
        var list = FeelList.From(Enumerable.Range(0, 1_000_000).Select(i => (FeelValue)i));

        var result = FeelProgram.Compile(FeelParser.ParseExpression(text, scope)).Evaluate([list], new FeelOptions { Clock = StoppedClock.Instance }, TestContext.Current.CancellationToken);

        Assert.Equal(FeelProblemCode.StepLimit, Assert.Single(result.Problems).Code);
    }

    [Fact]
    public void Patterns_that_take_long_count_against_the_time_of_the_evaluation()
    {
        var expression = "for i in 1..10000 return matches(\"" + new string('a', 40) + "\", \"^(a+)+\\1\\1b$\")";

        var result = Evaluate(expression, FeelLimits.Standard with { Time = TimeSpan.FromSeconds(1) }, TimeProvider.System);

        Assert.Contains(result.Problems, p => p.Code == FeelProblemCode.TimeLimit);
        Assert.Contains(result.Problems, p => p.Code == FeelProblemCode.PatternTooSlow);
    }

    [Fact]
    public void Long_texts_that_differ_at_their_end_are_compared_within_the_steps()
    {
        var result = Evaluate($"{{{Long}, t: s + \"b\", r: list contains(for i in 1..90000 return t, s + \"c\")}}.r", FeelLimits.Standard);

        Assert.True(result.Problems.Single().IsLimit);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(60)]
    public void Types_that_share_parts_are_read_without_doubling(int count)
    {
        var entries = string.Join(", ", Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"x{i}: {{a: x{i - 1}, b: x{i - 1}}}")));
        var text = $"{{x0: {{a: 1, b: 1}}, {entries}, r: [x{count}, x{count}], q: if true then r else [x{count}], s: function(a: number) q}}";

        var parsed = FeelParser.ParseExpression(text, FeelLibrary.Scope);

        Assert.Empty(parsed.Problems);
        Assert.InRange(parsed.Root.Type.ToString().Length, 100, 1000);
    }

    [Fact]
    public void What_a_type_holds_beyond_its_bound_is_known_by_its_kind()
    {
        var type = Enumerable.Range(0, 300).Aggregate(FeelType.Number, (inner, _) => FeelType.ContextOf(("a", inner)));
        var depth = 0;
        for (var at = type; at is FeelType.ContextType { Fields: [var only] }; at = only.Type)
        {
            depth++;
        }

        Assert.InRange(depth, 1, 101);
        Assert.True(type.ConformsTo(type) && FeelType.Common(type, FeelType.ContextOf(("a", FeelType.AnyContext))) is FeelType.ContextType);
    }

    [Fact]
    public void A_scope_that_grows_name_by_name_knows_them_all()
    {
        var scope = Enumerable.Range(0, 4_000).Aggregate(FeelLibrary.Scope, (s, i) => s.With(string.Create(CultureInfo.InvariantCulture, $"值 {i}"), FeelType.Number));

        Assert.Equal(Enumerable.Range(0, 4_000), Enumerable.Range(0, 4_000).Select(i => scope.IndexOf(string.Create(CultureInfo.InvariantCulture, $"值 {i}"))));
        Assert.Equal("值 3999", scope.Variables[3999].Name);
        Assert.Empty(FeelParser.ParseExpression("值 17 + 值 3999 - 值 0", scope).Problems);
        Assert.Equal(4_000, scope.With("值 5", FeelType.String).Variables.Count);
    }

    [Fact]
    public void A_context_of_thousands_of_entries_is_read()
    {
        var text = $"{{{string.Join(", ", Enumerable.Range(0, 4_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"e{i}: {(i == 0 ? "1" : $"e{i - 1} + 1")}")))}}}";

        Assert.Equal("4000", FeelProgram.Compile(FeelParser.ParseExpression(text, FeelLibrary.Scope)).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken).Value.AsContext!["e3999"].ToString());
    }

    [Fact]
    public void The_limit_that_ended_an_evaluation_is_told_after_any_number_of_problems()
    {
        var result = Evaluate("for i in 1..1000000000 return 1 + \"a\"", FeelLimits.Standard with { Steps = 100_000 });

        Assert.Equal(FeelProblemCode.StepLimit, result.Problems[^1].Code);
    }

    [Fact]
    public void A_function_of_ones_own_that_throws_is_a_problem()
    {
        var broken = FeelFunction.Native("坏", [new("n", FeelType.Number)], FeelType.Number, (_, _) => throw new InvalidOperationException("没有日历"));
        var parsed = FeelParser.ParseExpression("[坏(1), sum([坏(2), 1]), 1 + 1]", FeelLibrary.Scope.WithFunctions(broken));

        var result = FeelProgram.Compile(parsed).Evaluate(Array.Empty<FeelValue>(), null, TestContext.Current.CancellationToken);

        Assert.Equal("[null, null, 2]", result.Value.ToString());
        Assert.Equal("函数“坏”出错：没有日历", result.Problems[0].TextIn(CultureInfo.GetCultureInfo("zh-CN")));
    }
}
