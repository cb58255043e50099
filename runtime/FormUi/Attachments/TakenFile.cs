namespace LowCode.FormUi.Attachments;

/// <summary>What the browser tells of a file that it uploaded.</summary>
/// <param name="Small">A small copy as a data address, where the picture cannot be loaded back.</param>
/// <param name="TakenAt">ISO 8601, for what was taken by the camera just now.</param>
/// <param name="Lon">Where, in degrees of WGS 84; null: unknown.</param>
public sealed record TakenFile(
    string Id, string Name, string? MediaType, long Bytes, string? Small, string? TakenAt, double? Lon, double? Lat, double? Accuracy);
