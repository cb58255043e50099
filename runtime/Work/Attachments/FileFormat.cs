namespace LowCode.Work.Attachments;

/// <summary>A kind of content that is taken.</summary>
/// <param name="Extensions">Names that it may have; a file of another name gets the first of them.</param>
internal sealed record FileFormat(string MediaType, IReadOnlyList<AttachmentKind> Kinds, IReadOnlyList<string> Extensions)
{
    public static readonly FileFormat Jpeg = new("image/jpeg", [AttachmentKind.Photo, AttachmentKind.File], [".jpg", ".jpeg"]);
    public static readonly FileFormat Png = new("image/png", [AttachmentKind.Photo, AttachmentKind.Signature, AttachmentKind.File], [".png"]);
    public static readonly FileFormat WebP = new("image/webp", [AttachmentKind.Photo, AttachmentKind.File], [".webp"]);
    public static readonly FileFormat Gif = new("image/gif", [AttachmentKind.File], [".gif"]);
    public static readonly FileFormat Bmp = new("image/bmp", [AttachmentKind.File], [".bmp"]);
    public static readonly FileFormat Tiff = new("image/tiff", [AttachmentKind.File], [".tif", ".tiff"]);
    public static readonly FileFormat Heic = new("image/heic", [AttachmentKind.File], [".heic", ".heif"]);

    public static readonly FileFormat Mp4 = new("video/mp4", [AttachmentKind.Video, AttachmentKind.File], [".mp4", ".m4v"]);
    public static readonly FileFormat QuickTime = new("video/quicktime", [AttachmentKind.Video, AttachmentKind.File], [".mov"]);
    public static readonly FileFormat WebM = new("video/webm", [AttachmentKind.Video, AttachmentKind.File], [".webm"]);
    public static readonly FileFormat Phone3Gp = new("video/3gpp", [AttachmentKind.Video, AttachmentKind.File], [".3gp"]);

    public static readonly FileFormat Mp4Audio = new("audio/mp4", [AttachmentKind.Audio, AttachmentKind.File], [".m4a"]);
    public static readonly FileFormat WebMAudio = new("audio/webm", [AttachmentKind.Audio, AttachmentKind.File], [".weba", ".webm"]);
    public static readonly FileFormat Mp3 = new("audio/mpeg", [AttachmentKind.Audio, AttachmentKind.File], [".mp3"]);
    public static readonly FileFormat Aac = new("audio/aac", [AttachmentKind.Audio, AttachmentKind.File], [".aac"]);
    public static readonly FileFormat Ogg = new("audio/ogg", [AttachmentKind.Audio, AttachmentKind.File], [".ogg", ".oga", ".opus"]);
    public static readonly FileFormat Wav = new("audio/wav", [AttachmentKind.Audio, AttachmentKind.File], [".wav"]);
    public static readonly FileFormat Amr = new("audio/amr", [AttachmentKind.Audio, AttachmentKind.File], [".amr"]);
    public static readonly FileFormat Flac = new("audio/flac", [AttachmentKind.Audio, AttachmentKind.File], [".flac"]);

    public static readonly FileFormat Pdf = new("application/pdf", [AttachmentKind.File], [".pdf"]);
    public static readonly FileFormat Rtf = new("application/rtf", [AttachmentKind.File], [".rtf"]);
    public static readonly FileFormat Zip = new("application/zip", [AttachmentKind.File], [".zip"]);
    public static readonly FileFormat Rar = new("application/vnd.rar", [AttachmentKind.File], [".rar"]);
    public static readonly FileFormat SevenZip = new("application/x-7z-compressed", [AttachmentKind.File], [".7z"]);
    public static readonly FileFormat Word = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", [AttachmentKind.File], [".docx"]);
    public static readonly FileFormat Excel = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", [AttachmentKind.File], [".xlsx"]);
    public static readonly FileFormat PowerPoint = new("application/vnd.openxmlformats-officedocument.presentationml.presentation", [AttachmentKind.File], [".pptx"]);
    public static readonly FileFormat OpenText = new("application/vnd.oasis.opendocument.text", [AttachmentKind.File], [".odt"]);
    public static readonly FileFormat OpenSheet = new("application/vnd.oasis.opendocument.spreadsheet", [AttachmentKind.File], [".ods"]);
    public static readonly FileFormat OpenSlides = new("application/vnd.oasis.opendocument.presentation", [AttachmentKind.File], [".odp"]);

    /// <summary>The layout document of GB/T 33190, in which agencies exchange official papers.</summary>
    public static readonly FileFormat Ofd = new("application/ofd", [AttachmentKind.File], [".ofd"]);

    // One container, told apart by name alone; also what WPS Office writes.
    public static readonly FileFormat OldWord = new("application/msword", [AttachmentKind.File], [".doc", ".wps"]);
    public static readonly FileFormat OldExcel = new("application/vnd.ms-excel", [AttachmentKind.File], [".xls", ".et"]);
    public static readonly FileFormat OldPowerPoint = new("application/vnd.ms-powerpoint", [AttachmentKind.File], [".ppt", ".dps"]);

    /// <summary>Whatever it says, a browser shows it as text.</summary>
    public static readonly FileFormat Text = new("text/plain", [AttachmentKind.File], [".txt", ".csv", ".log", ".md", ".json", ".xml", ".geojson"]);
}
