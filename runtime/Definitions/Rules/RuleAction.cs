namespace LowCode.Definitions.Rules;

/// <summary>What a hit asks for, from the mildest to the gravest. Documents spell them in capitals: <c>DOCREVIEW</c>.</summary>
public enum RuleAction
{
    Note,
    DocReview,
    Scan,
    Inspect,
    Hold,
}
