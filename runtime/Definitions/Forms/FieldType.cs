namespace LowCode.Definitions.Forms;

/// <summary>What a field holds. How a type's values look, are checked, read by expressions and described to others stands in <c>Fields/</c>, a file each.</summary>
public enum FieldType
{
    /// <summary>JSON string, one line.</summary>
    Text,

    /// <summary>JSON string, several lines.</summary>
    LongText,

    /// <summary>JSON number; read as decimal. Documents may also say <c>decimal</c>.</summary>
    Number,

    /// <summary>JSON string <c>yyyy-MM-dd</c>.</summary>
    Date,

    /// <summary>JSON string, ISO 8601 with offset.</summary>
    DateTime,

    /// <summary>JSON string: the value of one option.</summary>
    Choice,

    /// <summary>JSON string: a code of the dictionary named by the field.</summary>
    Code,

    /// <summary>JSON array of attachments: ids, or objects with <c>id</c>, <c>takenAt</c> and <c>place</c>.</summary>
    Photo,

    /// <summary>JSON string: a department's code.</summary>
    Department,

    /// <summary>JSON object <c>{"lon": number, "lat": number}</c>, degrees; <c>accuracy</c> in metres and <c>crs</c> may be added. Documents may also say <c>position</c>.</summary>
    GeoPoint,

    /// <summary>JSON string: HTML of a few harmless elements.</summary>
    RichText,

    /// <summary>JSON number without a fraction.</summary>
    Integer,

    /// <summary>JSON number with at most two decimals (or as many as the limits say), in the field's currency.</summary>
    Money,

    /// <summary>JSON string <c>HH:mm</c> or <c>HH:mm:ss</c>, wall clock.</summary>
    Time,

    /// <summary>JSON object <c>{"start": date, "end": date}</c>, both days included.</summary>
    Period,

    /// <summary>JSON true or false.</summary>
    Boolean,

    /// <summary>JSON array of option values, each once.</summary>
    MultiChoice,

    /// <summary>JSON string: a person's login.</summary>
    Person,

    /// <summary>JSON object <c>{"division": code, "detail": text}</c>; the code has 6, 9 or 12 digits (GB/T 2260 and its extensions).</summary>
    Address,

    /// <summary>JSON object <c>{"points": [point, ..]}</c>, two or more.</summary>
    GeoLine,

    /// <summary>JSON object <c>{"points": [point, ..]}</c>, three or more; the last is joined to the first.</summary>
    GeoArea,

    /// <summary>As <see cref="Photo"/>.</summary>
    Video,

    /// <summary>As <see cref="Photo"/>.</summary>
    Audio,

    /// <summary>As <see cref="Photo"/>.</summary>
    File,

    /// <summary>JSON object <c>{"image": attachment id, "signer": text, "signedAt": date-time, "hash": "sha256:.."}</c>: signs what the field covers.</summary>
    Signature,

    /// <summary>JSON string: what a bar code or QR code says.</summary>
    Barcode,

    /// <summary>JSON string: a citizen's number (公民身份号码, GB 11643-1999).</summary>
    IdNumber,

    /// <summary>JSON string: an organisation's number (统一社会信用代码, GB 32100-2015).</summary>
    CreditCode,

    /// <summary>JSON string: a mobile, landline or service number.</summary>
    Phone,

    /// <summary>JSON array of objects with the members that the columns say, at most 200.</summary>
    Table,

    /// <summary>Never entered: the value of its calculation, in the shape of its result type.</summary>
    Computed,

    /// <summary>Never stored: shows the value of its calculation, or only its label.</summary>
    Display,
}
