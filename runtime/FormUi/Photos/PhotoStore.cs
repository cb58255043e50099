namespace LowCode.FormUi.Photos;

/// <summary>Where a form's pictures go and come from: the server in the office, the device in the field.</summary>
/// <param name="Keep">Takes one picture; may take long. Rejections are values, a broken connection throws.</param>
/// <param name="AddressOf">
/// The address that the browser may load a picture from, by its id; null: nobody may load it here (the public cannot read back what it
/// sent). The form then shows a small copy of what was just added.
/// </param>
public sealed record PhotoStore(Func<PhotoFile, CancellationToken, Task<KeptPhoto>> Keep, Func<string, string?> AddressOf);

/// <param name="Content">Read once, forwards only, asynchronously.</param>
public sealed record PhotoFile(string Name, string MediaType, long Bytes, Stream Content);

/// <param name="Id">What the form keeps; null: refused.</param>
/// <param name="Problem">Why it was refused, in the reader's language.</param>
public sealed record KeptPhoto(string? Id, string? Problem);
