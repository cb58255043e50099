namespace LowCode.Engine.Links;

/// <summary>Port: makes addresses by which somebody without a credential moves one instance on, once and until a time.</summary>
public interface ILinks
{
    /// <summary>Resumes the bookmark.</summary>
    string ToBookmark(InstanceId instance, string bookmarkId, LinkTerm term);

    /// <summary>Tells the instance that an event happened, also where it does not wait for it yet.</summary>
    string ToEvent(InstanceId instance, string eventName, LinkTerm term);
}

/// <param name="ExpiresAt">From then on it does nothing.</param>
/// <param name="Nonce">Tells it from other links to the same; what is used up is this.</param>
public sealed record LinkTerm(DateTimeOffset ExpiresAt, string Nonce);
