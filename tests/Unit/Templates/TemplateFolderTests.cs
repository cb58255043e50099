using LowCode.Definitions.Releases;
using LowCode.Definitions.Templates;
using Xunit;

namespace LowCode.Tests.Unit.Templates;

/// <summary>A copy of the shipped template, spoiled in one place.</summary>
public sealed class TemplateFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("template-").FullName;

    public TemplateFolderTests()
    {
        var shipped = Repository.PathOf("templates/event-dispatch");
        foreach (var file in Directory.EnumerateFiles(shipped, "*.json", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_folder, Path.GetRelativePath(shipped, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Artefacts_keep_the_bytes_of_their_files()
    {
        var package = TemplateFolder.Read(_folder).Value!;

        var form = package.Artefacts.Single(a => a is { Kind: ArtefactKind.Form, Key: "report" });
        Assert.Equal(ContentHash.Of(File.ReadAllBytes(Path.Combine(_folder, "forms/report.json"))), form.Hash);
        Assert.Equal(
            ["CaseType event", "Dictionary event-classes", "Dictionary event-grades", "Dictionary standard-classes", "Form accept", "Form dispatch", "Form handle", "Form public-report", "Form report", "Form verify", "PrintTemplate event", "Workflow event-dispatch"],
            package.Artefacts.Select(a => $"{a.Kind} {a.Key}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("template.json", "\"acceptor\"]", "\"nobody\"]", "template.unknown-role template.json#/demoPeople/3/roles/0")]
    [InlineData("template.json", "\"department\": \"SWJ\"", "\"department\": \"XXX\"", "template.unknown-department template.json#/demoPeople/12/department")]
    [InlineData("template.json", "\"version\": \"1.0.0\"", "\"version\": \"first\"", "template.bad-version template.json#/version")]
    [InlineData("template.json", "\"login\": \"grid2\"", "\"login\": \"grid\"", "document.duplicate template.json#/demoPeople/2/login")]
    [InlineData("forms/dispatch.json", "\"event-classes\"", "\"classes\"", "template.unknown-dictionary forms/dispatch.json#/fields/2/dictionary|template.field-of-two-types forms/dispatch.json#/fields/2/type")]
    [InlineData("forms/dispatch.json", "\"acceptNote\", \"type\": \"longText\"", "\"acceptNote\", \"type\": \"text\"", "template.field-of-two-types forms/dispatch.json#/fields/8/type")]
    [InlineData("forms/dispatch.json", "\"nodeRules\": {\"dispatch\"", "\"nodeRules\": {\"send\"", "template.unknown-step forms/dispatch.json#/nodeRules/send")]
    [InlineData("forms/report.json", "\"default\": \"IV\"", "\"default\": \"V\"", "form-definition.bad-default forms/report.json#/fields/3/default")]
    [InlineData("forms/report.json", "\"formId\": \"report\"", "\"formId\": \"accept\"", "document.duplicate forms/report.json")]
    [InlineData("dictionaries/event-classes.json", "\"department\": \"SJJ\", \"limitHours\": 24", "\"department\": \"XXX\", \"limitHours\": 24", "template.unknown-department dictionaries/event-classes.json#/entries/56/attributes/department")]
    [InlineData("dictionaries/event-classes.json", "\"base\": \"standard-classes\"", "\"base\": \"event-grades\"", "dictionary.base-layer dictionaries/event-classes.json#/base")]
    [InlineData("dictionaries/event-classes.json", "\"en\": \"Sewage overflow\"}, \"parent\": \"E-01\"", "\"en\": \"Sewage overflow\"}, \"parent\": \"E-99\"", "dictionary.unknown-parent dictionaries/event-classes.json#/entries/3/parent")]
    [InlineData("casetypes/event.json", "\"process\": \"event-dispatch\"", "\"process\": \"other\"", "template.unknown-process casetypes/event.json#/process")]
    [InlineData("casetypes/event.json", "\"verify\": \"verify\"", "\"verify\": \"check\"", "template.unknown-form casetypes/event.json#/forms/verify")]
    [InlineData("casetypes/event.json", "\"feedback\": \"handle\"", "\"reply\": \"handle\"", "template.unknown-step casetypes/event.json#/forms/reply|template.task-without-form workflows/event-dispatch.json#/root/activities/10")]
    [InlineData("casetypes/event.json", "\"set-done\", ", "\"set-gone\", ", "template.unknown-step casetypes/event.json#/stages/3/steps/2")]
    [InlineData("casetypes/event.json", "\"key\": \"rework\"", "\"key\": \"again\"", "template.unknown-status workflows/event-dispatch.json#/root/activities/13/status")]
    [InlineData("casetypes/event.json", "\"class\": \"classCode\"", "\"class\": \"title\"", "template.column-of-other-type casetypes/event.json#/fields/class")]
    [InlineData("casetypes/event.json", "\"address\": \"address\"", "\"address\": \"street\"", "template.column-without-field casetypes/event.json#/fields/address")]
    [InlineData("workflows/event-dispatch.json", "[\\\"verifier\\\"]", "[\\\"checker\\\"]", "template.unknown-role workflows/event-dispatch.json#/root/activities/12/candidateRoles")]
    [InlineData("workflows/event-dispatch.json", "\"departmentCode\": \"Department\"", "\"departmentCode\": \"Office\"", "template.unknown-variable workflows/event-dispatch.json#/root/activities/1/captures/departmentCode")]
    [InlineData("workflows/event-dispatch.json", "\"departmentCode\": \"Department\"", "\"office\": \"Department\"", "template.column-without-field workflows/event-dispatch.json#/root/activities/1/captures/office")]
    [InlineData("workflows/event-dispatch.json", "\"definitionId\"", "\"definition\"", "document.missing-member workflows/event-dispatch.json#/definitionId")]
    public void Mistake_is_found_in_its_file(string file, string from, string to, string expected)
    {
        var path = Path.Combine(_folder, file);
        var text = File.ReadAllText(path);
        Assert.Contains(from, text, StringComparison.Ordinal);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        File.WriteAllText(path, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));

        TemplateFolder.Read(_folder).Problems.MustBe(expected.Split('|'));
    }

    [Fact]
    public void Missing_manifest_is_a_problem()
    {
        File.Delete(Path.Combine(_folder, "template.json"));

        TemplateFolder.Read(_folder).Problems.MustBe("template.unreadable-file template.json");
    }

    [Fact]
    public void Broken_file_is_named_and_its_neighbours_are_not_blamed()
    {
        File.WriteAllText(Path.Combine(_folder, "forms/report.json"), "{");

        TemplateFolder.Read(_folder).Problems.MustBe("document.not-json forms/report.json#");
    }

    [Fact]
    public void Template_without_a_case_type_is_refused()
    {
        Directory.Delete(Path.Combine(_folder, "casetypes"), recursive: true);

        TemplateFolder.Read(_folder).Problems.MustBe("template.no-case-type casetypes");
    }
}
