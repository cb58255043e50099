using System.Text;
using LowCode.Tests.Databases;
using LowCode.Work.People;
using LowCode.Work.Records;
using LowCode.Work.Sheets;
using MiniExcelLibs;
using Xunit;
using static LowCode.Tests.Component.Work.RecordHouse;

namespace LowCode.Tests.Component.Work;

/// <summary>Records are found by their searchable fields, through every change of their form, and by nobody who may not see the values.</summary>
public sealed class RecordTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("name:contains:ＡＢ", "P00001")]
    [InlineData("name:starts:abc", "P00001")]
    [InlineData("name:starts:bc", "")]
    [InlineData("name:eq: abc  路 ", "P00001")]
    [InlineData("kind:in:a,b", "P00001 P00002")]
    [InlineData("kind:eq:a", "P00001")]
    [InlineData("kind:empty", "P00003")]
    [InlineData("isNew:eq:true", "P00001")]
    [InlineData("amount:eq:0.10", "P00001")]
    [InlineData("amount:from:0.1", "P00001 P00002")]
    [InlineData("amount:to:12.3", "P00001")]
    [InlineData("on:from:2026-03-01", "P00002")]
    [InlineData("at:to:2026-03-01T00:30:00Z", "P00001")]
    [InlineData("clock:eq:09:30", "P00001")]
    [InlineData("twice:eq:0.2", "P00001")]
    public async Task Each_type_is_compared_as_what_it_is(string where, string expected)
    {
        await using var house = await OpenAsync(
            null,
            Field("name", "text"), Field("kind", "choice", """, "options": [{"value": "a", "label": {"zh-CN": "甲"}}, {"value": "b", "label": {"zh-CN": "乙"}}]"""),
            Field("isNew", "boolean"), Field("amount", "number"), Field("on", "date"), Field("at", "dateTime"), Field("clock", "time"),
            Field("twice", "computed", """, "result": "number", "rules": {"calculation": "amount * 2"}"""));
        await house.AddAsync("""{"name": "ABC  路", "kind": "a", "isNew": true, "amount": 0.1, "on": "2026-02-28", "at": "2026-03-01T08:30:00+08:00", "clock": "09:30"}""");
        await house.AddAsync("""{"name": "桥", "kind": "b", "isNew": false, "amount": 1234567890123456789012345.678, "on": "2026-03-01", "at": "2026-03-01T08:30:00.001+08:00", "clock": "09:30:01"}""");
        await house.AddAsync("""{"name": "井"}""");

        Assert.Equal(expected, await house.FindAsync(where));
    }

    [Fact]
    public async Task What_is_computed_of_a_masked_field_is_masked_and_not_searched()
    {
        await using var house = await OpenAsync(
            null,
            Field("name", "text"), Field("tel", "phone", """, "sensitivity": "personal" """),
            Field("call", "computed", """, "result": "text", "rules": {"calculation": "\"T\" + tel"}"""),
            Field("digits", "computed", """, "result": "integer", "sensitivity": "normal", "rules": {"calculation": "string length(tel)"}"""));
        await house.AddAsync("""{"name": "one", "tel": "13800000000"}""");
        var chief = house.Work.Person("chief", "chief");

        var row = Assert.Single(house.Demand(await house.SearchAsync(house.Clerk)).Rows);

        Assert.Equal("""{"name":"one","tel":"138****0000","call":"****","digits":11}""", row.Values.ToJsonString());
        Assert.Equal("record.masked-field", (await house.SearchAsync(house.Clerk, "call:starts:T138")).Rejection!.Problems[0].Code);
        Assert.Single(house.Demand(await house.SearchAsync(chief, "call:starts:T138")).Rows);
        Assert.Single(house.Demand(await house.SearchAsync(house.Clerk, "digits:eq:11")).Rows);
    }

    [Theory]
    [InlineData("none:eq:1", "record.unknown-field")]
    [InlineData("note:eq:1", "record.unknown-field")]
    [InlineData("amount", "record.bad-condition")]
    [InlineData("amount:starts:1", "record.bad-operator")]
    [InlineData("amount:from:many", "record.bad-value")]
    [InlineData("amount:from:", "record.bad-value")]
    [InlineData("on:eq:2026-02-30", "record.bad-value")]
    [InlineData("at:from:2026-01-01T00:00:00", "record.bad-value")]
    [InlineData("amount:in:", "record.value-count")]
    [InlineData("name:like:1", "record.bad-operator")]
    public async Task What_is_wrong_with_a_search_is_told(string where, string code)
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("note", "text"), Field("amount", "number"), Field("on", "date"), Field("at", "dateTime"));

        var refused = await house.SearchAsync(house.Clerk, "name:eq:x", where);

        Assert.Equal("record.invalid-search", refused.Rejection!.Code);
        Assert.Equal(("/where/1", code), (Assert.Single(refused.Rejection.Problems).Path, refused.Rejection.Problems[0].Code));
        Assert.DoesNotContain("{0}", refused.Rejection.Problems[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Field_that_becomes_searchable_later_is_filled_in_for_earlier_records_before_anybody_relies_on_it(bool isPostgres)
    {
        await using var cluster = isPostgres ? await PostgresCluster.StartFastAsync() : null;
        if (cluster is not null)
        {
            await cluster.SqlAsync("CREATE DATABASE records");
        }

        await using var house = await OpenAsync(cluster?.Connection("records"), Plain("name", "text"), Plain("amount", "number"));
        await house.AddAsync("""{"name": "before", "amount": 1}""");
        Assert.Equal("record.unknown-type", (await house.SearchAsync(house.Clerk)).Rejection!.Code);

        house.Demand(await house.PublishAsync(Field("name", "text"), Plain("amount", "number")));
        Assert.Equal("record.being-indexed", (await house.SearchAsync(house.Clerk, "name:eq:before")).Rejection!.Code);
        Assert.True(house.Demand(await house.SearchAsync(house.Clerk)).Type.IsBeingIndexed);
        await house.IndexAsync();
        Assert.Equal("P00001", await house.FindAsync("name:eq:before"));
        Assert.False(house.Demand(await house.SearchAsync(house.Clerk)).Type.IsBeingIndexed);

        // What was searchable stays so while another field is filled in.
        await house.AddAsync("""{"name": "after", "amount": 2}""");
        house.Demand(await house.PublishAsync(Field("name", "text"), Field("amount", "number")));
        Assert.Equal("P00002", await house.FindAsync("name:eq:after"));
        Assert.Equal("record.being-indexed", (await house.SearchAsync(house.Clerk, "amount:from:0")).Rejection!.Code);
        await house.IndexAsync();
        Assert.Equal("P00001 P00002", await house.FindAsync("amount:from:0"));
    }

    [Fact]
    public async Task Field_keeps_its_slot_when_it_is_renamed_and_retired_and_leaves_it_when_it_is_searchable_no_more()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Field("owner", "text"));
        await house.AddAsync("""{"name": "one", "owner": "zhang"}""");

        house.Demand(await house.PublishAsync(Field("name", "text"), Plain("holder", "text", """, "searchable": true, "aliases": ["owner"], "retired": true""", "owner")));
        Assert.Equal("P00001", await house.FindAsync("holder:eq:zhang"));
        Assert.Equal("one zhang", house.Work.Scalar("SELECT text_1 || ' ' || text_2 FROM case_record"));

        // Its values go before another field takes the slot.
        string left = Plain("holder", "text", """, "aliases": ["owner"]""", "owner");
        house.Demand(await house.PublishAsync(Field("name", "text"), left, Field("street", "text")));
        await house.IndexAsync();
        Assert.Equal("1", house.Work.Scalar("SELECT count(*) || '' FROM case_record WHERE text_2 IS NULL AND text_3 IS NULL"));
        house.Demand(await house.PublishAsync(Field("name", "text"), left, Field("street", "text"), Field("city", "text")));
        await house.IndexAsync();
        await house.AddAsync("""{"name": "two", "holder": "li", "street": "s", "city": "c"}""");
        Assert.Equal("two c s", house.Work.Scalar("SELECT text_1 || ' ' || text_2 || ' ' || text_3 FROM case_record WHERE text_1 = 'two'"));
        Assert.Equal("record.unknown-field", (await house.SearchAsync(house.Clerk, "holder:eq:li")).Rejection!.Problems[0].Code);
    }

    [Fact]
    public async Task Number_that_became_a_text_is_found_as_a_text()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Field("floor", "number"));
        await house.AddAsync("""{"name": "one", "floor": 3.5}""");

        house.Demand(await house.PublishAsync(Field("name", "text"), Field("floor", "text")));
        await house.IndexAsync();

        Assert.Equal("P00001", await house.FindAsync("floor:starts:3."));
    }

    [Fact]
    public async Task More_searchable_fields_than_slots_are_refused_with_their_place()
    {
        await using var house = await OpenAsync(null, Field("name", "text"));

        var refused = await house.PublishAsync([Field("name", "text"), .. Enumerable.Range(1, 7).Select(i => Field($"n{i}", "number"))]);
        var wrong = await house.PublishAsync(Field("name", "text"), Field("photos", "photo"));

        Assert.Equal(("Form/permit#/fields/7/searchable", "release.no-slot"), (Assert.Single(refused.Rejection!.Problems).Path, refused.Rejection.Problems[0].Code));
        Assert.Equal("form-definition.not-searchable", Assert.Single(wrong.Rejection!.Problems).Code);
    }

    [Fact]
    public async Task Who_may_not_see_a_value_neither_finds_nor_sorts_nor_exports_by_it_in_any_version()
    {
        const string sensitive = """, "sensitivity": "personal" """;
        await using var house = await OpenAsync(null, Field("name", "text"), Field("phone", "phone", sensitive), Plain("secret", "text", """, "sensitivity": "secret" """));
        await house.AddAsync("""{"name": "one", "phone": "13800000000", "secret": "xyz"}""");
        var chief = house.Work.Person("boss", "chief");

        async Task AssertHiddenAsync()
        {
            var page = house.Demand(await house.SearchAsync(house.Clerk));
            Assert.False(page.Type.Fields.Single(f => f.Field.Key == "phone").MayBeSearched);
            Assert.Equal("138****0000", page.Rows[0].Values["phone"]!.GetValue<string>());
            Assert.Equal("record.masked-field", (await house.SearchAsync(house.Clerk, "phone:starts:138")).Rejection!.Problems[0].Code);
            var sorted = await house.Work.Get<ReadRecords>().SearchAsync(house.Clerk, new("permit", [], "phone"), new(0, 9), Cancellation);
            Assert.Equal("/sort", Assert.Single(sorted.Rejection!.Problems).Path);
            var file = await CsvAsync(house, house.Clerk);
            Assert.Contains("138****0000", file, StringComparison.Ordinal);
            Assert.DoesNotContain("13800000000", file, StringComparison.Ordinal);
            Assert.DoesNotContain("xyz", await CsvAsync(house, chief), StringComparison.Ordinal);
            Assert.Equal("P00001", Assert.Single(house.Demand(await house.SearchAsync(chief, "phone:starts:138")).Rows).Number);
            Assert.Contains("13800000000", await CsvAsync(house, chief), StringComparison.Ordinal);
        }

        await AssertHiddenAsync();

        // Records of then stay masked, so they stay unfindable.
        house.Demand(await house.PublishAsync(Field("name", "text"), Field("phone", "phone"), Plain("secret", "text", """, "sensitivity": "secret" """)));
        await AssertHiddenAsync();
        house.Demand(await house.PublishAsync(Field("name", "text"), Plain("phone", "phone"), Plain("secret", "text", """, "sensitivity": "secret" """)));
        house.Demand(await house.PublishAsync(Field("name", "text"), Field("phone", "phone"), Plain("secret", "text", """, "sensitivity": "secret" """)));
        await house.IndexAsync();
        await AssertHiddenAsync();
        Assert.Equal("record.unknown-type", (await house.SearchAsync(Actor.Public(house.Work.Tenant))).Rejection!.Code);
    }

    [Fact]
    public async Task Export_holds_every_field_as_people_read_it_and_no_formula()
    {
        await using var house = await OpenAsync(
            null,
            Field("name", "longText"), Field("kind", "choice", """, "options": [{"value": "a", "label": {"zh-CN": "甲"}}]"""), Plain("amount", "number"), Plain("at", "dateTime"), Plain("old", "text", """, "retired": true"""));
        await house.AddAsync("""{"name": "=1+1", "kind": "a", "amount": -1.50, "at": "2026-03-01T00:30:00Z"}""");
        await house.AddAsync("""{"name": "a,\"b\"\nc"}""");
        await house.AddAsync("""{"name": "other"}""");

        var csv = await CsvAsync(house, house.Clerk);
        using var workbook = new MemoryStream();
        Assert.Null(await house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(house.Clerk, new("permit", ["name:in:other,=1+1"]), Cancellation)).WriteXlsxAsync(workbook, Cancellation));

        Assert.Equal(
            [
                "\uFEFF案件编号,状态,创建时间,name,kind,amount,at,old", "P00001,办理中,2026-11-24 09:00:00,'=1+1,甲,-1.50,2026-03-01 08:30:00,",
                "P00002,办理中,2026-11-24 09:00:00,\"a,\"\"b\"\"", "c\",,,,", "P00003,办理中,2026-11-24 09:00:00,other,,,,", "",
            ],
            csv.ReplaceLineEndings("\n").Split('\n'));
        var rows = Http.SheetRows.Of(workbook.ToArray(), "xlsx").Split('\n');
        Assert.Equal(["案件编号|状态|创建时间|name|kind|amount|at|old", "P00001|办理中|2026-11-24 09:00:00|=1+1|甲|-1.5|2026-03-01 08:30:00|", "P00003|办理中|2026-11-24 09:00:00|other||||"], rows);
    }

    [Fact]
    public async Task Numbers_are_numbers_in_a_workbook_where_it_keeps_all_their_digits()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("count", "integer"), Plain("amount", "money"), Plain("exact", "number"));
        await house.AddAsync("""{"name": "12", "count": 7, "amount": 123456789012.34, "exact": 0.1234567890123456}""");

        using var workbook = new MemoryStream();
        Assert.Null(await house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(house.Clerk, new("permit", []), Cancellation)).WriteXlsxAsync(workbook, Cancellation));

        var row = workbook.Query(sheetName: "记录").Cast<IDictionary<string, object?>>().Last().Values.Skip(3);
        Assert.Equal(["12", 7d, 123456789012.34d, "0.1234567890123456"], row);
    }

    [Fact]
    public async Task Tables_are_exported_as_people_read_them_and_secret_columns_are_in_no_file()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), """
            {"id": "lines", "key": "lines", "type": "table", "label": {"zh-CN": "隐患/清单"}, "columns": [
              {"id": "kind", "key": "kind", "type": "choice", "label": {"zh-CN": "类别"}, "options": [{"value": "a", "label": {"zh-CN": "消防通道堵塞"}}]},
              {"id": "count", "key": "count", "type": "integer", "label": {"zh-CN": "数量"}},
              {"id": "pin", "key": "pin", "type": "text", "sensitivity": "secret", "label": {"zh-CN": "口令"}}]}
            """);
        await house.AddAsync("""{"name": "one", "lines": [{"kind": "a", "count": 2, "pin": "PIN-9876"}, {"count": 3}]}""");
        await house.AddAsync("""{"name": "two"}""");
        await house.AddAsync("""{"name": "three", "lines": [{"kind": "a"}]}""");

        var csv = (await CsvAsync(house, house.Clerk)).ReplaceLineEndings("\n");
        using var workbook = new MemoryStream();
        Assert.Null(await house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(house.Clerk, new("permit", []), Cancellation)).WriteXlsxAsync(workbook, Cancellation));

        Assert.Equal(
            """
            案件编号,状态,创建时间,name,隐患/清单
            P00001,办理中,2026-11-24 09:00:00,one,"1. 类别: 消防通道堵塞; 数量: 2
            2. 数量: 3"
            P00002,办理中,2026-11-24 09:00:00,two,
            P00003,办理中,2026-11-24 09:00:00,three,1. 类别: 消防通道堵塞

            """,
            csv.TrimStart('\uFEFF'));
        Assert.Equal(
            ["案件编号|状态|创建时间|name|隐患/清单", "P00001|办理中|2026-11-24 09:00:00|one|2 行", "P00002|办理中|2026-11-24 09:00:00|two|", "P00003|办理中|2026-11-24 09:00:00|three|1 行"],
            Http.SheetRows.In(workbook, "记录"));
        Assert.Equal(["案件编号|行号|类别|数量", "P00001|1|消防通道堵塞|2", "P00001|2||3", "P00003|1|消防通道堵塞|"], Http.SheetRows.In(workbook, "隐患清单"));
    }

    [Fact]
    public async Task Export_holds_what_forms_asked_that_have_left_the_type_and_renamed_fields()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("amount", "number"), Plain("secret", "text", """, "sensitivity": "personal" """));
        await house.AddAsync("""{"name": "桥", "amount": 7, "secret": "13800000000"}""");
        await house.ReplaceFormAsync(Field("title", "text", """, "aliases": ["name"] """));

        var csv = await CsvAsync(house, house.Clerk);

        Assert.Equal("\uFEFF案件编号,状态,创建时间,title,amount,secret", csv.ReplaceLineEndings("\n").Split('\n')[0]);
        Assert.EndsWith(",桥,7,138****0000\n", csv.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_form_calls_secret_is_no_column_through_another()
    {
        await using var house = await OpenAsync(null, Field("name", "text"), Plain("pin", "text", """, "sensitivity": "secret" """));
        await house.AddAsync("""{"name": "桥", "pin": "PIN-9876"}""");
        await house.ReplaceFormAsync(Field("title", "text", """, "aliases": ["name"] """), Plain("pin", "text"));

        Assert.DoesNotContain("PIN-9876", await CsvAsync(house, house.Work.Person("chief", "chief")), StringComparison.Ordinal);
    }

    private static async Task<string> CsvAsync(RecordHouse house, Actor actor)
    {
        using var file = new MemoryStream();
        await house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(actor, new("permit", []), Cancellation)).WriteCsvAsync(file, Cancellation);
        return Encoding.UTF8.GetString(file.ToArray());
    }
}
