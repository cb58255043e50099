using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Globalization;

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
        if (!UseLanguage(settings.Language))
        {
            await Console.Error.WriteLineAsync(Texts.Get("error.language", settings.Language));
            return AskedWrongly;
        }

        var root = Root(settings);
        var result = root.Parse(args);
        if (result.Errors.Count > 0)
        {
            foreach (var message in result.Errors.Select(e => MessageOf(e, result)))
            {
                await Console.Error.WriteLineAsync(message);
            }

            return AskedWrongly;
        }

        return await result.InvokeAsync();
    }

    private static RootCommand Root(HostSettings settings)
    {
        var password = DemoPasswordOption();
        var root = new RootCommand(Texts.Get("command.root")) { password };
        root.SetAction((result, cancellation) =>
            ServeCommand.RunAsync(settings with { DemoPassword = result.GetValue(password) ?? settings.DemoPassword }, cancellation));
        root.Subcommands.Add(ImportCommand.Create(settings));
        root.Subcommands.Add(RunDefinitionCommand.Create());
        root.Subcommands.Add(HelpCommand.Create(root));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Description = Texts.Get("command.help-option");
        help.Action = new HelpText();
        return root;
    }

    // The library says this one thing in English only.
    private static string MessageOf(ParseError error, ParseResult result)
    {
        var missing = result.CommandResult.Command.Options
            .FirstOrDefault(o => o.Required && error.Message.StartsWith($"Option '{o.Name}' is required", StringComparison.Ordinal));
        return missing is null ? error.Message : Texts.Get("error.option-missing", missing.Name);
    }

    private static Option<string?> DemoPasswordOption()
    {
        var option = new Option<string?>("--demo-password") { Description = Texts.Get("command.demo-password") };
        option.Validators.Add(result =>
        {
            if (result.GetValue(option) is { Length: < HostSettings.ShortestPassword })
            {
                result.AddError(Texts.Get("error.password-short", "--demo-password", HostSettings.ShortestPassword));
            }
        });
        return option;
    }

    private static bool UseLanguage(string language)
    {
        var known = Languages.LanguageSwitch.Languages.Contains(language, StringComparer.Ordinal);
        var culture = CultureInfo.GetCultureInfo(known ? language : Languages.LanguageSwitch.Languages[0]);
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = culture;
        return known;
    }
}
