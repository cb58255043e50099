using LowCode.Definitions.Values;
using LowCode.Engine.Activities;
using LowCode.Engine.Bursts;
using LowCode.Engine.Expressions;

namespace LowCode.Engine.Compilation;

/// <summary>What can be said of an input before anything runs: a literal is checked now, everything else when it is evaluated.</summary>
internal static class InputChecks
{
    public static void Check(ActivitySource source, InputDescriptor declared, Input input)
    {
        if (input.Unfit is { } unfit)
        {
            source.Notes.Refusal(input.Path, "workflow.input.type", source.Node.Id, declared.DisplayName, declared.TypeName, DataValue.ToText(unfit));
        }

        if (!input.IsLiteral)
        {
            return;
        }

        var text = DataValue.ToText(input.LiteralValue);
        if (declared.IsRequired && string.IsNullOrWhiteSpace(text))
        {
            source.Notes.Refusal(input.Path, "workflow.input.required", source.Node.Id, declared.DisplayName);
        }
        else if (OutsideOptions(declared, input.LiteralValue) is { } outside)
        {
            source.Notes.Refusal(input.Path, "workflow.input.option", source.Node.Id, declared.DisplayName, string.Join(", ", declared.Options), outside);
        }
        else if (declared.TypeName == "TimeSpan" && text.Length > 0 && BurstInputs.ParseDuration(text) is null)
        {
            source.Notes.Refusal(input.Path, "workflow.input.duration", source.Node.Id, declared.DisplayName, text);
        }
    }

    private static string? OutsideOptions(InputDescriptor declared, object? value)
    {
        if (declared.Options.Count == 0)
        {
            return null;
        }

        var texts = value is object?[] several ? Array.ConvertAll(several, DataValue.ToText) : [DataValue.ToText(value)];
        return Array.Find(texts, t => t.Length > 0 && !declared.Options.Contains(t));
    }
}
