using System.Text.Json.Nodes;
using LowCode.Definitions.Rules;
using LowCode.Definitions.Values;

namespace LowCode.Engine.Effects;

/// <summary>A change of a rule set that is to be published.</summary>
/// <param name="Change">As it was checked; its hash is that of the set that it was checked with.</param>
/// <param name="Maker">Login.</param>
/// <param name="Checker">Login.</param>
/// <param name="Approval">Step and outcome by which the checker approved it: <c>review/approve</c>.</param>
/// <param name="Since">The release that held when it was first asked for.</param>
public sealed record RulePublication(RuleChangeText Change, string Maker, string Checker, string Approval, long Since);

/// <summary>What became of it.</summary>
/// <param name="Revision">The release in which it was published; null: it was not.</param>
/// <param name="Problems">Why it was not, for people.</param>
public sealed record RulePublicationAnswer(long? Revision, IReadOnlyList<string> Problems)
{
    /// <summary>What the release's checks found in the set and did not refuse, for people.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public static RulePublicationAnswer Published(long revision, params IReadOnlyList<string> warnings) => new(revision, []) { Warnings = warnings };

    public static RulePublicationAnswer Refused(params IReadOnlyList<string> problems) => new(null, problems);

    /// <summary>The payload that resumes the bookmark.</summary>
    public JsonObject ToPayload() => new()
    {
        ["revision"] = Revision,
        ["problems"] = Texts(Problems),
        ["warnings"] = Texts(Warnings),
    };

    internal static RulePublicationAnswer Of(object? payload) => payload is not DataObject members
        ? Refused("Expected an answer to the publication, but got none.")
        : new(
            members.GetValueOrDefault("revision") as long?,
            Texts(members, "problems"))
        {
            Warnings = Texts(members, "warnings"),
        };

    private static JsonArray Texts(IReadOnlyList<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static IReadOnlyList<string> Texts(DataObject members, string name) =>
        [.. (members.GetValueOrDefault(name) as object?[] ?? []).Select(DataValue.ToText)];
}
