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
    public static RulePublicationAnswer Published(long revision) => new(revision, []);

    public static RulePublicationAnswer Refused(params IReadOnlyList<string> problems) => new(null, problems);

    /// <summary>The payload that resumes the bookmark.</summary>
    public JsonObject ToPayload() => new()
    {
        ["revision"] = Revision,
        ["problems"] = new JsonArray([.. Problems.Select(p => JsonValue.Create(p))]),
    };

    internal static RulePublicationAnswer Of(object? payload) => payload is not DataObject members
        ? Refused("Expected an answer to the publication, but got none.")
        : new(
            members.GetValueOrDefault("revision") as long?,
            [.. (members.GetValueOrDefault("problems") as object?[] ?? []).Select(DataValue.ToText)]);
}
