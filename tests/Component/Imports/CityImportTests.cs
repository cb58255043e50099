using LowCode.Work.Imports;
using Xunit;

namespace LowCode.Tests.Component.Imports;

/// <summary>1,000 real service requests through the real process.</summary>
public sealed class CityImportTests(ITestOutputHelper output)
{
    private const int Alterations = 37;
    private const int Seed = 20261124;

    [Fact]
    public async Task Real_file_gives_the_figures_that_were_counted_from_it()
    {
        Checkout.SkipWithoutCityFile();
        await using var house = new ImportHouse();

        var report = await house.ImportAsync(Checkout.CityFile, Checkout.CityMapping());

        output.WriteLine(ImportReportText.Of(report, TimeZoneInfo.FindSystemTimeZoneById("America/New_York")));
        Assert.Equal((1000, 1000, 0), (report.Rows, report.Loaded, report.ProblemCount));
        var counts = report.Counts!;
        Assert.Equal((1000, 986, 14, 0), (counts.Cases, counts.Closed, counts.Open, counts.Inconsistent));
        Assert.Equal((479, 52), (counts.ClosedWithDue, counts.ClosedLate));
        Assert.Equal((10, 976), (counts.Flagged, counts.Durations));
        Assert.Equal(11.71, counts.MedianHours!.Value, precision: 2);
        Assert.Equal(432.1, counts.P90Hours!.Value, precision: 1);
        Assert.Equal(16, counts.ByDepartment.Count);
        Assert.Equal(
            [("NYPD", 347), ("HPD", 159), ("DSNY", 135), ("DOT", 119), ("DEP", 75), ("DOB", 55), ("DPR", 33), ("DOF", 25), ("DOHMH", 19), ("HRA", 11), ("TLC", 8), ("DCA", 7)],
            counts.ByDepartment.Take(12).Select(d => (d.Key, d.Total)));
        Assert.Equal(10, report.EarlyTimes.Count);
        CityFacts.Of(CityTable.Read(Checkout.CityFile)).AssertCounted(counts);
    }

    [Fact]
    public async Task Altered_copy_gives_the_altered_figures()
    {
        Checkout.SkipWithoutCityFile();
        await using var house = new ImportHouse();
        var table = CityTable.Read(Checkout.CityFile);
        var before = CityFacts.Of(table);
        CityAlterations.Apply(table, Alterations, Seed);
        var altered = house.FilePath("altered.csv");
        table.Write(altered);
        var facts = CityFacts.Of(table);
        output.WriteLine($"{Alterations} alterations by seed {Seed}: {before} became {facts}");

        var report = await house.ImportAsync(altered, Checkout.CityMapping());

        Assert.NotEqual(before.Closed, facts.Closed);
        Assert.NotEqual(before.Flagged, facts.Flagged);
        Assert.Equal((1000, 0), (report.Loaded, report.ProblemCount));
        facts.AssertCounted(report.Counts!);
    }

    [Fact]
    public async Task Same_file_loads_nothing_twice()
    {
        Checkout.SkipWithoutCityFile();
        await using var house = new ImportHouse();
        var first = await house.ImportAsync(Checkout.CityFile, Checkout.CityMapping());
        var events = house.Scalar("SELECT COUNT(*) FROM work_case_event");

        var second = await house.ImportAsync(Checkout.CityFile, Checkout.CityMapping());

        Assert.Equal((0, 0, 1000), (second.Loaded, second.Continued, second.AlreadyThere));
        Assert.Equivalent(first.Counts, second.Counts, strict: true);
        Assert.Equal(events, house.Scalar("SELECT COUNT(*) FROM work_case_event"));
        Assert.Equal(first.EarlyTimes, second.EarlyTimes);
    }
}
