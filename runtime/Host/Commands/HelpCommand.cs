using System.CommandLine;
using LowCode.FormUi;

namespace LowCode.Host.Commands;

/// <summary><c>help [COMMAND]</c>: the same as <c>--help</c>, for those who look for a command.</summary>
internal static class HelpCommand
{
    public static Command Create(RootCommand root)
    {
        var about = new Argument<string?>("command") { Description = Texts.CommandHelpCommand, Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("help", Texts.CommandHelp) { about };
        command.SetAction(result =>
        {
            var name = result.GetValue(about);
            if (name is not null && root.Subcommands.All(c => c.Name != name))
            {
                Console.Error.WriteLine(Texts.ErrorUnknownCommand.With(name, string.Join(", ", root.Subcommands.Select(c => c.Name))));
                return CommandLine.AskedWrongly;
            }

            HelpText.Write(root.Subcommands.FirstOrDefault(c => c.Name == name) ?? root, Console.Out);
            return CommandLine.Done;
        });
        return command;
    }
}
