using System.Globalization;
using System.Text.Json;
using LowCode.Definitions.Workflows;
using LowCode.Engine.Incidents;

namespace LowCode.Engine.Compilation;

/// <summary>
/// Reads <c>customProperties.retry</c>, and where there is none <c>customProperties.resilienceStrategy</c> that holds its strategy in
/// itself (Elsa's mode Expression with a literal object). A strategy that is only named belongs to the host that it was written for: it is
/// kept, and reported as unknown.
/// </summary>
internal static class RetryPolicyReader
{
    private const int MostAttempts = 1_000;

    /// <summary>Share of jitter where a definition only asks for some.</summary>
    private const double UsualJitter = 0.25;

    private static readonly TimeSpan _longest = TimeSpan.FromDays(365);

    public static RetryPolicy? Read(ActivityDefinition activity, CompilationNotes notes)
    {
        if (activity.Json.Member("customProperties") is not { } properties)
        {
            return null;
        }

        var path = $"{activity.Path}/customProperties";
        if (properties.Member("retry") is { } retry)
        {
            return Read(retry, $"{path}/retry", notes);
        }

        if (properties.Member("resilienceStrategy") is not { ValueKind: JsonValueKind.Object } strategy)
        {
            return null;
        }

        var value = strategy.Member("expression")?.Member("value");
        if (value is { ValueKind: JsonValueKind.Object } literal)
        {
            return Read(literal, $"{path}/resilienceStrategy/expression/value", notes);
        }

        notes.Warning($"{path}/resilienceStrategy", "workflow.retry.unknown", strategy.Text("strategyId") ?? strategy.Text("mode"));
        return null;
    }

    private static RetryPolicy? Read(JsonElement json, string path, CompilationNotes notes)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            notes.Problem(path, "workflow.retry.object");
            return null;
        }

        var jitter = json.Number("jitter") ?? (json.Flag("useJitter") == true ? UsualJitter : 0);
        var policy = new RetryPolicy(
            json.Whole("maxRetryAttempts") ?? 3,
            Duration(json, "delay", TimeSpan.FromSeconds(1), path, notes),
            Backoff(json, path, notes),
            json.Number("backoffFactor") ?? 2,
            Duration(json, "maxDelay", TimeSpan.FromHours(1), path, notes),
            jitter);
        Demand(policy.Attempts is >= 0 and <= MostAttempts, $"{path}/maxRetryAttempts", $"0..{MostAttempts}", json.Member("maxRetryAttempts"), notes);
        Demand(policy.Factor is >= 1 and <= 100, $"{path}/backoffFactor", "1..100", json.Member("backoffFactor"), notes);
        Demand(policy.Jitter is >= 0 and <= 1, $"{path}/jitter", "0..1", json.Member("jitter"), notes);
        return policy;
    }

    private static RetryBackoff Backoff(JsonElement json, string path, CompilationNotes notes)
    {
        if (json.Member("backoffType") is not { } written)
        {
            return RetryBackoff.Exponential;
        }

        // Elsa writes the name, older files the number.
        if (Enum.TryParse<RetryBackoff>(written.ToString(), ignoreCase: true, out var backoff) && Enum.IsDefined(backoff))
        {
            return backoff;
        }

        Demand(false, $"{path}/backoffType", string.Join(", ", Enum.GetNames<RetryBackoff>()), written, notes);
        return RetryBackoff.Exponential;
    }

    private static TimeSpan Duration(JsonElement json, string member, TimeSpan usual, string path, CompilationNotes notes)
    {
        if (json.Member(member) is not { } written)
        {
            return usual;
        }

        if (TimeSpan.TryParse(written.ToString(), CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span <= _longest)
        {
            return span;
        }

        Demand(false, $"{path}/{member}", "00:00:00..365.00:00:00", written, notes);
        return usual;
    }

    private static void Demand(bool isMet, string path, string expected, JsonElement? written, CompilationNotes notes)
    {
        if (!isMet)
        {
            notes.Problem(path, "workflow.retry.value", expected, written?.ToString());
        }
    }
}
