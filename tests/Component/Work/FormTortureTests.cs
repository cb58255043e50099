using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Definitions.Forms.Versions;
using LowCode.Work.Cases;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.People;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using MiniExcelLibs;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A form that is published anew fifty times while it is filled: checked against a plain copy, by ids of fields and columns, of all that was filled in.</summary>
public sealed class FormTortureTests
{
    private const int Publications = 50;
    private const int RecordsEach = 20;
    private const int DraftsEach = 2;

    private static readonly DraftSubject _permit = DraftSubject.CaseType("permit");

    private readonly Random _random = new(20261133);
    private readonly Dictionary<string, Dictionary<string, JsonNode>> _records = [];
    private readonly Dictionary<string, Dictionary<string, JsonNode>> _drafts = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_record_becomes_unreadable_no_draft_is_lost_and_every_export_is_whole()
    {
        var form = new ChangingForm(_random);
        await using var house = await RecordHouse.OpenAsync(null, form.Fields, [form.Codes]);
        for (var round = 0; round < Publications; round++)
        {
            form.Change();
            house.Demand(await house.PublishAsync(RecordHouse.Privacy, form.Fields, form.Codes));
            Assert.Equal("release.invalid", (await house.PublishAsync(form.Broken())).Rejection?.Code);
            await FillAsync(house, form);
            await UpgradeSomeAsync(house);
        }

        await CheckRecordsAsync(house);
        await CheckExportAsync(house);
        await SubmitDraftsAsync(house);
        await CheckRecordsAsync(house);
        await CheckExportAsync(house);
        Assert.Equal(Publications * (RecordsEach + DraftsEach), _records.Count);
        Assert.Equal(16, form.Changes.Count);
    }

    private async Task FillAsync(RecordHouse house, ChangingForm form)
    {
        for (var i = 0; i < RecordsEach; i++)
        {
            var values = form.Fill();
            _records.Add(await house.AddAsync(form.ByKey(values).ToJsonString()), values);
        }

        for (var i = 0; i < DraftsEach; i++)
        {
            var (login, values) = ($"u{_drafts.Count}", form.Fill());
            house.Demand(await house.Work.Get<KeepFormDraft>().HandleAsync(
                house.Work.Person(login, "reporter"), new KeepFormDraftCommand(_permit, FormEntries.Of(form.ByKey(values)), FormHash: null, Seen: null, Device: null), Cancellation));
            _drafts.Add(login, values);
        }
    }

    /// <summary>Whoever upgrades has every value in the new draft, or sees it in the review.</summary>
    private async Task UpgradeSomeAsync(RecordHouse house)
    {
        foreach (var login in _drafts.Keys.Where(_ => _random.Next(20) == 0).ToList())
        {
            var (person, upgrade) = (house.Work.Person(login, "reporter"), house.Work.Get<UpgradeFormDraft>());
            var review = house.Demand(await upgrade.ReviewAsync(person, _permit, Cancellation));
            foreach (var (id, value) in _drafts[login])
            {
                CheckUpgraded(login, review.After.Fields.First(f => f.Id == id), value, review.Upgrade);
            }

            var upgraded = house.Demand(await upgrade.HandleAsync(person, new UpgradeFormDraftCommand(_permit, review.ToHash, review.Revision), Cancellation));

            // An option that has ended must be chosen anew, and the review says so; here it is taken out.
            foreach (var ended in review.Upgrade.Affected.Where(a => a.Code == "form.unknown-option"))
            {
                review.Upgrade.Data[review.After.Fields.First(f => f.Id == ended.FieldId).Key] = null;
            }

            house.Demand(await house.Work.Get<KeepFormDraft>().HandleAsync(
                person, new KeepFormDraftCommand(_permit, FormEntries.Of(review.Upgrade.Data), upgraded.FormHash, upgraded.Revision, Device: null), Cancellation));
            _drafts[login] = review.After.Fields
                .Where(f => !f.IsRetired && review.Upgrade.Data[f.Key] is not null)
                .ToDictionary(f => f.Id, f => ById(f, review.Upgrade.Data[f.Key]!));
        }
    }

    private static void CheckUpgraded(string login, FormField field, JsonNode value, DraftUpgrade upgrade)
    {
        if (field is { Type: FieldType.Table, IsRetired: false })
        {
            var moved = upgrade.Data[field.Key]!.AsArray();
            Assert.Equal(value.AsArray().Count, moved.Count);
            foreach (var (index, row) in value.AsArray().Index())
            {
                foreach (var (id, cell) in row!.AsObject())
                {
                    var column = field.Columns.First(c => c.Id == id);
                    Assert.True(
                        (!column.IsRetired && Same(cell!, moved[index]![column.Key])) || upgrade.Affected.Any(a => a.FieldId == id && JsonNode.DeepEquals(a.Before![index], cell)),
                        $"{login}: {id} had {cell} in row {index}, and it is neither in the upgraded draft nor in the review");
                }
            }

            return;
        }

        Assert.True(
            (!field.IsRetired && Same(value, upgrade.Data[field.Key])) || upgrade.Affected.Any(a => a.FieldId == field.Id && Same(field, value, a.Before)),
            $"{login}: {field.Id} had {value}, and is neither in the upgraded draft nor in the review");
    }

    private async Task SubmitDraftsAsync(RecordHouse house)
    {
        foreach (var (login, copy) in _drafts)
        {
            var person = house.Work.Person(login, "reporter");
            var found = house.Demand(await house.Work.Get<ReadFormDrafts>().FindAsync(person, _permit, Cancellation));
            foreach (var (id, value) in copy)
            {
                var field = found.Form.Fields.First(f => f.Id == id);
                Assert.True(Same(field, value, found.Draft.Entries.Data[field.Key]), $"{login}: {id}");
            }

            // It is checked by the version that it was filled with, whatever has ended since.
            var opened = house.Demand(await house.Work.Get<OpenCase>().HandleAsync(
                person, new OpenCaseCommand("permit", found.Draft.Entries.Data, login) { FormHash = found.Draft.FormHash, DraftId = found.Draft.DraftId }, Cancellation));
            _records.Add(opened.Number, copy);
        }
    }

