using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;
using Xunit;

namespace LowCode.Tests.Unit.Dictionaries;

/// <summary>What a dictionary says on a day, and through its layers.</summary>
public sealed class DictionaryReadingTests
{
    [Theory]
    [InlineData("2009-01-01", "襄樊市")]
    [InlineData("2010-11-25", "襄樊市")]
    [InlineData("2010-11-26", "襄阳市")]
    [InlineData(null, "襄阳市")]
    public void Code_reads_as_it_did_on_the_day(string? day, string expected) =>
        Assert.Equal(expected, Places.Standard.Find("4206", day is null ? null : AttributeValues.Date(day))!.Label.ByLanguage["zh-CN"]);

    [Fact]
    public void Path_reads_as_of_the_day_and_an_unknown_code_is_its_own_name()
    {
        Assert.Equal("湖北 / 襄樊市 / 襄城区", Places.Standard.PathOf("420602", new DateOnly(2000, 1, 1)));
        Assert.Equal("湖北 / 襄阳市 / 襄城区", Places.Standard.PathOf("420602", Places.Today));
        Assert.Equal("99", Places.Standard.PathOf("99"));
    }

    [Fact]
    public void Retired_code_and_one_outside_of_its_period_are_readable_and_not_offered()
    {
        var (retired, later, current) = (Places.Standard.Find("4290", Places.Today)!, Places.Standard.Find("4299", Places.Today)!, Places.Standard.Find("4206", Places.Today)!);

        Assert.Equal("旧县", retired.Label.ByLanguage["zh-CN"]);
        Assert.False(retired.IsOffered(Places.Today));
        Assert.False(later.IsOffered(Places.Today));
        Assert.True(later.IsOffered(new DateOnly(2027, 1, 1)));
        Assert.True(current.IsOffered(Places.Today));
    }

    [Fact]
    public void Children_stand_in_the_order_of_the_document_each_once() =>
        Assert.Equal(["4206", "4290", "4299"], Places.Standard.ChildrenOf("42", Places.Today).Select(e => e.Code));

    [Fact]
    public void Search_finds_the_beginning_of_a_code_and_part_of_a_name_of_the_day()
    {
        Assert.Equal(["4206", "420602"], Places.Standard.Search("4206", Places.Today).Select(e => e.Code));
        Assert.Empty(Places.Standard.Search("襄樊", Places.Today));
        Assert.Equal(["4206"], Places.Standard.Search("襄樊", new DateOnly(2000, 1, 1)).Select(e => e.Code));
    }

    [Fact]
    public void Narrower_layer_takes_the_place_of_a_wider_one_and_shows_what_it_took()
    {
        var own = Places.Laid["own-divisions"];
        var changed = own.Find("420602", Places.Today)!;

        Assert.Equal("襄城区（含高新区）", changed.Label.ByLanguage["zh-CN"]);
        Assert.Equal("city-divisions", own.OriginOf("420602")!.DictionaryId);
        Assert.Equal("襄城区", own.OverriddenBy(changed, Places.Today)!.Label.ByLanguage["zh-CN"]);
        Assert.Equal("divisions", own.OriginOf("3301")!.DictionaryId);
        Assert.Null(own.OverriddenBy(own.Find("3301")!, Places.Today));
        Assert.Equal(["population"], own.AllAttributes.Select(a => a.Key));
        Assert.Equal("湖北 / 襄阳市 / 襄城区（含高新区） / 第一片区", own.PathOf("X1", Places.Today));
    }

    [Fact]
    public void Code_that_a_narrower_layer_hangs_elsewhere_stands_there_alone()
    {
        var own = Places.Laid["own-divisions"];

        Assert.Equal(["420602"], own.ChildrenOf("4206", Places.Today).Select(e => e.Code));
        Assert.Equal(["4206", "4290", "4299", "420690"], own.ChildrenOf("42", Places.Today).Select(e => e.Code));
        Assert.Equal(9, own.Count);
        Assert.Equal(own.Count, own.On(Places.Today).Select(e => e.Code).Distinct().Count());
        Assert.Equal(["42", "4206", "4290", "4299", "33", "3301", "420602", "420690", "X1"], own.On(Places.Today).Select(e => e.Code));
    }

    [Theory]
    [InlineData("nowhere", DictionaryLayer.Tenant, "420602", "dictionary.unknown-base /base")]
    [InlineData("divisions", DictionaryLayer.National, "420602", "dictionary.base-layer /base")]
    [InlineData("divisions", DictionaryLayer.Tenant, "4", "dictionary.unknown-parent /entries/0/parent")]
    public void Layer_that_does_not_fit_is_told(string below, DictionaryLayer layer, string parent, string expected)
    {
        var upper = new DictionaryDefinition("x", LocalizedText.Of("叠加", "Upper"), [Places.Entry("N", "新", parent)]) { Base = below, Layer = layer };
        var laid = DictionaryLayers.Of([Places.Standard, upper]);

        DictionaryLayers.Check(laid["x"], laid).MustBe(expected);
    }

    [Fact]
    public void Circle_through_two_layers_and_a_column_of_another_type_are_told()
    {
        var upper = new DictionaryDefinition("x", LocalizedText.Of("叠加", "Upper"), [Places.Entry("4206", "襄阳市", "420602")])
        {
            Base = "city-divisions",
            Attributes = [new DictionaryAttribute("population", LocalizedText.Of("人口", "Population"), AttributeType.Text)],
        };
        var laid = DictionaryLayers.Of([Places.Standard, Places.City, upper]);

        DictionaryLayers.Check(laid["x"], laid).MustBe("dictionary.parent-cycle /entries/0/parent", "dictionary.attribute-type /attributes/0/type");
    }

    [Fact]
    public void Seven_hundred_thousand_codes_are_looked_up_walked_and_searched()
    {
        var entries = new List<DictionaryEntry>();
        for (var province = 0; province < 31; province++)
        {
            entries.Add(Places.Entry($"{11 + province}", $"省{province}"));
            for (var place = 0; place < 22_600; place++)
            {
                entries.Add(Places.Entry($"{11 + province}{place:D6}", $"村{place}", $"{11 + province}"));
            }
        }

        var large = new DictionaryDefinition("large", LocalizedText.Of("大", "Large"), entries);

        Assert.Equal(31 * 22_601, large.Count);
        Assert.Equal("省5 / 村7", large.PathOf("16000007", Places.Today));
        Assert.Equal(22_600, large.ChildrenOf("41", Places.Today).Count());
        Assert.Equal(31, large.Search("村22599", Places.Today).Count());
    }
}
