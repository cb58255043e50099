using System.Text.Json.Nodes;
using LowCode.Definitions.CaseTypes;
using LowCode.Definitions.Dictionaries;
using LowCode.Definitions.Forms;
using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

public sealed class SampleEventGeneratorTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 4, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
    private static readonly string Folder = Repository.PathOf("templates/event-dispatch");
    private static readonly TemplatePackage Package = TemplateFolder.Read(Folder).Value!;
    private static readonly SampleEvents Samples = SampleEventsJson.ReadFrom(Folder)!.Value!;
    private static readonly DictionaryDefinition Classes = DictionaryJson.Read(Content(ArtefactKind.Dictionary, "event-classes")).Value!;
    private static readonly CaseTypeDefinition CaseType = CaseTypeJson.Read(Content(ArtefactKind.CaseType, "event")).Value!;

    private static readonly Dictionary<string, FormDefinition> Forms =
        CaseType.Forms.ToDictionary(f => f.Key, f => FormJson.Read(Content(ArtefactKind.Form, f.Value)).Value!);

    private static readonly Dictionary<string, DictionaryDefinition> Dictionaries = Package.Artefacts
        .Where(a => a.Kind == ArtefactKind.Dictionary)
        .ToDictionary(a => a.Key, a => DictionaryJson.Read(a.Content).Value!);

    private static readonly FormLookups Lookups = new(Dictionaries.GetValueOrDefault, Package.Manifest.HasDepartment);

    [Fact]
    public void Same_seed_gives_the_same_events_and_another_seed_others()
    {
        Assert.Equal(Spell(Draw(7, 20)), Spell(Draw(7, 20)));
        Assert.NotEqual(Spell(Draw(7, 20)), Spell(Draw(8, 20)));
    }

    [Fact]
    public void Two_hundred_events_take_every_path_by_its_share()
    {
        var counts = Draw(1, 200).CountBy(e => e.Path).ToDictionary();

        Assert.Equal(200, counts.Values.Sum());
        Assert.Equal(Samples.Paths.ToDictionary(p => p.Key, p => p.Weight), counts);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(12345)]
    public void Forms_take_all_that_is_filled_in(int seed) => Assert.All(Draw(seed, 200), sample =>
    {
        Assert.Empty(FormSubmission.Check(Forms[sample.Step], sample.Step, sample.Data, Lookups));
        var current = sample.Data;
        foreach (var action in sample.Actions)
        {
            var skips = action.Outcome is "reject" or "send-back";
            Assert.Empty(FormSubmission.Check(Forms[action.Step], action.Step, action.Data, Lookups, skips, current));
            current = [.. current.Concat(action.Data).GroupBy(m => m.Key).Select(g => KeyValuePair.Create(g.Key, g.Last().Value?.DeepClone()))];
        }
    });

    [Fact]
    public void Events_lie_in_the_last_month_and_nothing_happens_later_than_now() => Assert.All(Draw(3, 200), sample =>
    {
        Assert.InRange(sample.ReportedAt, Now.AddDays(-31), Now);
        Assert.Equal([.. sample.Actions.Select(a => a.At).Order()], sample.Actions.Select(a => a.At));
        Assert.All(sample.Actions, a => Assert.InRange(a.At, sample.ReportedAt, Now));
    });

    [Fact]
    public void Events_come_in_the_order_in_which_they_were_reported()
    {
        var times = Draw(3, 200).Select(e => e.ReportedAt).ToList();

        Assert.Equal(times.Order(), times);
    }

    [Theory]
    [InlineData("closed", false)]
    [InlineData("closed-by-phone", false)]
    [InlineData("closed-late", true)]
    [InlineData("sent-back", false)]
    [InlineData("reworked", false)]
    [InlineData("in-handling", false)]
    [InlineData("handling-late", true)]
    public void Path_is_late_or_in_time_as_its_name_says(string path, bool isLate) => Assert.All(Draw(11, 400).Where(e => e.Path == path), sample =>
    {
        var accepted = sample.Actions.Single(a => a is { Step: "accept", Outcome: "accept" });
        var due = accepted.At.AddHours((double)Classes.Find(accepted.Data["classCode"]!.GetValue<string>())!.Attributes.Number(DictionaryAttribute.LimitHours)!.Value);
        var end = sample.Actions is [.., { Outcome: "pass", At: var closed }] ? closed : Now;

        Assert.Equal(isLate, end > due);
    });

    [Fact]
    public void People_act_in_their_own_role_and_department()
    {
        var people = Package.Manifest.DemoPeople.ToDictionary(p => p.Login);

        Assert.All(Draw(5, 200), sample =>
        {
            string? department = null;
            foreach (var action in sample.Actions)
            {
                department = action.Data["departmentCode"]?.GetValue<string>() ?? department;
                var person = people[action.By];
                if (action.Step is "handle" or "feedback")
                {
                    Assert.Contains("handler", person.Roles);
                    Assert.Equal(department, person.Department);
                }
            }
        });
    }

    [Fact]
    public void Phones_are_of_the_made_up_range() => Assert.All(
        Draw(2, 200).Select(e => e.Data["reporterPhone"]).OfType<JsonValue>(),
        phone => Assert.Matches("^1540000[0-9]{4}$", phone.GetValue<string>()));

    [Fact]
    public void Events_are_varied()
    {
        var events = Draw(1, 200);

        Assert.True(events.Select(e => e.Data["title"]!.GetValue<string>()).Distinct().Count() > 120);
        Assert.True(events.Select(e => e.Data["classCode"]?.GetValue<string>()).Distinct().Count() > 30);
        Assert.DoesNotContain(Spell(events), text => text.Contains("{pick", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"moves\": [\"reject\"]", "\"moves\": [\"refuse\"]", "samples.unknown-move /paths/5/moves/0")]
    [InlineData("\"weight\": 62", "\"weight\": 0", "form-definition.too-small /paths/0/weight")]
    [InlineData("\"hours\": [0.05, 1.5]", "\"hours\": [2, 1.5]", "samples.bad-range /moves/accept/after/hours|samples.empty-span /moves/accept/after")]
    [InlineData("\"cost\": [300, 1800]", "\"cost\": [300]", "samples.bad-range /kinds/1/cost")]
    [InlineData("\"longitude\": 112.0", "\"longitude\": \"112\"", "document.wrong-type /city/longitude")]
    public void Mistake_in_the_building_blocks_is_found_where_it_stands(string from, string to, string expected)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "samples/demo-events.json"));
        Assert.Contains(from, text, StringComparison.Ordinal);

        SampleEventsJson.Read(System.Text.Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))).Problems.MustBe(expected.Split('|'));
    }

    private static IReadOnlyList<SampleEvent> Draw(int seed, int count) =>
        new SampleEventGenerator(Samples, Package.Manifest.DemoPeople, Classes, Zone).Draw(seed, count, Now);

    private static IEnumerable<string> Spell(IEnumerable<SampleEvent> events) =>
        events.Select(e => $"{e.Path} {e.ReportedBy} {e.ReportedAt:O} {e.Data.ToJsonString()} {string.Join("; ", e.Actions.Select(a => $"{a.By} {a.At:O} {a.Data.ToJsonString()} {a.Comment}"))}");

    private static ReadOnlyMemory<byte> Content(ArtefactKind kind, string key) =>
        Package.Artefacts.Single(a => a.Kind == kind && a.Key == key).Content;
}
