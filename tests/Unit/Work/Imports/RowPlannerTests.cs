using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Imports;
using LowCode.Definitions.Texts;
using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Unit.Work.Imports;

public sealed class RowPlannerTests
{
    private const string Mapping = """
        {
          "$format": "lowcode.import/1",
          "source": "hotline",
          "tenant": { "id": "riverside", "name": { "zh-CN": "滨河区" }, "timeZone": "America/New_York" },
          "template": "event-dispatch",
          "caseType": "event",
          "actor": { "login": "import", "name": { "zh-CN": "导入" } },
          "file": { "timeFormats": ["yyyy-MM-dd HH:mm"] },
          "key": "No",
          "times": { "created": "Reported", "due": "Due", "closed": "Closed" },
          "department": { "code": "Dept" },
          "class": { "column": "Kind", "dictionary": "classes", "codes": { "Noise": "0201" } },
          "fields": {
            "class": { "from": "class" },
            "text": { "first": [{ "join": ["Text", "Kind"], "separator": " / ", "cut": 12 }, { "column": "Kind" }] },
            "channel": { "column": "Channel", "table": { "PHONE": "hotline" }, "default": "other" },
            "position": { "longitude": "X", "latitude": "Y" },
            "count": { "column": "Count" },
            "seenAt": { "column": "Reported" },
            "checkedOn": { "column": "Checked" }
          },
          "known": { "department": { "from": "department" } },
          "status": { "column": "State", "waitsAt": { "open": "accept", "working": "handle", "closed": "verify" } },
          "steps": [
            { "step": "accept", "outcome": "accept" },
            { "step": "handle", "outcome": "done", "at": "Handled", "data": { "department": { "from": "department" } }, "comment": { "column": "Text" } },
            { "step": "verify", "outcome": "pass" }
          ]
        }
        """;

    private static readonly string[] Header = ["No", "Reported", "Due", "Closed", "Dept", "Kind", "Text", "Channel", "X", "Y", "Count", "State", "Handled", "Checked"];

    private static readonly string[] Good =
        ["7", "2018-06-26 08:00", "2018-06-27 08:00", "2018-06-26 12:00", "CG", "Noise", "loud", "PHONE", "-73.9", "40.7", "3", "closed", "2018-06-26 10:00", "2018-06-25 23:30"];

    [Fact]
    public void Row_with_a_closing_time_takes_every_step_and_closes_at_that_time()
    {
        var plan = Plan(Good);

        Assert.Equal("7", plan.Key);
        Assert.Equal(new DateTimeOffset(2018, 6, 26, 12, 0, 0, TimeSpan.Zero), plan.Created);
        Assert.Equal(["accept", "handle", "verify"], plan.Steps.Select(s => s.Step));
        Assert.Equal([12, 14, 16], plan.Steps.Select(s => s.Time.At.Hour));
        Assert.Equal("loud", plan.Steps[1].Comment);
        Assert.Equal("CG", (string?)plan.Known["department"]);
        Assert.Equal("""{"department":"CG"}""", plan.Steps[1].Data.ToJsonString());
        Assert.Equal(
            """{"class":"0201","text":"loud / Noise","channel":"hotline","position":{"lon":-73.9,"lat":40.7},"count":3,"seenAt":"2018-06-26T08:00:00-04:00","checkedOn":"2018-06-25"}""",
            Readable(plan.Data));
    }

    [Theory]
    [InlineData("open", 0)]
    [InlineData("working", 1)]
    [InlineData("closed", 2)]
    public void Row_without_a_closing_time_goes_as_far_as_its_status_says(string status, int steps) =>
        Assert.Equal(steps, Plan(With(("Closed", ""), ("State", status))).Steps.Count);

    [Fact]
    public void Row_with_a_closing_time_closes_whatever_its_status_says() =>
        Assert.Equal(3, Plan(With(("State", "who knows"))).Steps.Count);

    [Fact]
    public void Empty_cells_leave_fields_empty_or_at_their_default()
    {
        var plan = Plan(With(("Due", ""), ("Channel", ""), ("X", ""), ("Count", " "), ("Text", ""), ("Checked", "")));

        Assert.Null(plan.Due);
        Assert.Equal("""{"class":"0201","text":"Noise","channel":"other","seenAt":"2018-06-26T08:00:00-04:00"}""", Readable(plan.Data));
        Assert.Null(plan.Steps[1].Comment);
    }

