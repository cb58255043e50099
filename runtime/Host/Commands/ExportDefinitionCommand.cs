using System.CommandLine;
using System.Text;
using LowCode.Definitions.Workflows;

namespace LowCode.Host.Commands;

/// <summary><c>export-definition FILE</c>: reads a workflow definition in any spelling and prints it as Elsa exports it.</summary>
internal static class ExportDefinitionCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = Texts.CommandExportFile };
        file.Validators.Add(Inputs.MustExist);
        var command = new Command("export-definition", Texts.CommandExport) { file };
        command.SetAction(async (result, cancellation) => await RunAsync(result.GetRequiredValue(file), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, CancellationToken cancellation)
    {
        var definition = WorkflowReader.Read(await File.ReadAllBytesAsync(file.FullName, cancellation));
        if (definition.IsValid)
        {
            Console.WriteLine(Encoding.UTF8.GetString(WorkflowWriter.Write(definition.Value)));
            return CommandLine.Done;
        }

        foreach (var problem in definition.Problems)
        {
            await Console.Error.WriteLineAsync($"{file.Name}#{problem.Path}: {problem.Message}");
        }

        return CommandLine.Failed;
    }
}
