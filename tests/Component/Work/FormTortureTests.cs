using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Forms.Sessions;
using LowCode.Work.Cases;
using LowCode.Work.FormDrafts;
using LowCode.Work.Handling;
using LowCode.Work.Records;
using LowCode.Work.Releases;
using Xunit;

namespace LowCode.Tests.Component.Work;

/// <summary>A form that is published anew fifty times while it is filled: checked against a plain copy, by field ids, of all that was filled in.</summary>
public sealed class FormTortureTests
{
    private const int Publications = 50;
    private const int RecordsEach = 20;
    private const int DraftsEach = 2;

    private static readonly DraftSubject _permit = DraftSubject.CaseType("permit");

    private readonly Random _random = new(20261130);
    private readonly Dictionary<string, Dictionary<string, JsonNode>> _records = [];
    private readonly Dictionary<string, Dictionary<string, JsonNode>> _drafts = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_record_becomes_unreadable_no_draft_is_lost_and_every_export_is_whole()
    {
        var form = new ChangingForm(_random);
        await using var house = await RecordHouse.OpenAsync(null, form.Fields);
        for (var round = 0; round < Publications; round++)
        {
            form.Change();
            house.Demand(await house.PublishAsync(form.Fields));
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
        Assert.Equal(8, form.Changes.Count);
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
            var copy = _drafts[login];
            foreach (var (id, value) in copy)
            {
                var moved = review.After.Fields.First(f => f.Id == id) is { IsRetired: false } field ? review.Upgrade.Data[field.Key] : null;
                Assert.True(
                    Same(value, moved) || review.Upgrade.Affected.Any(a => a.FieldId == id && JsonNode.DeepEquals(a.Before, value)),
                    $"{login}: {id} had {value}, and is neither in the upgraded draft nor in the review");
            }

            var upgraded = house.Demand(await upgrade.HandleAsync(person, new UpgradeFormDraftCommand(_permit, review.ToHash, review.Revision), Cancellation));

            // An option that has ended must be chosen anew, and the review says so; here it is taken out.
            foreach (var ended in review.Upgrade.Affected.Where(a => a.Code == "form.unknown-option"))
            {
                review.Upgrade.Data[review.After.Fields.First(f => f.Id == ended.FieldId).Key] = null;
            }

            house.Demand(await house.Work.Get<KeepFormDraft>().HandleAsync(
                person, new KeepFormDraftCommand(_permit, FormEntries.Of(review.Upgrade.Data), upgraded.FormHash, upgraded.Revision, Device: null), Cancellation));
            _drafts[login] = copy
                .Where(v => review.After.Fields.First(f => f.Id == v.Key) is { IsRetired: false } field && review.Upgrade.Data[field.Key] is not null)
                .ToDictionary(v => v.Key, v => review.Upgrade.Data[review.After.Fields.First(f => f.Id == v.Key).Key]!);
        }
    }

    private async Task SubmitDraftsAsync(RecordHouse house)
    {
        foreach (var (login, copy) in _drafts)
        {
            var person = house.Work.Person(login, "reporter");
            var found = house.Demand(await house.Work.Get<ReadFormDrafts>().FindAsync(person, _permit, Cancellation));
            foreach (var (id, value) in copy)
            {
                Assert.True(Same(value, found.Draft.Entries.Data[found.Form.Fields.First(f => f.Id == id).Key]), $"{login}: {id}");
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
            var data = house.Demand(await house.Work.Get<ReadCases>().GetAsync(house.Clerk, number, Cancellation)).Data;
            foreach (var (id, value) in copy)
            {
                Assert.True(Same(value, Read(data, form.Fields.First(f => f.Id == id))), $"{number}: {id} had {value}");
            }
        }
    }

    private async Task CheckExportAsync(RecordHouse house)
    {
        await house.IndexAsync();
        var sheet = house.Demand(await house.Work.Get<ExportRecords>().HandleAsync(house.Clerk, new RecordSearch("permit", []), Cancellation));
        using var file = new MemoryStream();
        await sheet.WriteCsvAsync(file, Cancellation);
        using var csv = CsvReader.FromText(Encoding.UTF8.GetString(file.ToArray()).TrimStart('\uFEFF'), new CsvReaderOptions { HasHeader = false, Separator = ',' });
        Assert.True(csv.Read());
        var columns = csv.Current.ToArray();
        var seen = new HashSet<string>();
        while (csv.Read())
        {
            var row = csv.Current.ToArray();
            Assert.True(seen.Add(row[0]), row[0]);
            foreach (var (id, value) in _records[row[0]])
            {
                Assert.Equal(Shown(value), row[Array.IndexOf(columns, id)]);
            }
        }

        Assert.Equal(_records.Count, seen.Count);
    }

    private static JsonNode? Read(JsonObject data, FormField field) =>
        field.Aliases.Prepend(field.Key).Select(key => data[key]).FirstOrDefault(value => value is not null);

    // A field that became a text holds what was a number as its text, once somebody has moved it.
    private static bool Same(JsonNode value, JsonNode? other) => other is not null && (JsonNode.DeepEquals(value, other) || value.ToString() == other.ToString());

    private static string Shown(JsonNode value) => value.GetValueKind() switch
    {
        JsonValueKind.True => "是",
        JsonValueKind.False => "否",
        _ => value.ToString(),
    };
}
