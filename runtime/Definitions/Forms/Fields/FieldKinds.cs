namespace LowCode.Definitions.Forms.Fields;

/// <summary>Which class knows which field type.</summary>
internal static class FieldKinds
{
    private static readonly FieldKind[] _byType = Made();

    public static FieldKind Of(FieldType type) => _byType[(int)type];

    public static FieldKind Of(FormField field) => _byType[(int)field.Type];

    private static FieldKind[] Made()
    {
        var kinds = new Dictionary<FieldType, FieldKind>
        {
            [FieldType.Text] = new TextKind(isOneLine: true, 200),
            [FieldType.LongText] = new TextKind(isOneLine: false, 2000),
            [FieldType.RichText] = new RichTextKind(),
            [FieldType.Integer] = new NumberKind(scale: 0),
            [FieldType.Number] = new NumberKind(scale: null),
            [FieldType.Money] = new NumberKind(scale: 2),
            [FieldType.Boolean] = new BooleanKind(),
            [FieldType.Date] = new DateKind(),
            [FieldType.Time] = new TimeKind(),
            [FieldType.DateTime] = new DateTimeKind(),
            [FieldType.Period] = new PeriodKind(),
            [FieldType.Choice] = new ChoiceKind(),
            [FieldType.MultiChoice] = new MultiChoiceKind(),
            [FieldType.Code] = new CodeKind(),
            [FieldType.Person] = new PersonKind(),
            [FieldType.Department] = new DepartmentKind(),
            [FieldType.Address] = new AddressKind(),
            [FieldType.GeoPoint] = new GeoPointKind(),
            [FieldType.GeoLine] = new GeoPathKind(fewest: 2, isClosed: false),
            [FieldType.GeoArea] = new GeoPathKind(fewest: 3, isClosed: true),
            [FieldType.Photo] = new MediaKind("image/"),
            [FieldType.Video] = new MediaKind("video/"),
            [FieldType.Audio] = new MediaKind("audio/"),
            [FieldType.File] = new MediaKind(""),
            [FieldType.Signature] = new SignatureKind(),
            [FieldType.Barcode] = new TextKind(isOneLine: true, 4296),
            [FieldType.IdNumber] = new IdNumberKind(),
            [FieldType.CreditCode] = new CreditCodeKind(),
            [FieldType.Phone] = new PhoneKind(),
            [FieldType.Table] = new TableKind(),
            [FieldType.Computed] = new ComputedKind(),
            [FieldType.Display] = new DisplayKind(),
        };
        return [.. Enum.GetValues<FieldType>().Select(type => kinds[type])];
    }
}
