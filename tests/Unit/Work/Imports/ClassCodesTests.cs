using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Texts;
using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Work.Imports;

public sealed class ClassCodesTests
{
    private static readonly DictionaryDefinition Dictionary = new(
        "classes",
        LocalizedText.Of("类别", "Classes"),
        [
            new DictionaryEntry("01", LocalizedText.Of("市容环境", "Environment"), Selectable: false),
            new DictionaryEntry("0101", LocalizedText.Of("暴露垃圾", "Rubbish"), "01"),
        ]);

    private static readonly UnknownClasses Unknown = new("X-", new ClassGroup("X", LocalizedText.Of("其他", "Other")));

    [Fact]
    public void Class_is_found_by_the_table_and_by_the_dictionarys_own_selectable_codes()
    {
        var classes = new ClassCodes(Mapping(null), Dictionary);

        Assert.Equal("0101", classes.Find("Dirty street"));
        Assert.Equal("0101", classes.Find("0101"));
        Assert.Null(classes.Find("01"));
        Assert.Null(classes.Find("Noise"));
    }

    [Fact]
    public void Unknown_classes_become_entries_whose_codes_tell_them_apart()
    {
        string[] texts = ["HEAT/HOT WATER", "Heat - hot water", "居民噪声", "商业噪声", "Noise"];
        var extended = new ClassCodes(Mapping(Unknown), Dictionary).Extend(texts);
        var classes = new ClassCodes(Mapping(Unknown), extended);

        Assert.Equal("X-HEAT-HOT-WATER", classes.Find("HEAT/HOT WATER"));
        Assert.Equal("X-HEAT-HOT-WATER-2", classes.Find("Heat - hot water"));
        Assert.Equal(5, texts.Select(classes.Find).OfType<string>().Distinct().Count());
        Assert.All(texts, t => Assert.Equal("X", extended.Find(classes.Find(t)!)!.Parent));
        Assert.False(extended.Find("X")!.Selectable);
        Assert.Equal("其他 / 居民噪声", extended.PathOf(classes.Find("居民噪声")!));
    }

    [Fact]
    public void Classes_that_an_earlier_import_added_are_not_added_again()
    {
        var first = new ClassCodes(Mapping(Unknown), Dictionary).Extend(["Noise"]);
        var second = new ClassCodes(Mapping(Unknown), first);

        Assert.Same(first, second.Extend(["Noise", "Dirty street"]));
        Assert.Equal(first.Entries.Count + 1, second.Extend(["Noise", "Rats"]).Entries.Count);
    }

    [Fact]
    public void Nothing_is_added_where_the_mapping_does_not_ask_for_it() =>
        Assert.Same(Dictionary, new ClassCodes(Mapping(null), Dictionary).Extend(["Noise"]));

    private static ClassMapping Mapping(UnknownClasses? unknown) =>
        new("Kind", "classes", new Dictionary<string, string> { ["Dirty street"] = "0101" }, unknown);
}
