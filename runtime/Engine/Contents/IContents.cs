namespace LowCode.Engine.Contents;

/// <summary>Port: what is kept beside an instance because it is too large for its state. Contents never change.</summary>
public interface IContents
{
    /// <summary>Null: the instance has none of that id, or it cannot be taken into memory.</summary>
    byte[]? Read(string contentId);

    /// <summary>These will be read: what has to be fetched may be fetched at once.</summary>
    void Want(IReadOnlyCollection<string> contentIds);
}
