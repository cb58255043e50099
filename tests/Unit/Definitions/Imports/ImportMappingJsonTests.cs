using System.Text;
using System.Text.Json.Nodes;
using LowCode.Definitions.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Definitions.Imports;

public sealed class ImportMappingJsonTests
{
    private const string Good = """
        {
          "$format": "lowcode.import/1",
          "source": "hotline",
          "tenant": { "id": "riverside", "name": { "zh-CN": "滨河区", "en": "Riverside" }, "timeZone": "Asia/Shanghai" },
          "template": "event-dispatch",
          "caseType": "event",
          "actor": { "login": "import", "name": { "zh-CN": "导入" } },
          "file": { "encoding": "gb18030", "delimiter": "\t", "timeFormats": ["yyyy-MM-dd HH:mm"] },
          "key": "No",
          "times": { "created": "Reported", "due": "Due", "closed": "Closed" },
          "department": { "code": "Dept", "name": "Dept name", "names": { "CG": { "zh-CN": "城管局" } } },
          "class": { "column": "Kind", "dictionary": "classes", "codes": { "Noise": "0201" }, "addUnknown": { "prefix": "X-", "parent": { "code": "X", "label": { "zh-CN": "其他" } } } },
          "fields": {
            "class": { "from": "class" },
            "description": { "first": [{ "join": ["Kind", "Text"], "separator": ": ", "cut": 60 }, { "constant": "-" }] },
            "channel": { "column": "Channel", "table": { "PHONE": "hotline" }, "otherwise": "other" },
            "position": { "longitude": "X", "latitude": "Y" },
            "count": { "constant": 1 }
          },
          "status": { "column": "State", "waitsAt": { "open": "accept", "working": "handle" } },
          "steps": [
            { "step": "accept", "outcome": "accept" },
            { "step": "handle", "outcome": "done", "at": "Handled", "data": { "department": { "from": "department" } }, "comment": { "column": "Text" } }
          ]
        }
        """;

    [Fact]
    public void Mapping_is_read_with_all_its_columns()
    {
        var mapping = ImportMappingJson.Read(Encoding.UTF8.GetBytes(Good)).Value;

        Assert.NotNull(mapping);
        Assert.Equal(
            ["No", "Reported", "Due", "Closed", "Dept", "Dept name", "Kind", "State", "Handled", "Text", "Channel", "X", "Y"],
            mapping.Columns());
        Assert.Equal(('\t', "gb18030"), (mapping.File.Delimiter, mapping.File.Encoding));
        Assert.Equal("accept", mapping.Status.WaitsAt["open"]);
        Assert.Equal(new RowValue.Position("X", "Y"), mapping.Fields["position"]);
        Assert.Equal("X", mapping.Class!.Unknown!.Parent!.Code);
    }

    [Fact]
    public void Every_problem_is_told_with_its_path()
    {
        var document = JsonNode.Parse(Good)!.AsObject();
        document["tenant"]!["timeZone"] = "Atlantis/Capital";
        document["file"]!["encoding"] = "utf-16";
        document["file"]!["delimiter"] = "||";
        document["fields"]!["count"] = new JsonObject { ["constant"] = 1, ["column"] = "No" };
        document["fields"]!["class"] = new JsonObject { ["from"] = "weather" };
        document["steps"]![1]!["outcome"] = 7;
        document.Remove("key");
        document["colour"] = "blue";

        var problems = ImportMappingJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString())).Problems;

        Assert.Equal(
            ["/colour", "/fields/class/from", "/fields/count", "/file/delimiter", "/file/encoding", "/key", "/steps/1/outcome", "/tenant/timeZone"],
            problems.Select(p => p.Path).Order(StringComparer.Ordinal));
        Assert.All(problems, p => Assert.NotEmpty(p.Message));
    }

    [Fact]
    public void Parts_that_do_not_fit_each_other_are_told()
    {
        var document = JsonNode.Parse(Good)!.AsObject();
        document["steps"]![1]!["step"] = "accept";
        document.Remove("class");

        var problems = ImportMappingJson.Read(Encoding.UTF8.GetBytes(document.ToJsonString())).Problems;

        Assert.Equal(["/class", "/status/waitsAt/working", "/steps/1/step"], problems.Select(p => p.Path).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"$format\":\"lowcode.form/1\"}")]
    public void Document_of_another_kind_is_refused(string json) =>
        Assert.False(ImportMappingJson.Read(Encoding.UTF8.GetBytes(json)).IsValid);
}
