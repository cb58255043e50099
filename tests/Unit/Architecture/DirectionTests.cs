using System.Xml.Linq;
using Xunit;

namespace LowCode.Tests.Unit.Architecture;

/// <summary>Who may use whom, and which outside technology lives in which room.</summary>
public sealed class DirectionTests
{
    private static readonly Dictionary<string, string[]> _allowed = new(StringComparer.Ordinal)
    {
        ["Feel"] = [],
        ["Definitions"] = ["Feel"],
        ["Scripting"] = ["Definitions"],
        ["Rules"] = ["Definitions", "Feel"],
        ["Sdk"] = [],
        ["Screening"] = ["Sdk", "Definitions", "Feel", "Rules"],
        ["Engine"] = ["Sdk", "Definitions", "Feel", "Rules", "Scripting"],
        ["Work"] = ["Sdk", "Definitions", "Feel", "Rules", "Scripting", "Engine"],
        ["Storage"] = ["Definitions", "Scripting", "Engine", "Work"],
        ["Pictures"] = ["Definitions", "Scripting", "Engine", "Work"],
        ["Scheduling"] = ["Definitions", "Scripting", "Engine", "Work"],
        ["Printing"] = ["Definitions", "Work"],
        ["FormUi"] = ["Definitions", "Feel"],
        ["Portal"] = ["Definitions", "Scripting", "Engine", "Work", "FormUi"],
        ["Host"] = ["Sdk", "Screening", "Definitions", "Rules", "Scripting", "Engine", "Work", "Storage", "Pictures", "Printing", "Scheduling", "FormUi", "Portal"],
    };

    private static readonly Dictionary<string, string[]> _fences = new(StringComparer.Ordinal)
    {
        ["Jint"] = ["Scripting"],
        ["Cronos"] = ["Engine"],
        ["Dapper"] = ["Storage"],
        ["Microsoft.Data.Sqlite"] = ["Storage"],
        ["Npgsql"] = ["Storage"],
        ["Quartz"] = ["Scheduling"],
        ["MiniExcel"] = ["Work"],
        ["MiniExcelLibs"] = ["Work"],
        ["MudBlazor"] = ["FormUi", "Portal", "Host"],
        ["Microsoft.AspNetCore.OpenApi"] = ["Host"],
        ["Microsoft.Extensions.Http.Resilience"] = ["Host"],
        ["Polly"] = ["Host"],
        ["Scalar.AspNetCore"] = ["Host"],
        ["PuppeteerSharp"] = ["Printing"],
        ["SkiaSharp"] = ["Pictures"],
        ["Ganss.Xss"] = ["FormUi"],
        ["HtmlSanitizer"] = ["FormUi"],
        ["Spectre.Console"] = ["Host"],
        ["System.CommandLine"] = ["Host"],
    };

    private static readonly string[] _webRooms = ["FormUi", "Portal", "Host"];

    [Fact]
    public void Every_room_is_known()
    {
        var rooms = Projects().Select(Repository.RoomOf);

        Assert.Equal(_allowed.Keys.Order(StringComparer.Ordinal), rooms.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Rooms_reference_only_what_the_directions_allow()
    {
        var wrong =
            from project in Projects()
            from target in References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Replace('\\', '/')))
            where !_allowed[Repository.RoomOf(project)].Contains(target, StringComparer.Ordinal)
            select $"{project} -> {target}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Outside_technology_stays_in_its_room()
    {
        var wrong =
            from project in Projects()
            from package in References(project, "PackageReference")
            from fence in _fences
            where package == fence.Key && !fence.Value.Contains(Repository.RoomOf(project), StringComparer.Ordinal)
            select $"{project} -> {package}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Code_names_an_outside_technology_only_in_its_room()
    {
        var wrong =
            from file in Repository.Files("runtime", ".cs", ".razor").Concat(Repository.Files("connectors", ".cs"))
            let text = Repository.Read(file)
            from fence in _fences
            where !fence.Value.Contains(Repository.RoomOf(file), StringComparer.Ordinal)
                && (text.Contains($"using {fence.Key};", StringComparison.Ordinal) || text.Contains($"using {fence.Key}.", StringComparison.Ordinal))
            select $"{file} uses {fence.Key}";

        Repository.AssertNone(wrong);
    }

    [Fact]
    public void Only_the_screens_and_the_host_know_the_web_framework()
    {
        var wrong = Repository.Files("runtime", ".cs")
            .Where(file => !_webRooms.Contains(Repository.RoomOf(file), StringComparer.Ordinal))
            .Where(file => Repository.Read(file).Contains("using Microsoft.AspNetCore", StringComparison.Ordinal));

        Repository.AssertNone(wrong);
    }

    private static IEnumerable<string> Projects() => Repository.Files("runtime", ".csproj").Concat(Repository.Files("connectors", ".csproj"));

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(e => (string)e.Attribute("Include")!);
}
