using LowCode.Definitions.Values;

namespace LowCode.Engine.Contents;

/// <summary>
/// What of a request was kept beside the instance. It comes beside the request's data, not in it: nothing that a caller writes is taken for a
/// reference.
/// </summary>
/// <param name="Body">Stands for <c>content</c>; null: the body is in the data, or there is none.</param>
/// <param name="Files">Stand for the contents of <c>files</c>, in their order.</param>
public sealed record RequestContents(ContentReference? Body, IReadOnlyList<ContentReference> Files)
{
    /// <summary>The workflow input under which a starting request comes.</summary>
    internal const string StartInput = "__HttpRequest";

    internal DataObject Into(DataObject request)
    {
        var whole = Body is null ? request : request.With("content", Body);
        return Files.Count == 0 || request.GetValueOrDefault("files") is not object?[] files
            ? whole
            : whole.With("files", files.Select((file, i) => i < Files.Count && file is DataObject members ? members.With("content", Files[i]) : file).ToArray());
    }
}