    [Fact]
    public void Text_is_cut_where_the_mapping_says_so() =>
        Assert.Equal("very loud m…", (string?)Plan(With(("Text", "very loud music")))!.Data["text"]);

    [Fact]
    public void Time_before_its_predecessor_is_kept_as_reported()
    {
        var plan = Plan(With(("Closed", "2018-06-25 08:00")));

        var early = Assert.Single(plan.EarlySteps);
        Assert.Equal("verify", early.Step);
        Assert.Equal(plan.Steps[1].Time.At, early.Time.At);
        Assert.Equal(plan.ReportedClosed, early.Time.ReportedAt);
    }

    [Theory]
    [InlineData("No", "", "import.value-missing")]
    [InlineData("Reported", "", "import.value-missing")]
    [InlineData("Reported", "26.6.2018", "import.time")]
    [InlineData("Due", "soon", "import.time")]
    [InlineData("Closed", "yes", "import.time")]
    [InlineData("Handled", "later", "import.time")]
    [InlineData("Dept", "", "import.value-missing")]
    [InlineData("Kind", "", "import.value-missing")]
    [InlineData("Kind", "Rats", "import.class-unknown")]
    [InlineData("Channel", "PIGEON", "import.value-unknown")]
    [InlineData("X", "east", "import.degrees")]
    [InlineData("Y", "91", "import.degrees")]
    [InlineData("Count", "many", "import.number")]
    [InlineData("Checked", "never", "import.time-value")]
    public void Cell_that_cannot_be_read_is_named(string column, string value, string code)
    {
        var (plan, problems) = Read(With((column, value)));

        Assert.Null(plan);
        var problem = Assert.Single(problems);
        Assert.Equal((12, column, code), (problem.Row, problem.Column, problem.Code));
        Assert.Contains(value, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_that_is_wrong_with_a_row_is_named()
    {
        var (_, problems) = Read(With(("Reported", "?"), ("Kind", "Rats"), ("State", "lost"), ("Closed", "")));

        Assert.Equal(["Kind", "Reported", "State"], problems.Select(p => p.Column).Order(StringComparer.Ordinal));
    }

    /// <summary>As people write JSON: a plus is a plus.</summary>
    private static string Readable(JsonObject data) => data.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static string[] With(params (string Column, string Value)[] changes)
    {
        var row = Good.ToArray();
        foreach (var (column, value) in changes)
        {
            row[Array.IndexOf(Header, column)] = value;
        }

        return row;
    }

    private static RowPlan Plan(string[] fields)
    {
        var (plan, problems) = Read(fields);
        Assert.Empty(problems);
        return plan!;
    }

    private static (RowPlan? Plan, IReadOnlyList<RowProblem> Problems) Read(string[] fields)
    {
        var mapping = ImportMappingJson.Read(Encoding.UTF8.GetBytes(Mapping)).Value!;
        var dictionary = new DictionaryDefinition("classes", LocalizedText.Of("类别", "Classes"), [new DictionaryEntry("0201", LocalizedText.Of("噪声", "Noise"))]);
        var form = new FormDefinition(
            "event",
            LocalizedText.Of("事件", "Event"),
            [Field("class", FieldType.Code), Field("text", FieldType.LongText), Field("channel", FieldType.Choice), Field("position", FieldType.GeoPoint), Field("count", FieldType.Number), Field("seenAt", FieldType.DateTime), Field("checkedOn", FieldType.Date), Field("department", FieldType.Department)],
            [],
            new Dictionary<string, IReadOnlyDictionary<string, FieldRight>>());
        var caseType = new CaseTypeDefinition(
            "event",
            form.Title,
            "flow",
            "{seq:4}",
            new[] { "report", "accept", "handle", "verify" }.ToDictionary(s => s, _ => form.FormId),
            "report",
            null,
            new CaseFields(null, null, null, null, null, null, null, null),
            [],
            []);
        var planner = new RowPlanner(
            mapping,
            new ClassCodes(mapping.Class!, dictionary),
            new CaseForms(caseType, id => id == form.FormId ? form : null),
            RowCells.Index(Header));
        return planner.Plan(new TableRow(12, fields, null));
    }

    private static FormField Field(string key, FieldType type) =>
        new(key, key, type, LocalizedText.Of(key, key), LocalizedText.Empty, [], null, FieldLimits.None);
}
