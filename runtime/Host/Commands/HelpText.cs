using System.CommandLine;
using System.CommandLine.Invocation;

namespace LowCode.Host.Commands;

/// <summary>Help in the language of the command line; commands are shown as they are typed.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    private const string Program = "./run";

    public override int Invoke(ParseResult parseResult)
    {
        Write(parseResult.CommandResult.Command, parseResult.InvocationConfiguration.Output);
        return CommandLine.Done;
    }

    public static void Write(Command command, TextWriter output)
    {
        var isRoot = command is RootCommand;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine(Texts.HelpUsage);
        output.WriteLine($"  {Program}{(isRoot ? $" [{Texts.HelpCommand}]" : Path(command) + (command.Subcommands.Count > 0 ? $" {Texts.HelpCommand}" : ""))}{Arguments(command)}{Options(command)}");
        Table(output, Texts.HelpArguments, command.Arguments.Select(a => (a.Name.ToUpperInvariant(), a.Description)));
        Table(output, Texts.HelpOptions, command.Options.Where(o => !o.Hidden).Select(o => ($"{o.Name}{Value(o)}", o.Description)));
        Table(output, Texts.HelpCommands, command.Subcommands.Select(c => (c.Name, c.Description)));
    }

    // A command of a command is called by both names.
    private static string Path(Command command) =>
        string.Concat(command.Parents.OfType<Command>().Where(p => p is not RootCommand).Select(Path)) + $" {command.Name}";

    private static string Arguments(Command command) => string.Concat(command.Arguments.Select(a =>
    {
        var name = a.Name.ToUpperInvariant() + (a.Arity.MaximumNumberOfValues > 1 ? "..." : "");
        return a.Arity.MinimumNumberOfValues == 0 ? $" [{name}]" : $" {name}";
    }));

    private static string Options(Command command) => string.Concat(command.Options.Where(o => o.Required).Select(o => $" {o.Name}{Value(o)}"))
        + (command.Options.Any(o => !o.Required) ? $" [{Texts.HelpOptionsMark}]" : "");

    private static string Value(Option option) => option.ValueType == typeof(bool) || option.Arity.MaximumNumberOfValues == 0 ? "" : $" {option.HelpName ?? option.Name.TrimStart('-').ToUpperInvariant()}";

    private static void Table(TextWriter output, string title, IEnumerable<(string Name, string? Text)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine(title);
        var width = all.Max(l => l.Name.Length);
        foreach (var (name, text) in all)
        {
            output.WriteLine($"  {name.PadRight(width)}  {text}");
        }
    }
}
