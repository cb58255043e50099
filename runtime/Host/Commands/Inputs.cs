using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.FormUi;

namespace LowCode.Host.Commands;

/// <summary>Reads what stands behind arguments and options; what cannot be read is said with what was expected.</summary>
internal static class Inputs
{
    public static void MustExist(ArgumentResult result)
    {
        foreach (var path in result.Tokens.Select(t => t.Value).Where(p => !File.Exists(p)))
        {
            result.AddError(Texts.ErrorFileMissing.With(path));
        }
    }

    public static void MustExist(OptionResult result)
    {
        foreach (var path in result.Tokens.Select(t => t.Value).Where(p => !File.Exists(p)))
        {
            result.AddError(Texts.ErrorFileMissing.With(path));
        }
    }

    public static JsonObject? JsonObject(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        try
        {
            if (JsonNode.Parse(text) is JsonObject value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // Said below, with the text itself.
        }

        result.AddError(Texts.ErrorJsonObject.With(NameOf(result), text));
        return null;
    }

    public static int NotNegative(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        result.AddError(Texts.ErrorNotNegative.With(NameOf(result), text));
        return 0;
    }

    private static string NameOf(ArgumentResult result) =>
        result.Parent is OptionResult option ? option.Option.Name : result.Argument.Name;
}
