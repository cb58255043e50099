using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LowCode.Engine.Expressions;
using LowCode.Feel.Compiling;
using LowCode.Feel.Dmn.Explanations;
using LowCode.Feel.Syntax;

namespace LowCode.Host.Commands;

/// <summary>What a decision gave and how it came about, for people and for programs.</summary>
internal static class DecisionText
{
    // Each of many parts may show the same long list.
    private const int MostText = 2000;

    // A part of an explanation is an object in a list of its parts.
    private const int DeepestJson = 1000;

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = DeepestJson };

    public static string Plain(DecisionTrial trial)
    {
        var text = new StringBuilder().AppendLine(trial.Value?.ToJsonString(_json) ?? "null");
        foreach (var reason in trial.Reasons)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{reason.Path}: {reason.Text}");
        }

        foreach (var part in trial.Explanation)
        {
            Append(text, part, 0);
        }

        return text.ToString().TrimEnd();
    }

    public static string Json(DecisionTrial trial) => new JsonObject
    {
        ["value"] = trial.Value?.DeepClone(),
        ["reasons"] = Array(trial.Reasons, r => new JsonObject { ["path"] = r.Path, ["code"] = r.Code, ["text"] = r.Text }),
        ["explanation"] = Array(trial.Explanation, Node),
    }.ToJsonString(_json);

    private static void Append(StringBuilder text, DecisionExplanation part, int depth)
    {
        Line(text, depth, $"{part.Path} = {part.Value.ToText(MostText)}");
        if (part.Feel is { } feel)
        {
            Append(text, feel, depth + 1);
        }

        part.Parts.ToList().ForEach(p => Append(text, p, depth + 1));
        LeftOut(text, depth + 1, part.LeftOutText);
        foreach (var rule in part.Table?.Rules ?? [])
        {
            Line(text, depth + 1, $"{(rule.Matches ? '✓' : '✗')} {rule.Number}: {string.Join(" | ", rule.Cells.Select(c => c.Why))}");
        }

        LeftOut(text, depth + 1, part.Table?.LeftOutText);
    }

    private static void Append(StringBuilder text, FeelExplanation feel, int depth)
    {
        // A literal says what it is.
        if (feel.Node is not LiteralNode)
        {
            Line(text, depth, $"{Printer.Print(feel.Node, MostText)} = {feel.Value.ToText(MostText)}");
            feel.Parts.ToList().ForEach(p => Append(text, p, depth + 1));
            LeftOut(text, depth + 1, feel.LeftOutIn(CultureInfo.CurrentUICulture));
        }
    }

    private static void LeftOut(StringBuilder text, int depth, string? what)
    {
        if (what is not null)
        {
            Line(text, depth, $"… {what}");
        }
    }

    private static void Line(StringBuilder text, int depth, string line) => text.Append(' ', depth * 2).AppendLine(line);

    private static JsonObject Node(DecisionExplanation part)
    {
        var node = new JsonObject { ["path"] = part.Path, ["value"] = part.Value.ToText(MostText) };
        if (part.Feel is { } feel)
        {
            node["feel"] = Node(feel);
        }

        if (part.Table is { } table)
        {
            node["inputs"] = Array(table.Inputs, i => new JsonObject { ["text"] = i.Text, ["value"] = i.Value.ToText(MostText) });
            node["rules"] = Array(table.Rules, Node);
            AddLeftOut(node, "rulesLeftOut", table.LeftOutText);
        }

        if (part.Parts.Count > 0)
        {
            node["parts"] = Array(part.Parts, Node);
        }

        AddLeftOut(node, "leftOut", part.LeftOutText);
        return node;
    }

    private static JsonObject Node(RuleExplanation rule) => new()
    {
        ["number"] = rule.Number,
        ["matches"] = rule.Matches,
        ["cells"] = Array(rule.Cells, c => new JsonObject { ["text"] = c.Text, ["holds"] = c.Holds, ["why"] = c.Why }),
        ["outputs"] = Array(rule.Outputs, o => JsonValue.Create(o.ToText(MostText))!),
    };

    private static JsonObject Node(FeelExplanation feel)
    {
        var node = new JsonObject { ["text"] = Printer.Print(feel.Node, MostText), ["value"] = feel.Value.ToText(MostText) };
        if (feel.Parts.Count > 0)
        {
            node["parts"] = Array(feel.Parts, Node);
        }

        AddLeftOut(node, "leftOut", feel.LeftOutIn(CultureInfo.CurrentUICulture));
        return node;
    }

    private static void AddLeftOut(JsonObject node, string name, string? what)
    {
        if (what is not null)
        {
            node[name] = what;
        }
    }

    private static JsonArray Array<T>(IEnumerable<T> items, Func<T, JsonNode> make) => new([.. items.Select(make)]);
}
