using LowCode.Definitions.Problems;
using LowCode.Definitions.Rules;

namespace LowCode.Rules;

/// <summary>
/// The version of a rule set that judges now. A new version is compiled beside it and takes over at once; evaluations that are under way keep
/// the version they began with. For any number of threads.
/// </summary>
public sealed class LiveRuleSet(RuleIndex first)
{
    private readonly Lock _publishing = new();
    private volatile RuleIndex _current = first;

    /// <summary>Take it once per document: two looks may see two versions.</summary>
    public RuleIndex Current => _current;

    /// <summary>Compiles a version and lets it take over.</summary>
    public RuleIndex Publish(RuleSetDefinition set)
    {
        lock (_publishing)
        {
            return _current = _current.With(set);
        }
    }

    /// <summary>One rule changed, by its id, or added; all others as they are.</summary>
    public RuleIndex Publish(RuleDefinition rule)
    {
        lock (_publishing)
        {
            return _current = _current.With(_current.Definition.With(rule));
        }
    }

    /// <summary>A version from its JSON. Where something is wrong with it, the running version stays.</summary>
    public Parsed<RuleIndex> Publish(ReadOnlyMemory<byte> utf8)
    {
        var set = RuleSetJson.Read(utf8);
        return set.IsValid ? Parsed<RuleIndex>.Of(Publish(set.Value)) : Parsed<RuleIndex>.Failed(set.Problems);
    }
}
