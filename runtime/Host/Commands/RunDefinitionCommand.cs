using System.CommandLine;
using System.Text.Json.Nodes;
using LowCode.Engine;
using LowCode.Engine.Running;
using LowCode.FormUi;

namespace LowCode.Host.Commands;

/// <summary><c>run-definition FILE...</c>: runs workflow definitions in memory and prints exactly one line, what they did.</summary>
internal static class RunDefinitionCommand
{
    private const string Counter = "counter";
    private const string Token = "token";

    public static Command Create()
    {
        var files = Argument();
        var start = new Option<string?>("--start") { Description = Texts.CommandRunStart, HelpName = "ID" };
        var mode = new Option<string>("--mode") { Description = Texts.CommandRunMode, HelpName = "counter|token", DefaultValueFactory = _ => Counter };
        mode.Validators.Add(result =>
        {
            var value = result.GetValueOrDefault<string>();
            if (value is not (Counter or Token))
            {
                result.AddError(Texts.ErrorMode.With(value));
            }
        });
        var input = new Option<JsonObject?>("--input") { Description = Texts.CommandRunInput, HelpName = "JSON", CustomParser = Inputs.JsonObject };
        var wait = new Option<int>("--wait") { Description = Texts.CommandRunWait, HelpName = "MS", CustomParser = Inputs.NotNegative };
        var command = new Command("run-definition", Texts.CommandRun) { files, start, mode, input, wait };
        command.SetAction(async (result, cancellation) => await RunAsync(
            result.GetRequiredValue(files),
            result.GetValue(start),
            result.GetValue(mode) == Token ? FlowchartMode.Token : FlowchartMode.Counter,
            result.GetValue(input) ?? [],
            TimeSpan.FromMilliseconds(result.GetValue(wait)),
            cancellation));
        return command;
    }

    private static Argument<FileInfo[]> Argument()
    {
        var files = new Argument<FileInfo[]>("file") { Description = Texts.CommandRunFiles, Arity = ArgumentArity.OneOrMore };
        files.Validators.Add(Inputs.MustExist);
        return files;
    }

    private static async Task<int> RunAsync(
        FileInfo[] files, string? start, FlowchartMode mode, JsonObject input, TimeSpan wait, CancellationToken cancellation)
    {
        var definitions = new List<ReadOnlyMemory<byte>>();
        foreach (var file in files)
        {
            definitions.Add(await File.ReadAllBytesAsync(file.FullName, cancellation));
        }

        var report = InMemoryRunner.Run(new EngineOptions { Connectors = ServerConnectors.All, FlowchartMode = mode }, definitions, start, input, TimeProvider.System.GetUtcNow(), wait);
        if (report.IsValid)
        {
            Console.WriteLine(report.Value.ToJson());
            foreach (var reason in report.Value.Reasons)
            {
                await Console.Error.WriteLineAsync($"! {reason}");
            }

            return CommandLine.Done;
        }

        foreach (var problem in report.Problems)
        {
            await Console.Error.WriteLineAsync($"{Place(problem.Path, files)}{problem.Message}");
        }

        return CommandLine.Failed;
    }

    // A problem's path is the number of its definition, '#', and the place in it.
    private static string Place(string path, FileInfo[] files)
    {
        var parts = path.Split('#', 2);
        return parts.Length == 2 && int.TryParse(parts[0], out var index) && index < files.Length
            ? $"{files[index].Name}#{parts[1]}: "
            : path.Length == 0 ? "" : $"{path}: ";
    }
}