    private async Task CheckRecordsAsync(RecordHouse house)
    {
        var form = (await house.Work.Get<PublishedDefinitions>().CurrentAsync(house.Work.Tenant, Cancellation)).Form("permit")!;
        foreach (var (number, copy) in _records)
        {
            var data = house.Demand(await house.Work.Get<ReadCases>().GetAsync(Chief(house), number, Cancellation)).Data;
            foreach (var (id, value) in copy)
            {
                var field = form.Fields.First(f => f.Id == id);
                Assert.True(Same(field, value, Read(data, field)), $"{number}: {id} had {value}");
            }
        }
    }

    private async Task CheckExportAsync(RecordHouse house)
    {
        await house.IndexAsync();
        var form = (await house.Work.Get<PublishedDefinitions>().CurrentAsync(house.Work.Tenant, Cancellation)).Form("permit")!;
        var sheet = house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(Chief(house), new RecordSearch("permit", []), Cancellation));
        using var file = new MemoryStream();
        await sheet.WriteCsvAsync(file, Cancellation);
        using var csv = CsvReader.FromText(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF'), new CsvReaderOptions { HasHeader = false, Separator = ',' });
        CheckRows(form, RowsOf(csv), (field, value) => field.Type == FieldType.Table ? Lines(field, value.AsArray()) : Shown(value));

        using var workbook = new MemoryStream();
        Assert.Null(await sheet.WriteXlsxAsync(workbook, Cancellation));
        CheckRows(form, RowsOf(workbook, "记录"), (field, value) => field.Type == FieldType.Table ? $"{value.AsArray().Count} 行" : Shown(value));
        foreach (var table in form.Fields.Where(f => f.Type == FieldType.Table))
        {
            CheckTable(table, [.. RowsOf(workbook, table.Label.ToString())]);
        }
    }

    private void CheckRows(FormDefinition form, IEnumerable<string[]> rows, Func<FormField, JsonNode, string> spell)
    {
        var (columns, seen) = (rows.First(), new HashSet<string>());
        foreach (var row in rows.Skip(1))
        {
            Assert.True(seen.Add(row[0]), row[0]);
            foreach (var (id, value) in _records[row[0]])
            {
                Assert.Equal(spell(form.Fields.First(f => f.Id == id), value), row[Array.IndexOf(columns, id)]);
            }
        }

        Assert.Equal(_records.Count, seen.Count);
    }

    private void CheckTable(FormField table, string[][] rows)
    {
        var cells = rows.Skip(1).ToDictionary(r => $"{r[0]} {r[1]}");
        var filled = _records.Where(r => r.Value.ContainsKey(table.Id)).SelectMany(r => r.Value[table.Id].AsArray().Select((row, i) => (Name: $"{r.Key} {i + 1}", Row: row!.AsObject()))).ToList();
        foreach (var (name, row) in filled)
        {
            foreach (var (id, cell) in row)
            {
                Assert.Equal(Shown(cell!), cells[name][Array.IndexOf(rows[0], id)]);
            }
        }

        Assert.Equal(filled.Count, cells.Count);
    }

    private static Actor Chief(RecordHouse house) => house.Work.Person("chief", "chief");

    private static List<string[]> RowsOf(CsvReader csv)
    {
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add(csv.Current.ToArray());
        }

        return rows;
    }

    private static List<string[]> RowsOf(Stream workbook, string sheet) =>
        [.. workbook.Query(sheetName: sheet).Cast<IDictionary<string, object?>>().Select(r => r.Values.Select(v => Convert.ToString(v, CultureInfo.InvariantCulture) ?? "").ToArray())];

    private static JsonNode? Read(JsonObject data, FormField field) =>
        field.Aliases.Prepend(field.Key).Select(key => data[key]).FirstOrDefault(value => value is not null);

    private static JsonNode ById(FormField field, JsonNode value) => field.Type == FieldType.Table
        ? new JsonArray([.. value.AsArray().Select(row => new JsonObject(field.Columns.Where(c => !c.IsRetired && row![c.Key] is not null).Select(c => KeyValuePair.Create(c.Id, row![c.Key]?.DeepClone()))))])
        : value;

    private static bool Same(FormField field, JsonNode value, JsonNode? other) => field.Type == FieldType.Table
        ? other is JsonArray rows && value.AsArray().Count == rows.Count && value.AsArray().Zip(rows).All(r =>
            r.First!.AsObject().All(cell => Same(cell.Value!, Read(r.Second!.AsObject(), field.Columns.First(c => c.Id == cell.Key)))))
        : Same(value, other);

    // A field that became a text holds what was a number as its text, once somebody has moved it.
    private static bool Same(JsonNode value, JsonNode? other) => other is not null && (JsonNode.DeepEquals(value, other) || value.ToString() == other.ToString());

    private static string Lines(FormField table, JsonArray rows) => string.Join('\n', rows.Select((row, i) =>
        $"{i + 1}. {string.Join("; ", table.Columns.Where(c => row![c.Id] is not null).Select(c => $"{c.Label}: {Shown(row![c.Id]!)}"))}"));

    private static string Shown(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "是",
        JsonValueKind.False => "否",
        JsonValueKind.Array => string.Join("; ", value.AsArray()),
        _ => value.ToString(),
    };
}
