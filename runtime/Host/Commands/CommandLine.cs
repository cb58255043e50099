using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;
using LowCode.FormUi;
using LowCode.Host.Languages;

namespace LowCode.Host.Commands;

/// <summary>What this program can be asked to do; without a command it serves. Exit codes: 0 done, 1 failed, 2 asked wrongly.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int AskedWrongly = 2;

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = HostSettings.FromEnvironment();
        Speak(settings.Language);
        var result = Root(settings).Parse(args);

        // Who asks for help has not filled everything in yet.
        string[] problems = result.Action is HelpText ? [] : [.. settings.Problems(), .. result.Errors.Select(e => MessageOf(e, result))];
        foreach (var problem in problems)
        {
            await Console.Error.WriteLineAsync(problem);
        }

        return problems.Length > 0 ? AskedWrongly : await result.InvokeAsync();
    }

    private static RootCommand Root(HostSettings settings)
    {
        var root = ServeCommand.Create(settings);
        root.Subcommands.Add(ImportCommand.Create(settings));
        root.Subcommands.Add(ImportFormCommand.Create());
        root.Subcommands.Add(RunDefinitionCommand.Create());
        root.Subcommands.Add(InstanceCommand.Create(settings));
        root.Subcommands.Add(ApiKeyCommand.Create(settings));
        root.Subcommands.Add(OutboundHostCommand.Create(settings));
        root.Subcommands.Add(InstallTemplateCommandLine.Create(settings));
        root.Subcommands.Add(ValidateCommand.Create(settings));
        root.Subcommands.Add(ExportDefinitionCommand.Create());
        root.Subcommands.Add(ScreenCommand.Create());
        root.Subcommands.Add(DecideCommand.Create());
        root.Subcommands.Add(BackupCommands.CreateBackup(settings));
        root.Subcommands.Add(BackupCommands.CreateRestore(settings));
        root.Subcommands.Add(HelpCommand.Create(root));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = Texts.CommandHelpOption;
        help.Action = new HelpText();
        return root;
    }

    // The library says this one thing in English only.
    private static string MessageOf(ParseError error, ParseResult result)
    {
        var missing = result.CommandResult.Command.Options
            .FirstOrDefault(o => o.Required && error.Message.StartsWith($"Option '{o.Name}' is required", StringComparison.Ordinal));
        return missing is null ? error.Message : Texts.ErrorOptionMissing.With(missing.Name);
    }

    /// <summary>An unknown language is reported in Chinese.</summary>
    private static void Speak(string language)
    {
        var known = LanguageSwitch.Languages.Contains(language, StringComparer.Ordinal) ? language : LanguageSwitch.Languages[0];
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo(known);
    }
}
