using LowCode.Definitions.Texts;

namespace LowCode.Definitions.Prints;

/// <summary>How something is printed: HTML with values in it. Format name: <c>lowcode.print/1</c>.</summary>
/// <param name="TemplateId">Of the case type or form that it prints, or <c>list</c>: each has one template at most.</param>
/// <param name="Body">HTML; what stands in double braces is filled in. <see cref="PrintMarkup"/> says how.</param>
public sealed record PrintTemplate(string TemplateId, LocalizedText Title, PrintSubject Subject, string Body)
{
    public const string Format = "lowcode.print/1";

    /// <summary>A4 both ways.</summary>
    public PrintOrientation Orientation { get; init; }

    /// <summary>CSS beside that of the product; null: none.</summary>
    public string? Style { get; init; }

    /// <summary>A text across each page, with values in it; null: none.</summary>
    public string? Watermark { get; init; }
}

public enum PrintSubject
{
    /// <summary>One case: fields of its forms, <c>case</c>, and the blocks <c>fields</c> and <c>timeline</c>.</summary>
    Case,

    /// <summary>An empty form, to be filled on paper.</summary>
    Form,

    /// <summary>Cases that were searched: <c>total</c>, and the block <c>cases</c>.</summary>
    List,
}

public enum PrintOrientation
{
    Portrait,
    Landscape,
}
