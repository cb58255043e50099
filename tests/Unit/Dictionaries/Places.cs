using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Texts;

namespace LowCode.Tests.Unit.Dictionaries;

/// <summary>A few divisions in three layers: the standard, the city's changes, the agency's own.</summary>
internal static class Places
{
    public static readonly DateOnly Today = new(2026, 11, 30);

    public static DictionaryDefinition Standard { get; } = new("divisions", LocalizedText.Of("行政区划", "Divisions"),
    [
        Entry("42", "湖北"),
        Entry("4206", "襄樊市", "42") with { ValidTo = new DateOnly(2010, 11, 25) },
        Entry("4206", "襄阳市", "42") with { ValidFrom = new DateOnly(2010, 11, 26) },
        Entry("4290", "旧县", "42") with { IsRetired = true },
        Entry("4299", "新区", "42") with { ValidFrom = new DateOnly(2027, 1, 1) },
        Entry("420602", "襄城区", "4206"),
        Entry("33", "浙江"),
        Entry("3301", "杭州市", "33"),
    ])
    {
        Layer = DictionaryLayer.National,
    };

    public static DictionaryDefinition City { get; } = new("city-divisions", LocalizedText.Of("市区划", "City's divisions"),
    [
        Entry("420602", "襄城区（含高新区）", "4206") with { Attributes = EntryAttributes.Of([new("population", 480_000m)]) },
        Entry("420690", "高新区", "4206"),
    ])
    {
        Layer = DictionaryLayer.City,
        Base = "divisions",
        Attributes = [new DictionaryAttribute("population", LocalizedText.Of("人口", "Population"), AttributeType.Integer)],
    };

    public static DictionaryDefinition Own { get; } = new("own-divisions", LocalizedText.Of("本单位片区", "Own areas"),
    [
        Entry("420690", "高新区", "42"),
        Entry("X1", "第一片区", "420602"),
    ])
    {
        Base = "city-divisions",
    };

    public static Dictionary<string, DictionaryDefinition> Laid { get; } = DictionaryLayers.Of([Own, Standard, City]);

    public static DictionaryEntry Entry(string code, string label, string? parent = null) => new(code, LocalizedText.Of(label, label), parent);
}
