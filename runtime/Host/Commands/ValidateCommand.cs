using System.CommandLine;
using LowCode.Definitions.Problems;
using LowCode.Engine;
using LowCode.FormUi;

namespace LowCode.Host.Commands;

/// <summary><c>validate FILE...</c>: tells everything that stands against publishing workflow definitions, and what may not be meant.</summary>
internal static class ValidateCommand
{
    public static Command Create(HostSettings settings)
    {
        var files = new Argument<FileInfo[]>("file") { Description = Texts.CommandValidateFiles, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(Inputs.MustExist);
        var command = new Command("validate", Texts.CommandValidate) { files };
        command.SetAction(async (result, cancellation) => await RunAsync(settings, result.GetRequiredValue(files), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(HostSettings settings, FileInfo[] files, CancellationToken cancellation)
    {
        var contents = new List<ReadOnlyMemory<byte>>();
        foreach (var file in files)
        {
            contents.Add(await File.ReadAllBytesAsync(file.FullName, cancellation));
        }

        var (errors, warnings) = (0, 0);
        foreach (var (file, check) in files.Zip(new WorkflowEngine(settings.Engine()).CheckTogether(contents)))
        {
            await PrintAsync(file, Texts.ValidateError, check.Errors);
            await PrintAsync(file, Texts.ValidateWarning, check.Warnings);
            errors += check.Errors.Count;
            warnings += check.Warnings.Count;
        }

        Console.WriteLine(Texts.ValidateSummary.With(files.Length, errors, warnings));
        return errors == 0 ? CommandLine.Done : CommandLine.Failed;
    }

    private static async Task PrintAsync(FileInfo file, string severity, IReadOnlyList<Problem> problems)
    {
        foreach (var problem in problems)
        {
            await Console.Out.WriteLineAsync($"{file.Name}#{problem.Path}: {severity}: {problem.Message}");
        }
    }
}
