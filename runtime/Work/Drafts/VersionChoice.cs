namespace LowCode.Work.Drafts;

/// <summary>Which version of a definition is meant. The names are Elsa's.</summary>
public enum VersionChoice
{
    /// <summary>The draft where there is one, else what is published, else what was published last.</summary>
    Latest,

    Published,

    /// <summary>What is published, and what is being worked on besides.</summary>
    LatestOrPublished,

    /// <summary>What is published and has no draft.</summary>
    LatestAndPublished,

    /// <summary>What is latest and not published.</summary>
    Draft,

    /// <summary>Also those of the past.</summary>
    AllVersions,
}

/// <param name="Number">The version of that number, whatever it is; null: those that the choice says.</param>
public readonly record struct VersionSelector(VersionChoice Choice, int? Number = null)
{
    public static implicit operator VersionSelector(VersionChoice choice) => new(choice);

    internal bool Takes(bool isLatest, bool isPublished) => Choice switch
    {
        VersionChoice.Latest => isLatest,
        VersionChoice.Published => isPublished,
        VersionChoice.LatestOrPublished => isLatest || isPublished,
        VersionChoice.LatestAndPublished => isLatest && isPublished,
        VersionChoice.Draft => isLatest && !isPublished,
        _ => true,
    };
}
