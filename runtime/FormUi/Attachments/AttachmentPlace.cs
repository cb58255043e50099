namespace LowCode.FormUi.Attachments;

/// <summary>Where a form's attachments go and come from: the server in the office, what stands for it on a device in the field.</summary>
/// <param name="Uploads">The address that the browser uploads to, by the protocol tus 1.0.0.</param>
/// <param name="AddressOf">
/// The address that the browser may load an attachment from, by its id; null: nobody may load it here (the public cannot read back what it
/// sent). The form then shows a small copy of what was just added.
/// </param>
/// <param name="SmallOf">The same for the small copy of a picture.</param>
/// <param name="Describe">Name and size of those of the ids that may be read here.</param>
/// <param name="MegaBytes">How much of a kind (<c>photo</c>, <c>video</c>, ...) is taken.</param>
public sealed record AttachmentPlace(
    string Uploads,
    Func<string, string?> AddressOf,
    Func<string, string?> SmallOf,
    Func<IReadOnlyList<string>, CancellationToken, Task<IReadOnlyList<AttachmentFacts>>> Describe,
    IReadOnlyDictionary<string, int> MegaBytes);

/// <summary>What is said of an attachment beside its content.</summary>
public sealed record AttachmentFacts(string Id, string Name, long Bytes);
