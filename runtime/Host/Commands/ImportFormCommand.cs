using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LowCode.Definitions.FormImports;
using LowCode.Definitions.Forms;
using LowCode.FormUi;
using LowCode.Host.Api;
using LowCode.Work.FormImports;

namespace LowCode.Host.Commands;

/// <summary><c>import-form FILE</c>: makes a form of an XLSForm or a form-js schema and tells what is lost, without a server.</summary>
internal static class ImportFormCommand
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.CommandImportFormFile };
        file.Validators.Add(Inputs.MustExist);
        var output = new Option<FileInfo?>("--output") { Description = Texts.CommandImportFormOutput, HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = Texts.CommandImportFormJson };
        var command = new Command("import-form", Texts.CommandImportForm) { file, output, json };
        command.SetAction((result, cancellation) => RunAsync(result.GetRequiredValue(file), result.GetValue(output), result.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo? output, bool asJson, CancellationToken cancellation)
    {
        var read = FormFileReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellation), file.Name, cancellation);
        foreach (var problem in read.Problems)
        {
            await Console.Error.WriteLineAsync($"{file.Name}#{problem.Path}: {problem.Message}");
        }

        if (read.Value is not { } import)
        {
            return CommandLine.Failed;
        }

        var document = FormJson.Write(import.Form);
        if (output is not null)
        {
            await File.WriteAllBytesAsync(output.FullName, document, cancellation);
        }

        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(FormImportView.Of(new ImportedForm(import, document, null)), _json));
        }
        else
        {
            Print(import);
        }

        return CommandLine.Done;
    }

    private static void Print(FormImport import)
    {
        Console.WriteLine(Texts.ImportFormSummary.With(import.Form.Title, import.Form.FormId, import.Questions.Count, import.Questions.Count(q => q.Arrived)));
        foreach (var kind in import.Losses.GroupBy(l => l.Kind).OrderBy(g => g.Key))
        {
            Console.WriteLine($"{kind.Key}: {kind.Count()}");
            foreach (var loss in kind)
            {
                Console.WriteLine($"  {loss.Place} {loss.Question}: {loss.What} – {loss.Reason}");
            }
        }

        foreach (var renamed in import.Renamed)
        {
            Console.WriteLine(Texts.ImportFormRenamed.With(renamed.Place, renamed.Name, renamed.NewName));
        }
    }
}
